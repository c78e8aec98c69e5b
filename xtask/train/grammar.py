"""Trains the parser on the trained network and adds it to the model file:
`python grammar.py --data DIR --model src/model/weights.bin`. See README.md."""
import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import export
import model_file
import quantise
from parsed_batches import MARK, PUNCTUATION_WEIGHT, ROOT, UNKNOWN, Batch, pack, read
from parser import HIDDEN, VECTOR, Parser, Shape
from relations import RELATIONS
from training import AVERAGE, DECAY, LONGEST_GRADIENT, SEED

EPOCHS, RATE = 5, 3e-3
WARM_UP = 150  # steps up to the rate
NEWS, OTHER_SHARE = ("nw", "bn", "mz"), 0.4  # how often an epoch takes an article of other genres
RECASED = 0.15  # share of the articles that an epoch takes in another case


class Embeddings:
    """The network's own embeddings as the model file has them, side by side."""

    def __init__(self, model):
        columns = "word hash prefix3 suffix2 suffix3 suffix4 shape case before line first lists".split()
        self.tables = [torch.from_numpy(model.matrix(f"embedding.{name}")) for name in columns]

    def look_up(self, rows):
        rows = torch.from_numpy(rows)
        parts = [F.embedding(rows[:, index], table) for index, table in enumerate(self.tables[:-1])]
        lists = self.tables[-1]
        parts.append(((rows[:, -1:] >> torch.arange(len(lists))) & 1).float() @ lists)
        return torch.cat(parts, 1)


def losses(parser, outputs, batch):
    arcs = torch.zeros(())
    total = torch.zeros(())
    dependents, heads = [], []
    for places, lengths, targets, weights, related, of in batch.groups:
        scores = parser.arcs(outputs, places, lengths).flatten(0, 1)
        lost = F.cross_entropy(scores, targets.flatten(), reduction="none")
        arcs = arcs + (lost * weights.flatten()).sum()
        total = total + weights.sum()
        dependents.append(related)
        heads.append(of)
    dependents, heads = torch.cat(dependents), torch.cat(heads)
    gold = torch.from_numpy(batch.relations)[dependents]
    lost = F.cross_entropy(parser.relations(outputs, dependents, heads), gold, reduction="none")
    weights = torch.where(gold == MARK, PUNCTUATION_WEIGHT, 1.0)
    return arcs / total, (lost * weights).sum() / weights.sum()


def rate(step, steps, last):
    """Level until the `last` steps, those of the last epoch, so that a longer training can go on from an earlier epoch of
    a shorter one."""
    return RATE * min((step + 1) / WARM_UP, 1, (steps - step) / last)


