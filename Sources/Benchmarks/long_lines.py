#!/usr/bin/env python3
"""Gives every command a file with one line of 100 MB, and prints what it needed: memory, time, status.

usage: long_lines.py PROGRAM [MEGABYTES]    (exit status 1 when a command needed 200 MB or more)
"""
import os
import subprocess
import sys
import tempfile
import time

LINE = "my kettle leaks and 水壶漏水 "
FILES = {
    "prose.txt": ("", "\n"),
    "spoken.txt": ("Agent: hello\nMia: ", "\nAgent: bye\n"),
    "lines.jsonl": ('{"speaker":"agent","text":"hello"}\n{"speaker":"Mia","text":"', '"}\n'),
    "document.json": ('{"messages":[{"role":"customer","text":"', '"}]}\n'),
    "table.csv": ('speaker,text\nagent,hello\nmia,"', '"\n'),
    "captions.vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mia>", "\n"),
    "rows.csv": ('text,intent\nwhere is it,track\n"', '",ret\n'),
    "rows.jsonl": ('{"text":"where is it","intent":"track"}\n{"text":"', '","intent":"ret"}\n'),
    "rasa.yml": ("nlu:\n- intent: a\n  examples: |\n    - hi\n    - ", "\n"),
    "tags.json": ('{"intents":[{"tag":"a","patterns":["hi","', '"]}]}\n'),
    "bought.csv": ("user,item,rating\nu1,i1,5\nu1,", ",5\n"),
    "faq.csv": ("question,answer\nWhen?,Nine.\n", ",yes\n"),
    "talk.convo": ("#me ", "\n#bot hello\n"),
}
COMMANDS = (
    [["sentiment", "report", name] for name in list(FILES)[:6]]
    + [["sentiment", "score", "prose.txt"], ["sentiment", "merge", "prose.txt"]]
    + [["entities", "mask", "prose.txt"], ["entities", "extract", "prose.txt"]]
    + [["intents", "classify", "prose.txt"], ["intents", "lint", "rows.csv"]]
    + [["intents", "convert", name, "--to", "csv"] for name in list(FILES)[6:10]]
    + [["intents", "test", "--train", "rows.csv"], ["intents", "train", "rows.csv", "-o", "m.model"]]
    + [["recommend", "train", "bought.csv", "-o", "r.model"], ["recommend", "evaluate", "bought.csv"]]
    + [["knowledge", "import", "faq.csv"], ["replay", "talk.convo"], ["inbox", "lines.jsonl"]]
    + [["--json", "<", "prose.txt"], ["ask", "-", "<", "prose.txt"]]
)


def run(program, command):
    source = open(command[-1]) if "<" in command else subprocess.DEVNULL
    arguments = command[: command.index("<")] if "<" in command else command
    start = time.time()
    child = subprocess.Popen(
        [program] + arguments, stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = child.stderr.read().decode("utf-8", "replace").strip().split("\n")[0]
    _, status, usage = os.wait4(child.pid, 0)
    return usage.ru_maxrss / 1000, time.time() - start, os.waitstatus_to_exitcode(status), said


def main():
    program = os.path.abspath(sys.argv[1])
    size = int(sys.argv[2] if len(sys.argv) > 2 else 100) * 1_000_000
    os.environ.setdefault("DESKMATE_HOME", os.getcwd())
    largest = 0
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = os.environ["XDG_CACHE_HOME"] = folder + "/state"
        subprocess.run([program, "ask", "hi"], stdout=subprocess.DEVNULL)
        os.chdir(folder)
        block = LINE.encode()
        for name, (before, after) in FILES.items():
            with open(name, "wb") as file:
                file.write(before.encode())
                for _ in range(size // (len(block) * 10_000)):
                    file.write(block * 10_000)
                file.write(after.encode())
        for command in COMMANDS:
            megabytes, seconds, status, said = run(program, command)
            largest = max(largest, megabytes)
            print(f"{megabytes:6.0f} MB {seconds:6.1f} s  status {status}  {' '.join(command)}  {said[:110]}", flush=True)
    print(f"largest {largest:.0f} MB")
    sys.exit(largest >= 200)


if __name__ == "__main__":
    main()
