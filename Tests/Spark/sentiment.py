#!/usr/bin/env python3
"""Report how customers felt in transcripts, on a cluster: Spark deals them out, Deskmate reads them.

usage: sentiment.py FILES [--program deskmate] [--key conversation] [--partitions N] [--master local[2]]
                    [--partial] [-- OPTIONS OF sentiment report]

FILES are JSON Lines, a message a line, with the conversation's id in the column KEY: files, folders or
patterns on a disk that all machines see; with pyarrow also hdfs://, s3:// and gs:// addresses.

A partition is a range of a file's bytes.  No text is sent from machine to machine: whoever holds the first
message of a conversation reads all of it, by its id, beyond the end of the range if need be, and leaves out what
began before the range.  `sentiment report` ends a conversation that was silent for 20,000 lines, so no more than
those around a cut are looked at.  The rest goes through `deskmate sentiment report --partial` as it is; one line
comes back for `deskmate sentiment merge`, whose report this prints: the bytes of one run over all the files.

Every machine needs the program and its workspace (`deskmate` finds it beside itself or in $DESKMATE_HOME).
Needs PySpark 3.5 (pip install pyspark==3.5.3) and Java 17.
"""
import argparse
import fcntl
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

SILENCE = 20_000  # after so many lines a conversation has ended: Insights/ConversationAggregator.swift
BLOCK = 1 << 20
USUAL_PART = 256 << 20  # bytes of a partition that is not asked to be smaller


def place(path):
    """The file system of a path and the path in it; None is this machine's."""
    if "://" not in path:
        return None, path
    from pyarrow import fs

    return fs.FileSystem.from_uri(path)


def opened(path):
    system, name = place(path)
    return system.open_input_file(name) if system else open(name, "rb", buffering=0)


def sizes(pattern):
    """The files that a path names, with their sizes."""
    system, name = place(pattern)
    if system:
        from pyarrow import fs

        info = system.get_file_info(name)
        found = [info] if info.is_file else system.get_file_info(fs.FileSelector(name, recursive=True))
        scheme = pattern[: pattern.index("://") + 3]
        return sorted((scheme + one.path, one.size) for one in found if one.is_file)
    paths = sorted(glob.glob(name)) or [name]
    files = []
    for path in paths:
        below = [os.path.join(folder, one) for folder, _, names in os.walk(path) for one in names]
        files += sorted(below) if os.path.isdir(path) else [path]
    return [(path, os.path.getsize(path)) for path in files]


def lines(file, start, end=None):
    """The lines from a byte on, with where the next begins."""
    file.seek(start)
    rest, at = b"", start
    while end is None or at < end:
        block = file.read(BLOCK)
        found = (rest + block).split(b"\n")
        rest = found.pop() if block else b""
        for line in found:
            if line or block:
                at += len(line) + 1
                yield line, at
                if end is not None and at >= end:
                    return
        if not block:
            return


def line_after(file, byte):
    """Where the first line begins that does not begin before a byte."""
    if byte == 0:
        return 0
    return next((at for _, at in lines(file, byte - 1)), byte)


def lines_before(file, byte, count):
    """Where the last `count` lines before a byte begin."""
    left, at = count + 1, byte
    while at > 0:
        first = max(0, at - BLOCK)
        file.seek(first)
        block = file.read(at - first)
        found = block.count(b"\n")
        if found < left:
            left, at = left - found, first
            continue
        cut = len(block)
        for _ in range(left):
            cut = block.rindex(b"\n", 0, cut)
        return first + cut + 1
    return 0


class Range:
    """The conversations that begin in a range of a file's bytes."""

    def __init__(self, path, start, end, key):
        self.path, self.start, self.end, self.key = path, start, end, key
        self.usual = re.compile(rb'\s*\{\s*"' + re.escape(key.encode()) + rb'"\s*:\s*"([^"\\]*)"')
        self.count = 0  # lines of the range

    def id(self, line):
        """The id of a line's conversation; None for a line that holds none."""
        found = self.usual.match(line)
        if found:
            return found.group(1).decode("utf-8", "replace")
        try:
            record = json.loads(line)
        except ValueError:
            return None
        if isinstance(record, dict) and record.get(self.key) is not None:
            return str(record[self.key])
        # A whole conversation in one line needs no other.
        if isinstance(record, dict) and any(isinstance(value, list) for value in record.values()):
            return None
        raise SystemExit(f'{self.path}: a line has no "{self.key}"; name the column of its conversation with --key')

    def bytes(self):
        """What is to be read, in order; what is not this range's is blank, so that lines keep their numbers."""
        with opened(self.path) as file:
            start, end = line_after(file, self.start), line_after(file, self.end)
            if start >= end:
                return
            earlier = self.before(file, start)
            tail = max(start, lines_before(file, end, SILENCE))
            at, own, newest = start, {}, max(earlier.values(), default=-SILENCE - 1)
            for line, after in lines(file, start, end):
                if self.count - newest > SILENCE and at < tail:
                    break
                name = self.id(line) if line.strip() else None
                if name in earlier and self.count - earlier[name] <= SILENCE:
                    earlier[name] = newest = self.count
                    line = b" " * len(line)
                else:
                    earlier.pop(name, None)
                    if at >= tail and name is not None:
                        own[name] = self.count
                yield line + b"\n"
                self.count, at = self.count + 1, after
            if at < tail:
                yield from self.raw(file, at, tail)
                for line, _ in lines(file, tail, end):
                    name = self.id(line) if line.strip() else None
                    if name is not None:
                        own[name] = self.count
                    yield line + b"\n"
                    self.count += 1
            yield from self.beyond(file, end, own)

    def before(self, file, start):
        """The conversations that were open before the range, with their last line counted back from it."""
        known = [self.id(line) for line, _ in lines(file, lines_before(file, start, SILENCE), start)]
        return {name: number - len(known) for number, name in enumerate(known) if name is not None}

    def raw(self, file, start, end):
        file.seek(start)
        while start < end:
            block = file.read(min(BLOCK, end - start))
            start += len(block)
            self.count += block.count(b"\n")
            yield block

    def beyond(self, file, end, own):
        """The rest of the range's conversations, behind its end."""
        number = self.count
        newest = max(own.values(), default=number - SILENCE - 1)
        for line, _ in lines(file, end):
            if number - newest > SILENCE:
                return
            name = self.id(line) if line.strip() else None
            if name in own and number - own[name] <= SILENCE:
                own[name] = newest = number
            else:
                own.pop(name, None)
                line = b" " * len(line)
            yield line + b"\n"
            number += 1


