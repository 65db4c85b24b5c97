"""The peers of `benchmarks foresight` on rows it made, in the same hour: LightGBM on one thread.

    benchmarks foresight --data DIR --only trees --only uplift --keep ROWS
    python foresight_peers.py ROWS              (needs lightgbm, numpy, pandas)

One JSON object a figure; seconds are of the process.
"""
import json
import os
import sys
import time

os.environ["OMP_NUM_THREADS"] = "1"
import lightgbm as lgb
import numpy as np
import pandas as pd

FOLDER = sys.argv[1]
SETTINGS = dict(
    objective="binary", learning_rate=0.1, num_leaves=31, min_data_in_leaf=20, verbose=-1,
    num_threads=1, seed=1, deterministic=True, force_row_wise=True)


def say(**figures):
    rounded = {k: float(f"{v:.5g}") if isinstance(v, float) else v for k, v in figures.items()}
    print(json.dumps(rounded), flush=True)


def area(labels, scores):
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    positive = labels.sum()
    return float(
        (ranks[labels > 0].sum() - positive * (positive + 1) / 2)
        / positive / (len(labels) - positive))


def trees():
    for rows in (10_000, 100_000, 1_000_000):
        path = f"{FOLDER}/made-{rows}.f32"
        if not os.path.exists(path):
            continue
        table = np.fromfile(path, np.float32).reshape(-1, 31)
        features, labels = np.ascontiguousarray(table[:, :30]), table[:, 30]
        start = time.process_time()
        data = lgb.Dataset(features[:rows], labels[:rows], params=SETTINGS).construct()
        binned = time.process_time()
        model = lgb.train(SETTINGS, data, 100)
        trained = time.process_time()
        answers = model.predict(features[rows:])
        scored = time.process_time()
        model.predict(features[rows:rows + 2000], pred_contrib=True)
        reasons = time.process_time()
        say(area="trees", set=f"made, {rows} x 30", peer=f"LightGBM {lgb.__version__}",
            auc=area(labels[rows:], answers), binning_seconds=binned - start,
            train_seconds=trained - binned,
            microseconds_per_row=(scored - trained) / 20_000 * 1e6,
            microseconds_reasons=(reasons - scored) / 2000 * 1e6)


def chosen(x, y, v, w):
    best = None
    for leaves in (4, 8):
        settings = dict(
            SETTINGS, learning_rate=0.05, num_leaves=leaves, feature_fraction=0.8,
            bagging_fraction=0.8, bagging_freq=1, metric="binary_logloss")
        train = lgb.Dataset(x, y)
        model = lgb.train(
            settings, train, 2000, valid_sets=[lgb.Dataset(v, w, reference=train)],
            callbacks=[lgb.early_stopping(40, verbose=False)])
        loss = model.best_score["valid_0"]["binary_logloss"]
        if best is None or loss < best[0]:
            best = (loss, model)
    return best[1]


def uplift():
    for world in ("simple", "tangled"):
        if not os.path.exists(f"{FOLDER}/uplift-{world}-train.csv"):
            continue
        parts = []
        for part in ("train", "val", "test"):
            table = pd.read_csv(f"{FOLDER}/uplift-{world}-{part}.csv")
            x = table.drop(columns=["treated", "label"])
            for column, kinds in (
                    ("area", ["rural", "suburban", "urban"]), ("channel", ["phone", "web", "both"])):
                x[column] = pd.Categorical(x[column], categories=kinds)
            parts.append((x, table["treated"].to_numpy(), table["label"].to_numpy()))
        (x, w, y), (v, wv, vy), (t, wt, ty) = parts
        start = time.process_time()
        sides = [
            chosen(x[w == side], y[w == side], v[wv == side], vy[wv == side]) for side in (1, 0)]
        spent = time.process_time() - start
        scores = sides[0].predict(t) - sides[1].predict(t)
        order = np.argsort(-scores, kind="stable")
        a, b = wt[order], ty[order]
        one, none = np.cumsum(a), np.cumsum(1 - a)
        gain = np.cumsum(a * b) - np.cumsum((1 - a) * b) * one / np.maximum(none, 1)
        line = gain[-1] * np.arange(1, len(a) + 1) / len(a)
        top = int(0.3 * len(a))
        say(area="uplift", set=f"invented, {world}", peer="two LightGBM",
            qini=float((gain - line).mean() / max(1, gain[-1])),
            uplift_top30=float(b[:top][a[:top] == 1].mean() - b[:top][a[:top] == 0].mean()),
            train_seconds=spent)


trees()
uplift()
