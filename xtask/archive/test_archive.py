"""Annotates an archive in Spark twice, the second time with an executor killed in the middle, and asks DuckDB about the
result: `test_archive.py COMMAND FOLDER COUNT [ARTICLES]`. Both results must be the same, and the answers about 20,000 invented
articles those that examples/spark/README.md tells."""

import glob
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import threading
import time

import duckdb
import pyspark

ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNT = int(sys.argv[3])
HERE = pathlib.Path(__file__).parent


def spark(command, articles, output, while_running=None):
    """Runs the example on two executors that are processes of their own; how many seconds it takes."""
    # Its own scripts find Spark by the package, and workers run this very Python.
    environment = os.environ | {
        "SPARK_HOME": str(pathlib.Path(pyspark.__file__).parent),
        "PYSPARK_PYTHON": sys.executable,
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(output) + "-work",
    }
    arguments = [
        sys.executable, str(HERE / "submit.py"), str(ROOT / "examples/spark/annotate.py"),
        str(articles), str(output), "--newsmark", command, "--partitions", "16",
    ]
    start = time.time()
    with open(f"{output}.log", "w", encoding="utf-8") as log:
        process = subprocess.Popen(arguments, env=environment, stdout=log, stderr=log)
        if while_running:
            threading.Thread(target=while_running, args=(process, output), daemon=True).start()
        if process.wait() != 0:
            sys.exit(f"Spark failed: see {output}.log")
    return time.time() - start


def kill_one(process, output):
    """Kills an executor once the first results of tasks lie there."""
    while process.poll() is None:
        if glob.glob(f"{output}/.spark-staging*/**/*.parquet", recursive=True):
            victim = min(executors(process.pid))
            os.kill(victim, signal.SIGKILL)
            print(f"   killed executor {victim}", flush=True)
            return True
        time.sleep(0.2)
    return False


def executors(pid):
    """The executors among the processes below `pid`."""
    children = {}
    for stat in glob.glob("/proc/[0-9]*/stat"):
        try:
            fields = pathlib.Path(stat).read_text().rsplit(")", 1)
        except OSError:
            continue
        children.setdefault(int(fields[1].split()[1]), []).append(int(fields[0].split(" ")[0]))
    found, coming = set(), [pid]
    while coming:
        one = coming.pop()
        found.add(one)
        coming.extend(children.get(one, []))
    return [one for one in found if is_executor(one)]


def is_executor(pid):
    try:
        words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return words[0].endswith(b"java") and any(b"CoarseGrainedExecutorBackend" in word for word in words)


def digest(folder):
    """A number for all rows, in whatever files they lie."""
    rows = duckdb.sql(f"select * from read_parquet('{folder}/**/*.parquet', hive_partitioning = true) order by id::int").fetchall()
    ids = [row[0] for row in rows]
    assert len(ids) == len(set(ids)) == COUNT, f"{len(ids)} rows, {len(set(ids))} articles"
    assert not any(row[2] for row in rows), "an article was not annotated"
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def ask(folder):
    """The queries of the documentation with their answers: both as they stand there, and as they are."""
    text = (ROOT / "examples/spark/README.md").read_text(encoding="utf-8")
    for query, told in re.findall(r"```sql\n(select.*?)```\n+```text\n(.*?)```", text, re.S):
        rows = duckdb.sql(query.replace("annotated/", f"{folder}/")).fetchall()
        yield query, told.strip(), "\n".join(" | ".join(str(cell) for cell in row) for row in rows)


def main():
    command, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    articles = folder / "articles.jsonl"
    subprocess.run([sys.executable, HERE / "make_articles.py", str(COUNT), articles, *sys.argv[4:]], check=True)

    seconds = spark(command, articles, folder / "whole")
    whole = digest(folder / "whole")
    print(f"   {COUNT} articles in {seconds:.0f} s", flush=True)
    killed = []
    seconds = spark(command, articles, folder / "killed", lambda *run: killed.append(kill_one(*run)))
    assert killed == [True], "no executor was killed: the run was over before"
    assert digest(folder / "killed") == whole, "a killed executor changed the result"
    print(f"   the same with a killed executor, in {seconds:.0f} s", flush=True)
    spark(command, articles, folder / "whole")
    assert digest(folder / "whole") == whole, "a second run left something twice"
    print("   the same after a second run over the first", flush=True)

    wrong = 0
    for query, told, found in ask(folder / "whole"):
        print(f"{query}{found}\n", flush=True)
        wrong += told != found and (COUNT, len(sys.argv)) == (20_000, 4)
    assert not wrong, f"{wrong} answers are others than examples/spark/README.md tells"


if __name__ == "__main__":
    main()