def train(articles, dev, embeddings, options):
    torch.manual_seed(SEED)
    parser = Parser(Shape(**options.shape))
    if options.start:
        set_weights(parser, model_file.read(options.start))
    steps = 0
    plan = []
    for epoch in range(options.epochs):
        generator = random.Random(f"{SEED} {epoch}")
        drawn = [kinds for kinds in articles if kinds[0].id[:2] in NEWS or generator.random() < OTHER_SHARE]
        plan.append(pack([kinds[generator.random() < RECASED] for kinds in drawn], generator))
        steps += len(plan[-1])
    print(f"{parser.shape.multiply_adds():,} multiply-adds a token, {steps} steps", flush=True)
    optimizer = torch.optim.AdamW(parser.parameters(), lr=RATE, betas=(0.9, 0.98), weight_decay=DECAY, fused=True)
    mean = [value.detach().clone() for value in parser.parameters()]
    checkpoint, step, first = options.work / "grammar.checkpoint", 0, 0
    if options.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        parser.load_state_dict(state["parser"])
        optimizer.load_state_dict(state["optimizer"])
        mean, step, first = state["mean"], state["step"], state["epoch"] + 1
        torch.set_rng_state(state["random"])
    for epoch in range(first, options.epochs):
        started, sums = time.time(), np.zeros(2)
        parser.train()
        for batch in map(Batch, plan[epoch]):
            for group in optimizer.param_groups:
                group["lr"] = rate(step, steps, len(plan[-1]))
            with torch.autocast("cpu", dtype=torch.bfloat16):
                outputs = parser(embeddings.look_up(batch.rows), batch.states, batch.keep)
            parts = losses(parser, outputs.float(), batch)
            optimizer.zero_grad()
            sum(parts).backward()
            torch.nn.utils.clip_grad_norm_(parser.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            keep = min(AVERAGE, (step + 1) / (step + 11))
            with torch.no_grad():
                torch._foreach_lerp_(mean, [value.data for value in parser.parameters()], 1 - keep)
            sums += [part.item() for part in parts]
            step += 1
            if step % 50 == 0:
                print(f"step {step}, {time.time() - started:.0f} s, {time.process_time():.0f} s of the processor", flush=True)
        state = dict(parser=parser.state_dict(), optimizer=optimizer.state_dict(), mean=mean, step=step, epoch=epoch,
                     random=torch.get_rng_state())
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
        print(f"epoch {epoch} {time.time() - started:.0f} s, losses {np.round(sums / len(plan[epoch]), 4)}", flush=True)
        report(adopt(Parser(parser.shape), mean), dev[::4], embeddings)
    return adopt(parser, mean)


def set_weights(parser, model):
    """Those of the parser in a model file, as coarse as they stand there."""
    with torch.no_grad():
        for name, parameter in parser.named_parameters():
            section = "parser." + export.exported_name(name)
            values = model.matrix(section) if name.endswith(".weight") else model.numbers(section)
            parameter.copy_(torch.from_numpy(values))


def adopt(parser, mean):
    with torch.no_grad():
        for parameter, value in zip(parser.parameters(), mean):
            parameter.copy_(value)
    return parser.eval()


@torch.no_grad()
def report(parser, dev, embeddings):
    """Attachment without punctuation, each head as the scores have it, in percent."""
    counts = {}
    for batch in map(Batch, pack(dev, random.Random(0))):
        outputs = parser(embeddings.look_up(batch.rows), batch.states, batch.keep)
        chosen = np.full(len(batch.heads), UNKNOWN)
        for places, lengths, *_ in batch.groups:
            best = parser.arcs(outputs, places, lengths).argmax(2)
            inside = torch.arange(places.shape[1])[None] < lengths[:, None]
            heads = torch.where(best == places.shape[1], ROOT, places[:, :1] + best)
            chosen[places[inside].numpy()] = heads[inside].numpy()
        rows = torch.arange(len(chosen))
        heads = torch.from_numpy(chosen)
        related = parser.relations(outputs, rows, heads.clamp(min=0)).argmax(1).numpy()
        related[chosen == ROOT] = RELATIONS.index("root")
        for article, at in batch.places:
            here = slice(at, at + len(article.spans))
            counted = (article.heads != UNKNOWN) & (article.relations != MARK)
            right = counted & (chosen[here] == batch.heads[here])
            labelled = right & (related[here] == article.relations)
            sums = np.array([counted.sum(), right.sum(), labelled.sum()])
            for genre in (article.id[:2], "news" if article.id[:2] in NEWS else "other"):
                counts[genre] = counts.get(genre, 0) + sums
    line = ", ".join(f"{genre} {100 * right / all:.2f} {100 * labelled / all:.2f}" for genre, (all, right, labelled) in sorted(counts.items()))
    print("unlabelled and labelled attachment:", line, flush=True)


def quantised(parser):
    """The parser with every matrix as its whole numbers say, and {name: (numbers, scales)}."""
    out, numbers = Parser(parser.shape), {}
    with torch.no_grad():
        for (name, parameter), source in zip(out.named_parameters(), parser.parameters()):
            if name.endswith(".weight"):
                numbers[name] = quantise.rows(source.detach().numpy(), quantise.BITS, False)
                source = torch.from_numpy(numbers[name][0] * numbers[name][1][:, None])
            parameter.copy_(source)
    return out.eval(), numbers


def sections(parser, numbers):
    for name, parameter in parser.named_parameters():
        section = "parser." + export.exported_name(name)
        if name in numbers:
            yield export.rows_section(section, *numbers[name], quantise.BITS)
        else:
            yield export.floats_section(section, parameter.detach().numpy())


def config(shape):
    return dict(parser_width=shape.width, parser_kernel=shape.taps, parser_dilations=",".join(map(str, shape.dilations)),
                parser_vector=VECTOR, parser_hidden=HIDDEN)


def run(options):
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    options.work.mkdir(parents=True, exist_ok=True)
    model = model_file.read(options.model)
    embeddings = Embeddings(model)
    dev = [kinds[0] for kinds in read(options, "dev")]
    finish(train(read(options, "train"), dev, embeddings, options), dev, embeddings, model, options.model)


def finish(parser, dev, embeddings, model, output):
    """Quantises, measures, and writes the model file with the parser in the place of the one it has."""
    print("32 bits a weight")
    report(parser, dev, embeddings)
    parser, numbers = quantised(parser)
    print("as shipped")
    report(parser, dev, embeddings)
    output.write_bytes(model.with_sections("parser", config(parser.shape), sections(parser, numbers)))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=Path("src/model/weights.bin"))
    parser.add_argument("--work", type=Path, default=Path("target/train"))
    parser.add_argument("--resume", action="store_true", help="go on from the last whole epoch")
    parser.add_argument("--start", type=Path, help="a model file from whose parser this one goes on")
    parser.add_argument("--limit", type=int, help="only so many articles, for trying things")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--shape", type=json.loads, default={}, help="sizes of the parser, for trying things")
    return parser.parse_args()


if __name__ == "__main__":
    run(arguments())
