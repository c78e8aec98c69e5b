#!/usr/bin/env python3
"""Annotates an archive of articles with Apache Spark.

    spark-submit examples/spark/annotate.py articles.jsonl annotated --newsmark target/release/newsmark

reads JSON Lines or Parquet with the columns `id`, `text` and, where it is known, `date`, and writes Parquet with a row for
each article: `id`, `date`, `error`, and the annotations as nested columns, in folders by month (`month=2025-03`).

Each task runs one process of the command, which works on one core; Spark runs as many tasks as it has cores. Batches go
through its pipes one at a time: a task holds no more than a batch, and the command waits where Spark does. A task that is
lost is run anew, and only what a task has finished is committed, so nothing is there twice; a month that is annotated again
takes the place of what was there. Offsets count code points, as Python does.
"""

import argparse
import json
import subprocess
import threading

from pyspark.sql import SparkSession
from pyspark.sql import functions as f
from pyspark.sql import types as t


def struct(**fields):
    return t.StructType([t.StructField(name, kind) for name, kind in fields.items()])


TEXT, NUMBER, SHARE, NUMBERS = t.StringType(), t.IntegerType(), t.FloatType(), t.ArrayType(t.IntegerType())
SPAN = struct(start=NUMBER, end=NUMBER)

# What the contract of the JSON says; fields that only some annotations have are null elsewhere.
MENTION = struct(start=NUMBER, end=NUMBER, label=TEXT, text=TEXT, entity=NUMBER, value=TEXT, score=SHARE)
REFERENCE = struct(start=NUMBER, end=NUMBER, kind=TEXT)
ENTITY = struct(
    id=NUMBER,
    label=TEXT,
    name=TEXT,
    aliases=t.ArrayType(TEXT),
    titles=t.ArrayType(TEXT),
    age=NUMBER,
    affiliations=t.ArrayType(TEXT),
    mentions=NUMBERS,
    references=t.ArrayType(REFERENCE),
)
QUOTE = struct(
    start=NUMBER,
    end=NUMBER,
    kind=TEXT,
    text=TEXT,
    speaker=SPAN,
    entity=NUMBER,
    entities=NUMBERS,
    affiliation=NUMBER,
    cue=SPAN,
    stance=TEXT,
    clause=SPAN,
    within=NUMBER,
    score=SHARE,
    continues=NUMBER,
)
ROW = struct(
    id=TEXT,
    date=TEXT,
    month=TEXT,
    error=TEXT,
    mentions=t.ArrayType(MENTION),
    entities=t.ArrayType(ENTITY),
    quotes=t.ArrayType(QUOTE),
)


def row(answer):
    """A row of the result from an answer of the command."""
    date = answer.get("date")
    lists = {name: answer.get(name) for name in ("mentions", "entities", "quotes")}
    return {"id": answer["id"], "date": date, "month": (date or "unknown")[:7], "error": answer.get("error"), **lists}


def annotating(newsmark):
    """What Spark calls in each task, with the task's batches."""

    def annotate(batches):
        import pandas

        command = [newsmark, "annotate", "--jsonl", "--jobs", "1"]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        try:
            for batch in batches:
                lines = [json.dumps(article) for article in batch.to_dict("records")]
                # A thread of its own: the command answers before it has read all, and a pipe holds little.
                writer = threading.Thread(target=send, args=(process.stdin, lines))
                writer.start()
                answers = [process.stdout.readline() for _ in lines]
                writer.join()
                if not all(answers):
                    raise RuntimeError("the command stopped in the middle of a batch")
                yield pandas.DataFrame([row(json.loads(answer)) for answer in answers], columns=ROW.fieldNames())
        finally:
            process.kill()
            process.wait()

    return annotate


def send(pipe, lines):
    try:
        pipe.write("".join(f"{line}\n" for line in lines))
        pipe.flush()
    except OSError:
        pass  # The command is gone, which the reader of its answers finds out.


def articles(spark, path):
    """The articles in `path`, whose `id` and `date` become text."""
    table = spark.read.parquet(path) if path.rstrip("/").endswith(".parquet") else spark.read.json(path)
    date = f.col("date").cast("string") if "date" in table.columns else f.lit(None).cast("string")
    return table.select(f.col("id").cast("string").alias("id"), f.coalesce(f.col("text"), f.lit("")).alias("text"), date.alias("date"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("input", help="JSON Lines (a file or folder), or Parquet where the name ends in .parquet")
    parser.add_argument("output", help="the folder of the result")
    parser.add_argument("--newsmark", default="newsmark", help="the command, the same path on every machine")
    parser.add_argument("--partitions", type=int, help="how many tasks; without it as Spark reads the input")
    arguments = parser.parse_args()

    spark = SparkSession.builder.appName("newsmark").getOrCreate()
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 200)
    spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
    table = articles(spark, arguments.input)
    if arguments.partitions:
        table = table.repartition(arguments.partitions, "id")
    annotated = table.mapInPandas(annotating(arguments.newsmark), ROW)
    annotated.write.mode("overwrite").partitionBy("month").parquet(arguments.output)


if __name__ == "__main__":
    main()