def packed(path):
    """A packed file is one partition: it cannot be cut."""
    with opened(path) as file:
        while block := file.read(BLOCK):
            yield block


def summary(part, program, key, options):
    """A part with the number of its lines and the summary of the conversations that begin in it."""
    path, start, end = part
    own = Range(path, start, end, key)
    command = [program, "sentiment", "report", "--partial", "--format", "jsonl", *options]
    pieces = packed(path) if path.endswith(".gz") else own.bytes()
    blank, report = [], None
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        for piece in pieces:
            # Nothing is read where nothing begins.
            if report is None and piece.isspace():
                blank.append(piece)
                continue
            if report is None:
                report = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=output, stderr=errors, bufsize=0)
                widen(report.stdin)
                piece = b"".join(blank) + piece
            try:
                write(report.stdin, piece)
            except BrokenPipeError:
                break
        if report is None:
            return part, own.count, None
        report.stdin.close()
        status = report.wait()
        for stream in (output, errors):
            stream.seek(0)
        if status not in (0, 1):
            raise RuntimeError(f"{path}: {errors.read().decode(errors='replace').strip()}")
        return part, own.count, output.read().decode()


def widen(pipe):
    """Gives a pipe room for a block, so that neither end waits for the other so often."""
    try:
        fcntl.fcntl(pipe, getattr(fcntl, "F_SETPIPE_SZ", 1031), BLOCK)
    except OSError:
        pass


def write(pipe, piece):
    piece = memoryview(piece)
    while piece:
        piece = piece[pipe.write(piece) :]


def parts(files, wanted, cores):
    """Ranges of the files, about as large as each other."""
    total = sum(size for _, size in files)
    wanted = wanted or max(2 * cores, -(-total // USUAL_PART))
    step = max(1, -(-total // wanted))
    for path, size in files:
        if path.endswith(".gz"):
            yield path, 0, size
            continue
        for start in range(0, size, step):
            yield path, start, min(size, start + step)


def placed(summaries):
    """The summaries with the lines of whole files in place of a part's."""
    first, last = 0, None
    for (path, _, _), count, text in summaries:
        first = first if path == last else 0
        last = path
        if text is not None:
            record = json.loads(text)
            for mood in record["worst"] + record["improved"] + record["turned"]:
                mood["file"] = path
                for moment in ("start", "end", "lowest", "highest"):
                    mood[moment]["line"] += first
            yield json.dumps(record, ensure_ascii=False)
        first += count


def main():
    arguments, rest = sys.argv[1:], []
    if "--" in arguments:
        cut = arguments.index("--")
        arguments, rest = arguments[:cut], arguments[cut + 1 :]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--program", default="deskmate")
    parser.add_argument("--key", default="conversation")
    parser.add_argument("--partitions", type=int)
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--partial", action="store_true", help="print the sum as a summary, for sentiment merge")
    options = parser.parse_args(arguments)
    from pyspark import SparkConf, SparkContext

    conf = SparkConf().setMaster(options.master).setAppName("deskmate-sentiment")
    if options.master.startswith("local"):
        # One machine's JVM only deals ranges out: what makes a long job faster only makes its start slower.
        conf.set("spark.ui.enabled", "false")
        conf.set("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
    context = SparkContext(conf=conf)
    context.setLogLevel("ERROR")
    files = [file for pattern in options.files for file in sizes(pattern)]
    dealt = list(parts(files, options.partitions, context.defaultParallelism))
    program, key = options.program, options.key
    found = context.parallelize(dealt, max(1, len(dealt))).map(lambda part: summary(part, program, key, rest)).collect()
    context.stop()
    merge = [program, "sentiment", "merge"] + ["--partial"] * options.partial
    sys.exit(subprocess.run(merge, input="\n".join(placed(found)), text=True).returncode)


if __name__ == "__main__":
    main()
