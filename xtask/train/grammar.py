"""Trains the parser on the trained network and adds it to the model file:
`python grammar.py --data DIR --model src/model/weights.bin`. See README.md."""
import argparse
import json
import random
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

import dependencies
import documents
import export
import model_file
import quantise
from dependencies import RELATIONS
from network import GAP
from parser import HIDDEN, REACH, VECTOR, Parser, Shape
from training import AVERAGE, DECAY, LONGEST_GRADIENT, SEED

COLUMNS = 12
ROWS = 2048
EPOCHS, RATE = 5, 3e-3
WARM_UP = 150  # steps up to the rate
NEWS, OTHER_SHARE = ("nw", "bn", "mz"), 0.4  # how often an epoch takes an article of other genres
RECASED = 0.15  # share of the articles that an epoch takes in another case
PUNCTUATION_WEIGHT = 0.2
ROOT, UNKNOWN = -1, -2
LENGTHS = (8, 16, 24, 32, 48, 64, 96, 160, 320)  # of sentences that are worked on together
MARK = RELATIONS.index("punct")


class Article:
    """One article as the library reads it: rows of features, last states of the network, sentences, gold arcs."""

    def __init__(self, spans, sentences, rows, states):
        self.spans, self.sentences, self.rows, self.states = spans, sentences, rows, states

    def learn(self, record, arcs):
        """Gold heads and relations of the library's own tokens. Where several tokens are one word of gold, they hang on
        its last one; a head in another sentence counts as the root."""
        count = len(self.spans)
        self.heads, self.relations = np.full(count, UNKNOWN), np.full(count, RELATIONS.index("dep"))
        words = np.array([word[:2] for word in record["tokens"]]).reshape(-1, 2)
        owner = np.minimum(np.searchsorted(self.spans[:, 0], words[:, 1], "left") - 1, count - 1)
        first = np.searchsorted(self.spans[:, 1], words[:, 0], "right")
        for word, arc in enumerate(arcs):
            last = owner[word]
            if arc is None or last < 0:
                continue
            for token in range(first[word], last):
                self.set(token, last, "dep")
            head, relation = arc
            target = ROOT if head < 0 else owner[head]
            if target != last:
                self.set(last, target, relation)

    def set(self, token, head, relation):
        if head >= 0 and self.sentences[head] != self.sentences[token]:
            head, relation = ROOT, "root"
        if head == ROOT or abs(head - token) <= REACH:
            self.heads[token], self.relations[token] = head, RELATIONS.index(relation)


def parse(path):
    """The articles in the file that the `states` command writes."""
    data = path.read_bytes()
    width = int(np.frombuffer(data, "<u4", 1)[0])
    at = 4
    while at < len(data):
        count = int(np.frombuffer(data, "<u4", 1, at)[0])
        numbers = np.frombuffer(data, "<u4", count * (3 + COLUMNS), at + 4).astype(np.int32)
        at += 4 + numbers.nbytes
        states = np.frombuffer(data, "<i2", count * width, at).reshape(count, width)
        at += states.nbytes
        yield Article(numbers[:2 * count].reshape(count, 2), numbers[2 * count:3 * count],
                      numbers[3 * count:].reshape(count, COLUMNS), states)


def read(options, part):
    """The articles of a part that have trees, each as it is and in another case."""
    folder = options.data / "ontonotes"
    turned = dependencies.read(folder / f"trees-{part}.jsonl.gz", documents.file_of(folder, part))[:options.limit]
    as_they_are = [record["text"] for record, _ in turned]
    recased = [documents.recased(record, random.Random(f"{SEED} {record['id']}"))["text"] for record, _ in turned]
    kinds = [states(options, f"{part}-{kind}", texts) for kind, texts in (("plain", as_they_are), ("recased", recased))]
    for articles in kinds:
        for article, (record, arcs) in zip(articles, turned, strict=True):
            article.id = record["id"]
            article.learn(record, arcs)
    return [pair for pair in zip(*kinds) if len(pair[0].spans)]


def states(options, name, texts):
    """What the library's `states` command makes of `texts`."""
    source, target = options.work / f"{name}.jsonl", options.work / f"{name}.states"
    source.write_text("".join(json.dumps(dict(text=text)) + "\n" for text in texts), encoding="utf8")
    if not (options.resume and target.exists()):
        subprocess.run(["cargo", "xtask", "states", "--weights", options.model, source, target], check=True)
    return list(parse(target))


class Batch:
    """Articles one after the other in rows, with gaps between, and their sentences by length."""

    def __init__(self, articles, rows=ROWS):
        rows = max(rows, sum(len(article.spans) + GAP for article in articles) + GAP)
        width = articles[0].states.shape[1]
        self.rows, self.states = np.zeros((rows, COLUMNS), np.int64), np.zeros((rows, width), np.float32)
        self.keep = np.zeros((rows, 1), np.float32)
        self.heads, self.relations = np.full(rows, UNKNOWN), np.zeros(rows, np.int64)
        sentences, at = [], GAP
        self.places = []
        for article in articles:
            count = len(article.spans)
            here = slice(at, at + count)
            self.rows[here], self.keep[here] = article.rows, 1
            self.states[here] = article.states / 2048
            self.heads[here] = np.where(article.heads >= 0, article.heads + at, article.heads)
            self.relations[here] = article.relations
            starts = np.flatnonzero(np.diff(article.sentences, prepend=-1))
            sentences += [(at + start, at + end) for start, end in zip(starts, [*starts[1:], count])]
            self.places.append((article, at))
            at += count + GAP
        self.states, self.keep = torch.from_numpy(self.states), torch.from_numpy(self.keep)
        self.groups = [self.group(of) for of in by_length(sentences) if of]

    def group(self, sentences):
        """Rows [sentence, token], lengths, gold heads by their place in the sentence (the root last), and weights."""
        size = max(end - start for start, end in sentences)
        starts, ends = np.array(sentences).T
        places = np.minimum(starts[:, None] + np.arange(size)[None], ends[:, None] - 1)
        inside = np.arange(size)[None] < (ends - starts)[:, None]
        heads = self.heads[places]
        known = inside & (heads != UNKNOWN)
        targets = np.where(heads == ROOT, size, np.clip(heads - starts[:, None], 0, size))
        weights = known * np.where(self.relations[places] == MARK, PUNCTUATION_WEIGHT, 1.0)
        related = known & (heads >= 0)
        tensors = [places, ends - starts, targets, weights.astype(np.float32), places[related], heads[related]]
        return [torch.from_numpy(np.ascontiguousarray(value)) for value in tensors]


def by_length(sentences):
    """Sentences of about the same length; longer ones in pieces."""
    groups = [[] for _ in LENGTHS]
    for start, end in sentences:
        while start < end:
            cut = min(end, start + LENGTHS[-1])
            groups[np.searchsorted(LENGTHS, cut - start)].append((start, cut))
            start = cut
    return groups


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


def pack(articles, generator):
    """Articles in batches, in an order drawn anew."""
    articles = list(articles)
    generator.shuffle(articles)
    bins, current, used = [], [], GAP
    for article in articles:
        need = len(article.spans) + GAP
        if current and used + need > ROWS:
            bins.append(current)
            current, used = [], GAP
        current.append(article)
        used += need
    return bins + [current]


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
