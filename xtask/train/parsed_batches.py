"""Articles as the library reads them, with the heads and relations of their trees, in batches for the parser."""
import json
import random
import subprocess

import numpy as np
import torch

import dependencies
import documents
from network import GAP
from parser import REACH
from relations import RELATIONS
from training import SEED

COLUMNS = 12
ROWS = 2048
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
