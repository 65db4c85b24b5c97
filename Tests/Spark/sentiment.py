#!/usr/bin/env python3
"""Report how customers felt in transcripts, on a cluster: Spark deals them out, Deskmate reads them.

usage: sentiment.py FILES [--program deskmate] [--key conversation] [--partitions 4] [--master local[2]]
                    [-- OPTIONS OF sentiment report]

FILES is what Spark can read (a file, a folder, a pattern, hdfs://…): JSON Lines, a message a line, with the
conversation's id in the column KEY.  All lines of a conversation go to one partition, by that id, in the order
of the files, so it does not matter where Spark cuts them; the partitions keep the order in which conversations
begin.  Each partition goes through `deskmate sentiment report --partial`, and one line of each comes back for
`deskmate sentiment merge`, whose report this prints: the bytes of one run over all the files.

Every machine needs the program and its workspace (`deskmate` finds it beside itself or in $DESKMATE_HOME).
Needs PySpark 3.5 (pip install pyspark==3.5.3) and Java 17.
"""
import argparse
import json
import subprocess
import sys


def partial(program, options):
    """What turns the lines of a partition into one summary."""

    def summary(conversations):
        text, place = [], 0
        for _, messages in conversations:
            for number, line in messages:
                # Empty lines stand for those of other partitions: a report names places by their line.
                text.append("\n" * max(0, number - place) + line + "\n")
                place = max(place, number) + 1
        if not text:
            return
        command = [program, "sentiment", "report", "--partial", "--format", "jsonl", *options]
        done = subprocess.run(command, input="".join(text), capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr.strip())
        yield done.stdout

    return summary


def main():
    own, _, rest = " ".join(sys.argv[1:]).partition(" -- ")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files")
    parser.add_argument("--program", default="deskmate")
    parser.add_argument("--key", default="conversation")
    parser.add_argument("--partitions", type=int, default=4)
    parser.add_argument("--master", default="local[2]")
    options = parser.parse_args(own.split())
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master(options.master).appName("deskmate-sentiment").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    key = options.key
    lines = spark.sparkContext.textFile(options.files, options.partitions)
    conversations = (
        lines.zipWithIndex()
        .filter(lambda pair: pair[0].strip())
        .map(lambda pair: (str(json.loads(pair[0]).get(key)), (pair[1], pair[0])))
        .groupByKey(options.partitions)
        .map(lambda pair: sorted(pair[1]))
        .map(lambda messages: (messages[0][0], messages))
        .sortByKey(numPartitions=options.partitions)
    )
    summaries = conversations.mapPartitions(partial(options.program, rest.split())).collect()
    spark.stop()
    merge = [options.program, "sentiment", "merge"]
    sys.exit(subprocess.run(merge, input="".join(summaries), text=True).returncode)


if __name__ == "__main__":
    main()
