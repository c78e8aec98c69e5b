"""Trains the recogniser: `python train.py --data DIR --output src/model/weights.bin`. See README.md."""
import argparse
import json
import math
import multiprocessing
import pickle
import random
import time
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import batches
import calibrate
import crf
import documents
import evaluate
import export
import features
import lists
import quantise
from network import Network, Shape

SEED = 20260
EPOCHS = 7
RATE, WARM_UP, DECAY = 3.5e-3, 0.05, 0.01
WORD_RATE = 0.3  # of the rate, for word vectors: they come trained, and learn rare names by heart all too soon
WORKERS = 2
LONGEST_GRADIENT = 2.0
LONGEST_WAIT = 600  # seconds until a worker takes the other one for dead
TOLD = 100  # steps between two lines of progress
AVERAGE = 0.998  # share of the old in the running mean of weights
POS_WEIGHT, QUOTING_WEIGHT = 0.15, 0.3
DROPS = dict(word=0.1, hash=0.25, prefix3=0.1, suffix2=0.1, suffix3=0.1, suffix4=0.1, lists=0.15)
# Share of tokens of which all that tells their word is dropped at once, as of a word never seen.
UNSEEN = 0.08
# How often an epoch takes the documents of a set, in the mean.
SHARES = dict(ontonotes=1.0, worldwide=1.6, polnear=0.6)
# How often an epoch takes a document as it is, recased, with headlines, renamed (one way or another).
CLOTHES = (0.45, 0.16, 0.05, 0.17, 0.17)


def prepare(data, work, limit=None, again=True):
    """Header of the columns, training tokens (a list of variants a document) and dev tokens with their documents.
    Those of an earlier run are taken unless they are to be made `again`."""
    cache = work / f"tokens{limit or ''}.pickle"
    if cache.exists() and not again:
        return pickle.loads(cache.read_bytes())
    lists.build(work)
    train = documents.variants(documents.read(data, "train", limit), work / "gazetteer.txt", SEED)
    kinds = [features.extract(list(kind), work, work, "train") for kind in zip(*train)]
    dev_documents = documents.read(data, "dev", limit)
    header, dev = features.extract(dev_documents, work, work, "dev")
    prepared = header, list(zip(*[tokens for _, tokens in kinds])), dev, dev_documents
    cache.write_bytes(pickle.dumps(prepared))
    return prepared


def epochs(train, header, count, skip):
    """Batches of every epoch in turn: documents in a new order, each in clothes drawn anew."""
    for epoch in range(count):
        generator = random.Random(f"{SEED} {epoch}")
        drawn = []
        for kinds in train:
            share = SHARES[kinds[0].scheme]
            times = int(share) + (generator.random() < share % 1)
            drawn += generator.choices(kinds, CLOTHES, k=times)
        generator.shuffle(drawn)
        bins = batches.pack(drawn)
        generator.shuffle(bins)
        if epoch >= skip:
            yield epoch, bins


def losses(scores, batch, network, legal):
    ner = crf.loss(scores[:, :73], network.transitions, legal, batch.allowed)
    pos = F.cross_entropy(scores[:, 73:97], batch.pos, ignore_index=features.UNKNOWN, reduction="sum")
    pos = pos / (batch.pos >= 0).sum().clamp(min=1)
    quoting = F.binary_cross_entropy_with_logits(scores[:, 97:], batch.quoting, reduction="none")
    quoting = (quoting * batch.marked).sum() / batch.marked.sum().clamp(min=1)
    share = batch.marked.sum() / batch.keep.sum()
    return ner, pos * POS_WEIGHT * (1 - share), quoting * QUOTING_WEIGHT * share


def rate(step, steps):
    warm = max(1, int(WARM_UP * steps))
    if step < warm:
        return RATE * (step + 1) / warm
    return RATE * 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm)))


class Training:
    """One of two workers. Both hold the same weights in shared memory; each takes half of the rows of a step and
    updates half of the weights by the sum of both gradients. So they wait for each other only twice a step, which
    two threads inside every product would do hundreds of times."""

    def __init__(self, header, network, shared, index, options):
        torch.manual_seed(SEED + index)
        self.header, self.network, self.shared, self.index, self.options = header, network, shared, index, options
        for parameter, gradient in zip(network.parameters(), shared.gradients[index]):
            parameter.grad = gradient
        named = list(network.named_parameters())
        self.own = [i for i, (name, _) in enumerate(named) if (name == "tables.word") == (index == 1)]
        self.weights = [torch.nn.Parameter(named[i][1].data) for i in self.own]
        for weights in self.weights:
            weights.grad = torch.zeros_like(weights)
        self.optimizer = torch.optim.AdamW(self.weights, lr=RATE, betas=(0.9, 0.98), weight_decay=DECAY, fused=True)
        self.forward = torch.compile(network)
        self.legal = crf.legal_transitions()
        self.step, self.generator = 0, torch.Generator().manual_seed(SEED + index)

    def train_on(self, batch, steps):
        """One step, in which this worker's half of the rows is `batch`."""
        self.network.train()
        for gradient in self.shared.gradients[self.index]:
            gradient.zero_()
        inputs = batch.inputs(self.header, self.generator, DROPS, UNSEEN)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.forward(inputs, batch.keep, batch.words, batch.others)
        parts = losses(scores.float(), batch, self.network, self.legal)
        sum(parts).backward()
        self.shared.barrier.wait(LONGEST_WAIT)
        self.update(rate(self.step, steps) * (WORD_RATE if self.index == 1 else 1))
        self.shared.barrier.wait(LONGEST_WAIT)
        self.step += 1
        return [part.item() for part in parts]

    @torch.no_grad()
    def update(self, now):
        first, second = self.shared.gradients
        for i, weights in zip(self.own, self.weights):
            torch.add(first[i], second[i], out=weights.grad).mul_(0.5)
        torch.nn.utils.clip_grad_norm_(self.weights, LONGEST_GRADIENT)
        for group in self.optimizer.param_groups:
            group["lr"] = now
        self.optimizer.step()
        keep = min(AVERAGE, (self.step + 1) / (self.step + 11))
        torch._foreach_lerp_([self.shared.mean[i] for i in self.own], [w.data for w in self.weights], 1 - keep)

    def save(self, path, epoch):
        path = path.with_suffix(f".{self.index}")
        state = dict(epoch=epoch, step=self.step, optimizer=self.optimizer.state_dict(), generator=self.generator.get_state(),
                     torch_generator=torch.get_rng_state())
        if self.index == 0:
            state.update(network=self.network.state_dict(), mean=self.shared.mean)
        new = path.with_name(path.name + ".new")
        torch.save(state, new)
        new.replace(path)

    def load(self, path):
        state = torch.load(path.with_suffix(f".{self.index}"))
        if self.index == 0:
            self.network.load_state_dict(state["network"])
            for mean, saved in zip(self.shared.mean, state["mean"]):
                mean.copy_(saved)
        self.optimizer.load_state_dict(state["optimizer"])
        self.generator.set_state(state["generator"])
        torch.set_rng_state(state["torch_generator"])
        self.step = state["step"]
        return state["epoch"] + 1


