"""Two workers that train one network together, with a checkpoint now and then."""
import itertools
import math
import multiprocessing
import random
import time
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F

import batches
import crf
import evaluate
import features
from documents import SEED

WORKERS = 2
LONGEST_GRADIENT = 2.0
LONGEST_WAIT = 900  # seconds until a worker takes the other one for dead
TOLD = 50  # steps between two lines of progress
AVERAGE = 0.998  # share of the old in the running mean of weights
WARM_UP, DECAY = 0.05, 0.01
POS_WEIGHT, QUOTING_WEIGHT = 0.15, 0.3


@dataclass
class Recipe:
    """How to train a network."""
    name: str
    epochs: int
    rate: float
    # Share of the rate for what comes trained: word vectors, which learn rare names by heart all too soon, and an encoder.
    slow: float
    rows: int  # of a batch
    drops: dict  # share of tokens of which a feature is dropped, by the feature's name
    unseen: float  # share of tokens of which all that tells their word is dropped at once, as of a word never seen
    shares: dict  # how often an epoch takes the documents of a set, in the mean
    taught: float = 0.0  # share of the teacher's judgement in the loss, the rest is gold's
    shape: dict = field(default_factory=dict)
    compiled: bool = True
    steps: int | None = None  # ends so early, in the middle of an epoch
    clothes: tuple = (0.45, 0.16, 0.05, 0.34)  # how often a document is taken as it is, recased, with headlines, renamed
    kept: int = 1000  # steps between two checkpoints


def steps_of(train, recipe):
    """Batches of every step in turn, one for each worker: documents in a new order every epoch, in clothes drawn anew."""
    for epoch in range(recipe.epochs):
        generator = random.Random(f"{SEED} {epoch}")
        drawn = []
        for kinds in train:
            share = recipe.shares[kinds[0].scheme]
            times = int(share) + (generator.random() < share % 1)
            drawn += generator.choices(kinds, recipe.clothes, k=times)
        generator.shuffle(drawn)
        bins = batches.pack(drawn, recipe.rows)
        generator.shuffle(bins)
        yield from zip(*(bins[index::WORKERS] for index in range(WORKERS)))


def losses(scores, batch, network, legal, taught):
    gold, teacher = crf.loss(scores[:, :73], network.transitions, legal, batch, taught)
    pos = F.cross_entropy(scores[:, 73:97], batch.pos, ignore_index=features.UNKNOWN, reduction="sum")
    pos = pos / (batch.pos >= 0).sum().clamp(min=1)
    quoting = F.binary_cross_entropy_with_logits(scores[:, 97:], batch.quoting, reduction="none")
    quoting = (quoting * batch.marked).sum() / batch.marked.sum().clamp(min=1)
    tokens = batch.keep.sum()
    return (gold, teacher, pos * POS_WEIGHT * ((batch.pos >= 0).sum() / tokens),
            quoting * QUOTING_WEIGHT * (batch.marked.sum() / tokens))


def rate(step, steps, top):
    warm = max(1, int(WARM_UP * steps))
    if step < warm:
        return top * (step + 1) / warm
    return top * 0.5 * (1 + math.cos(math.pi * (step - warm) / (steps - warm)))


def comes_trained(name):
    return name == "tables.word" or name.startswith("encoder.")


