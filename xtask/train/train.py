"""Trains the recogniser: `python train.py --data DIR --output src/model/weights.bin`. See README.md."""
import argparse
import json
import multiprocessing
import pickle
import shutil
import zlib
from collections import namedtuple
from pathlib import Path

import numpy as np
import torch

import calibrate
import documents
import encoder_windows
import evaluate
import export
import features
import lists
import model_file
import quantise
import teacher
import training
from documents import SEED
from network import Network, Shape
from training import Recipe

DROPS = dict(word=0.1, hash=0.25, prefix3=0.1, suffix2=0.1, suffix3=0.1, suffix4=0.1, lists=0.15)
TEACHER = Recipe(
    name="teacher", epochs=2, rate=2e-3, slow=0.06, rows=1536, drops=DROPS, unseen=0.05,
    shares=dict(ontonotes=0.75, worldwide=1.0, polnear=0.3, unlabelled=0.0), clothes=(1, 0, 0, 0), compiled=False,
    kept=60, shape=dict(width=256, dilations=(1, 2, 1), memory_after=2))
NETWORK = Recipe(
    name="network", epochs=14, rate=3.5e-3, slow=0.3, rows=3072, drops=dict(DROPS, hash=0.15), unseen=0.05,
    shares=dict(ontonotes=1.0, worldwide=1.2, polnear=1.0, unlabelled=0.5), taught=0.7)
TRUSTED = 0.65  # share of the teacher where the network that training starts from is asked as well
Prepared = namedtuple("Prepared", "header train dev dev_documents")


def prepare(data, work, limit=None):
    """Columns' header, training tokens (a list of variants a document), and dev tokens with their documents."""
    cache = work / f"tokens{limit or ''}.pickle"
    if cache.exists():
        return pickle.loads(cache.read_bytes())
    lists.build(work)
    train = documents.read(data, "train", limit) + documents.unlabelled(data, limit)
    train = documents.variants(train, work / "gazetteer.txt")
    tokenizer = teacher.tokenizer(work)
    kinds = []
    for kind in zip(*train):
        header, tokens = features.extract(list(kind), work, work, "train")
        encoder_windows.cut_into_pieces(kind, tokens, tokenizer)
        kinds.append(tokens)
    dev_documents = documents.read(data, "dev", limit)
    header, dev = features.extract(dev_documents, work, work, "dev")
    encoder_windows.cut_into_pieces(dev_documents, dev, tokenizer)
    prepared = Prepared(header, list(zip(*kinds)), dev, dev_documents)
    cache.write_bytes(pickle.dumps(prepared))
    return prepared


def teach(prepared, options):
    """Trains the teacher and gives every training document its judgement, those in which nothing is marked included.
    Where the network goes on from a model file, that is asked as well: it knows rare labels and attributions better."""
    asked = teacher.Asked(options.work / f"judgements{options.limit or ''}", prepared.train)
    if asked.missing():
        torch.manual_seed(SEED)
        network = teacher.Teacher(Shape(prepared.header, **TEACHER.shape), options.work)
        set_vectors(network, options.work)
        network = training.train(network, prepared, TEACHER, options.work, resume=options.resume)
        ask(network, asked, prepared.header)
    judgements = asked.answers()
    if options.start:
        second = teacher.Asked(options.work / f"second{options.limit or ''}", prepared.train)
        ask(started(prepared.header, options).eval(), second, prepared.header)
        judgements = [ours.mixed(other, TRUSTED) for ours, other in zip(judgements, second.answers())]
    for kinds, judgement in zip(prepared.train, judgements, strict=True):
        kinds[0].judgement = judgement
        teacher.pass_on(kinds)
    for document in [document for kinds in prepared.train for document in kinds] + prepared.dev:
        document.pieces = None


def ask(network, asked, header):
    """Every worker asks the teacher about every second group of documents."""
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=asked.ask, args=(network, header, asked.missing()[index::training.WORKERS]))
               for index in range(training.WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def set_vectors(network, work):
    with torch.no_grad():
        network.tables["word"].zero_()[1:].copy_(torch.from_numpy(np.load(work / "vectors.npy")))


def started(header, options):
    """The network before training: with the weights of a model file if there is one, else with word vectors alone."""
    torch.manual_seed(SEED)
    network = Network(Shape(header, **NETWORK.shape))
    if options.start:
        set_weights(network, model_file.read(options.start))
    else:
        set_vectors(network, options.work)
    return network


def set_weights(network, model):
    """Those of a model file of the same shape and lists, as coarse as they stand there."""
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            part = export.exported_name(name)
            values = model.matrix(part) if quantise.is_matrix(name) else model.numbers(part).clip(-15, 15)
            parameter.copy_(torch.from_numpy(values))


def run(options):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    if not options.resume:
        (options.work / f"tokens{options.limit or ''}.pickle").unlink(missing_ok=True)
        for folder in ("judgements", "second"):
            shutil.rmtree(options.work / f"{folder}{options.limit or ''}", ignore_errors=True)
    prepared = prepare(options.data, options.work, options.limit)
    teach(prepared, options)
    finish(training.train(started(prepared.header, options), prepared, NETWORK, options.work, resume=options.resume), prepared, options)


def finish(network, prepared, options):
    """Quantises, measures, calibrates and writes the model file and the reference scores beside the tests."""
    header, _, dev, dev_documents = prepared
    print("32 bits a weight", flush=True)
    evaluate.report(network, dev, dev_documents, header, brief=True)
    network, numbers = quantise.quantised(network)
    print("as shipped", flush=True)
    rows, found = evaluate.report(network, dev, dev_documents, header)
    curves, error = calibrate.curves(network, rows, dev, dev_documents, found)
    print(f"expected calibration error {error:.4f}")
    note = dict(data=checksum(options.data), seed=SEED, epochs=NETWORK.epochs)
    sizes = export.write(options.output, network, numbers, evaluate.edges(network), curves, options.work, note)
    print("bytes:", json.dumps(sizes))
    texts = [dict(id=str(i), scheme="none", text=text, spans=[], words=[], attributions=[]) for i, text in enumerate(export.REFERENCE)]
    _, tokens = features.extract(texts, options.work, options.work, "reference")
    export.write_reference(options.reference, export.REFERENCE, evaluate.scores(network, tokens, header))


def checksum(data):
    """Of the training and dev files, so that a model file says what it was made from."""
    total = 0
    for scheme in documents.SETS:
        for part in ("train", "dev"):
            total = zlib.crc32(documents.file_of(data / scheme, part).read_bytes(), total)
    return f"{total:08x}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("src/model/weights.bin"))
    parser.add_argument("--reference", type=Path, default=Path("tests/reference/scores.json"))
    parser.add_argument("--work", type=Path, default=Path("target/train"))
    parser.add_argument("--resume", action="store_true", help="go on from the last whole epoch")
    parser.add_argument("--start", type=Path, help="a model file from whose weights the network goes on")
    parser.add_argument("--limit", type=int, help="only so many documents of each set, for trying things")
    return parser.parse_args()


if __name__ == "__main__":
    run(arguments())