class Shared:
    """What both workers see: gradients of each, the running mean of weights, a barrier."""

    def __init__(self, network, context):
        values = [parameter.detach() for parameter in network.parameters()]
        self.gradients = [[torch.zeros_like(value).share_memory_() for value in values] for _ in range(WORKERS)]
        self.mean = [value.clone().share_memory_() for value in values]
        self.barrier = context.Barrier(WORKERS)


def averaged(network, mean):
    out = Network(network.shape)
    with torch.no_grad():
        for parameter, value in zip(out.parameters(), mean):
            parameter.copy_(value)
    return out.eval()


def work_on(index, network, shared, prepared, options):
    header, train, dev, dev_documents = prepared
    training = Training(header, network, shared, index, options)
    checkpoint = options.work / f"{options.name}.checkpoint"  # with the worker in the place of the suffix
    resumed = options.resume and checkpoint.with_suffix(".0").exists()
    first = training.load(checkpoint) if resumed else 0
    steps = sum(len(bins) // WORKERS for _, bins in epochs(train, header, options.epochs, 0))
    if index == 0:
        print(f"{network.shape.multiply_adds():,} multiply-adds a token, {steps} steps", flush=True)
    for epoch, bins in epochs(train, header, options.epochs, first):
        started, sums, count = time.time(), np.zeros(3), len(bins) // WORKERS
        for pieces in bins[index:count * WORKERS:WORKERS]:
            sums += training.train_on(batches.Batch(pieces, header), steps)
            if not np.isfinite(sums).all():
                raise SystemExit(f"the loss is no number at step {training.step}: {sums}")
            if index == 0 and training.step % TOLD == 0:
                print(f"step {training.step}, {time.time() - started:.0f} s into epoch {epoch}", flush=True)
        training.save(checkpoint, epoch)
        if index == 0:
            print(f"epoch {epoch} {time.time() - started:.0f} s, losses {np.round(sums / count, 4)}", flush=True)
            if epoch % options.measure == options.measure - 1 and epoch < options.epochs - 1:
                evaluate.report(averaged(network, shared.mean), dev, dev_documents, header, brief=True)


def run(options):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    prepared = prepare(options.data, options.work, options.limit, again=not (options.resume or options.prepared))
    header, _, dev, dev_documents = prepared
    torch.manual_seed(SEED)
    network = Network(Shape(header, **options.shape))
    with torch.no_grad():
        network.tables["word"].zero_()[1:].copy_(torch.from_numpy(np.load(options.work / "vectors.npy")))
    network.share_memory()
    context = multiprocessing.get_context("fork")
    shared = Shared(network, context)
    other = context.Process(target=work_on, args=(1, network, shared, prepared, options), daemon=True)
    other.start()
    work_on(0, network, shared, prepared, options)
    other.join()
    finish(averaged(network, shared.mean), prepared, options)


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
    note = dict(data=checksum(options.data), seed=SEED, epochs=options.epochs)
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
            total = zlib.crc32((data / scheme / f"{part}.jsonl").read_bytes(), total)
    return f"{total:08x}"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("src/model/weights.bin"))
    parser.add_argument("--reference", type=Path, default=Path("tests/reference/scores.json"))
    parser.add_argument("--work", type=Path, default=Path("target/train"))
    parser.add_argument("--name", default="network")
    parser.add_argument("--export-only", action="store_true", help="write the model file from the last checkpoint")
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--prepared", action="store_true", help="take the tokens that an earlier run prepared")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--measure", type=int, default=5, help="measure on dev every so many epochs")
    parser.add_argument("--limit", type=int, help="only so many documents of each set, for trying things")
    parser.add_argument("--shape", type=json.loads, default={})
    return parser.parse_args()


def export_checkpoint(options):
    """Writes the model file from the running mean of the last checkpoint, in the middle of a training or after it."""
    prepared = prepare(options.data, options.work, options.limit, again=False)
    network = Network(Shape(prepared[0], **options.shape))
    state = torch.load(options.work / f"{options.name}.0")
    print(f"after epoch {state['epoch']}")
    finish(averaged(network, state["mean"]), prepared, options)


if __name__ == "__main__":
    given = arguments()
    if given.export_only:
        export_checkpoint(given)
    else:
        run(given)