class Worker:
    """One of two workers. Both hold the same weights in shared memory; each takes half of the batches of a step and
    updates a part of the weights by the sum of both gradients. So they wait for each other only twice a step, which
    two threads inside every product would do hundreds of times."""

    def __init__(self, header, network, shared, index, recipe):
        torch.manual_seed(SEED + index)
        self.header, self.network, self.shared, self.index, self.recipe = header, network, shared, index, recipe
        for parameter, gradient in zip(shared.learning, shared.gradients[index]):
            parameter.grad = gradient
        self.own = shared.halves()[index]
        self.weights = [torch.nn.Parameter(shared.learning[i].data) for i in self.own]
        for weights in self.weights:
            weights.grad = torch.zeros_like(weights)
        groups = [dict(params=[w for w, i in zip(self.weights, self.own) if comes_trained(shared.names[i]) == slow],
                       share=recipe.slow if slow else 1.0) for slow in (False, True)]
        groups = [group for group in groups if group["params"]]
        self.optimizer = torch.optim.AdamW(groups, lr=recipe.rate, betas=(0.9, 0.98), weight_decay=DECAY, fused=True)
        self.forward = torch.compile(network) if recipe.compiled else network
        self.legal = crf.legal_transitions()
        self.step, self.generator = 0, torch.Generator().manual_seed(SEED + index)

    def train_on(self, batch, steps):
        """One step, in which this worker's half of the rows is `batch`."""
        self.network.train()
        for gradient in self.shared.gradients[self.index]:
            gradient.zero_()
        inputs = batch.inputs(self.header, self.generator, self.recipe.drops, self.recipe.unseen)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.forward(inputs, batch.keep, batch.words, batch.others)
        parts = losses(scores.float(), batch, self.network, self.legal, self.recipe.taught)
        sum(parts).backward()
        self.shared.barrier.wait(LONGEST_WAIT)
        self.update(rate(self.step, steps, self.recipe.rate))
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
            group["lr"] = now * group["share"]
        self.optimizer.step()
        keep = min(AVERAGE, (self.step + 1) / (self.step + 11))
        torch._foreach_lerp_([self.shared.mean[i] for i in self.own], [w.data for w in self.weights], 1 - keep)

    def save(self, path):
        path = path.with_suffix(f".{self.index}")
        state = dict(step=self.step, optimizer=self.optimizer.state_dict(), generator=self.generator.get_state(),
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


class Shared:
    """What both workers see: the parameters that learn, gradients of each worker, the running mean, a barrier."""

    def __init__(self, network, context):
        named = [(name, value) for name, value in network.named_parameters() if value.requires_grad]
        self.names, self.learning = [name for name, _ in named], [value for _, value in named]
        self.gradients = [[torch.zeros_like(value.detach()).share_memory_() for value in self.learning] for _ in range(WORKERS)]
        self.mean = [value.detach().clone().share_memory_() for value in self.learning]
        self.barrier = context.Barrier(WORKERS)

    def halves(self):
        """Numbers of the parameters that each worker updates: the largest first, to the one that has less."""
        halves, sizes = [[] for _ in range(WORKERS)], [0] * WORKERS
        for number in sorted(range(len(self.learning)), key=lambda number: -self.learning[number].numel()):
            less = sizes.index(min(sizes))
            halves[less].append(number)
            sizes[less] += self.learning[number].numel()
        return halves


def adopt(network, mean):
    """The network with the running mean as its weights."""
    learning = [value for value in network.parameters() if value.requires_grad]
    with torch.no_grad():
        for parameter, value in zip(learning, mean):
            parameter.copy_(value)
    return network.eval()


def work_on(index, network, shared, prepared, recipe, checkpoint, resumed):
    worker = Worker(prepared.header, network, shared, index, recipe)
    if resumed:
        worker.load(checkpoint)
    steps = recipe.steps or sum(1 for _ in steps_of(prepared.train, recipe))
    if index == 0:
        print(f"{recipe.name}: {network.shape.multiply_adds():,} multiply-adds a token, {steps} steps", flush=True)
    started, sums = time.time(), []
    for pieces in itertools.islice(steps_of(prepared.train, recipe), worker.step, steps):
        sums.append(worker.train_on(batches.Batch(pieces[index], prepared.header, recipe.rows), steps))
        if not np.isfinite(sums[-1]).all():
            raise SystemExit(f"the loss is no number at step {worker.step}: {sums[-1]}")
        if index == 0 and worker.step % TOLD == 0:
            print(f"step {worker.step}, {time.time() - started:.0f} s, losses {np.round(np.mean(sums, 0), 4)}", flush=True)
            sums = []
        if worker.step % recipe.kept == 0 or worker.step == steps:
            worker.save(checkpoint)


def checkpoint_of(recipe, work):
    return work / f"{recipe.name}.checkpoint"  # with the worker's number in the place of the suffix


def train(network, prepared, recipe, work, resume=False):
    """Trains `network` and returns it with the running mean of its weights."""
    checkpoint = checkpoint_of(recipe, work)
    resumed = resume and all(checkpoint.with_suffix(f".{index}").exists() for index in range(WORKERS))
    network.share_memory()
    context = multiprocessing.get_context("fork")
    shared = Shared(network, context)
    other = context.Process(target=work_on, args=(1, network, shared, prepared, recipe, checkpoint, resumed), daemon=True)
    other.start()
    work_on(0, network, shared, prepared, recipe, checkpoint, resumed)
    other.join()
    return adopt(network, shared.mean)
