#!/usr/bin/env python3
"""Train Apache Spark's ALS on an export of Deskmate's and write the factors back.

usage: spark_als.py FOLDER [--rank 16] [--iterations 10] [--penalty 0.1] [--alpha 5] [--explicit]
                    [--master local[2]]

FOLDER is what `deskmate recommend export` wrote: ratings.csv (user,item,rating by number).  Writes
FOLDER/userFactors and FOLDER/itemFactors, JSON Lines of {"id":…,"features":[…]}; then
`deskmate recommend train --factors FOLDER -o MODEL` makes a model of them.

Needs PySpark 3.5 (pip install pyspark==3.5.3 numpy) and Java 17.
"""
import argparse

from pyspark.ml.recommendation import ALS
from pyspark.sql import SparkSession


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--iterations", type=int, default=10)
    parser.add_argument("--penalty", type=float, default=0.1)
    parser.add_argument("--alpha", type=float, default=5.0)
    parser.add_argument("--explicit", action="store_true", help="predict the ratings, not who buys what")
    parser.add_argument("--master", default="local[2]")
    options = parser.parse_args()
    spark = SparkSession.builder.master(options.master).appName("deskmate-als").getOrCreate()
    ratings = spark.read.csv(f"{options.folder}/ratings.csv", header=True, schema="user INT, item INT, rating FLOAT")
    als = ALS(rank=options.rank, maxIter=options.iterations, regParam=options.penalty, alpha=options.alpha,
              implicitPrefs=not options.explicit, userCol="user", itemCol="item", ratingCol="rating", seed=42)
    model = als.fit(ratings)
    for name, factors in (("userFactors", model.userFactors), ("itemFactors", model.itemFactors)):
        factors.orderBy("id").coalesce(1).write.mode("overwrite").json(f"{options.folder}/{name}")
    spark.stop()


if __name__ == "__main__":
    main()
