"""The linear peers of `benchmarks intents --protocol across`: support vector machines over weighed n-grams.

    benchmarks intents --data DIR --protocol across --samples SAMPLES
    python linear_peers.py SAMPLES > peers.jsonl        (needs scikit-learn and jieba)
    benchmarks intents --data DIR --protocol across --peers peers.jsonl

English: words 1-2; with characters 2-5 within words. Chinese: characters 1-2; 1-3; with words by jieba.
"""
import json
import logging
import sys
from pathlib import Path

import jieba
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import Normalizer
from sklearn.svm import LinearSVC

jieba.setLogLevel(logging.WARNING)


def tfidf(**options):
    return TfidfVectorizer(sublinear_tf=True, **options)


def words():
    return tfidf(ngram_range=(1, 2), token_pattern=r"(?u)\b\w+\b")


def characters(longest):
    return tfidf(analyzer="char", ngram_range=(1, longest))


def chinese_words():
    return tfidf(analyzer=lambda text: [word for word in jieba.cut(text) if word.strip()])


ENGLISH = {
    "words 1-2": lambda: [words()],
    "words 1-2, characters 2-5": lambda: [
        words(), tfidf(analyzer="char_wb", ngram_range=(2, 5))],
}
CHINESE = {
    "characters 1-2": lambda: [characters(2)],
    "characters 1-3": lambda: [characters(3)],
    "characters 1-2, words": lambda: [characters(2), chinese_words()],
}


def read(path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
    return [row["text"] for row in rows], [row["intent"] for row in rows]


def main():
    root = Path(sys.argv[1]) / "intents"
    for path in sorted(root.rglob("train.jsonl")):
        (texts, labels), (held, truth) = read(path), read(path.with_name("test.jsonl"))
        chinese = 2 * sum(any("\u4e00" <= c <= "\u9fff" for c in text) for text in texts) > len(texts)
        for peer, parts in (CHINESE if chinese else ENGLISH).items():
            union = FeatureUnion([(str(i), part) for i, part in enumerate(parts())])
            model = make_pipeline(union, Normalizer(), LinearSVC(C=1))
            got = model.fit(texts, labels).predict(held)
            right = sum(a == b for a, b in zip(got, truth))
            print(json.dumps({"peer": peer, "set": str(path.parent.relative_to(root)),
                              "accuracy": round(100 * right / len(truth), 3)}), flush=True)


if __name__ == "__main__":
    main()
