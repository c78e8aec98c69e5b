"""Runs a Spark program on two executors that are processes of their own, one core each: `submit.py PROGRAM ARGUMENTS`."""

import runpy
import sys

from pyspark.sql import SparkSession

session = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
session.config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
