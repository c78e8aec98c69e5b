"""Viterbi decoding and F1 on dev, as the library decodes and the scorer counts."""
from collections import Counter

import numpy as np
import torch

import batches
import crf
from features import trimmed

SCHEMES = {
    "ontonotes": {label: label for label in crf.LABELS},
    "worldwide": dict(PERSON="PERSON", ORG="ORG", GPE="LOC", LOC="LOC", FAC="FAC", NORP="NORP", MONEY="MONEY"),
    "core": dict(PERSON="PERSON", ORG="ORG", GPE="LOC", LOC="LOC", FAC="LOC"),
}
NEWS = ("nw", "bn", "mz")


def scores(network, tokens, header):
    """Scores of every token of every document, as arrays [token, 104]."""
    out = {id(document): np.zeros((len(document.spans), 104), np.float32) for document in tokens}
    with torch.no_grad():
        for pieces in batches.pack(tokens):
            batch = batches.Batch(pieces, header)
            found = network(batch.inputs(header), batch.keep, batch.words, batch.others).float().numpy()
            for document, first, last, at in batch.places:
                out[id(document)][first:last] = found[at:at + last - first]
    return [out[id(document)] for document in tokens]


def viterbi(emissions, moves, starts, ends):
    """Best tags of each of a list of arrays [token, 73]; all advance together, longest first."""
    order = sorted(range(len(emissions)), key=lambda index: -len(emissions[index]))
    lengths = np.array([len(emissions[index]) for index in order])
    longest = lengths[0] if len(lengths) else 0
    best = np.full((len(order), len(crf.TAGS)), -1e9, np.float32)
    links = np.zeros((longest, len(order), len(crf.TAGS)), np.int8)
    for step in range(longest):
        active = int((lengths > step).sum())
        here = np.stack([emissions[index][step] for index in order[:active]])
        if step == 0:
            best[:active] = starts + here
            continue
        total = best[:active, :, None] + moves[None]
        links[step, :active] = total.argmax(1)
        best[:active] = total.max(1) + here
    tags = [None] * len(order)
    for row, index in enumerate(order):
        length = lengths[row]
        path = np.zeros(length, np.int64)
        if length:
            path[-1] = (best[row] + ends).argmax()
            for step in range(length - 1, 0, -1):
                path[step - 1] = links[step, row, path[step]]
        tags[index] = path
    return tags


def edges(network):
    legal = crf.legal_transitions().numpy()
    transitions = network.transitions.detach().clamp(-15, 15).numpy()
    moves = np.where(legal, transitions, -1e4).astype(np.float32)
    return moves, moves[0], np.where(crf.outside()[1].numpy(), 0, -1e4).astype(np.float32)


def mentions(tags, spans):
    """(start, end, label) of a path of BIOES tags."""
    found, opened = [], None
    for index, tag in enumerate(tags):
        name = crf.TAGS[tag]
        if name[0] in "BS":
            opened = index
        if name[0] in "ES":
            found.append((int(spans[opened][0]), int(spans[index][1]), name[2:]))
    return found


def key(text, start, end, label, labels):
    return (*trimmed(text, start, end, "PERSON"), labels[label])


def f1(right, predicted, gold):
    return 200 * right / max(1, predicted + gold)


def count(found, wanted):
    return Counter(right=len(found & wanted), predicted=len(found), gold=len(wanted))


def decode(network, dev, header, rows=None):
    rows = rows or scores(network, dev, header)
    paths = viterbi([row[:, :73] for row in rows], *edges(network))
    return rows, [mentions(path, document.spans) for path, document in zip(paths, dev)]


def measure(found, dev_documents):
    """{figure: F1} of the mentions found."""
    tallies = {}
    for document, ours in zip(dev_documents, found):
        if document["scheme"] == "polnear":
            continue
        for scheme in ([document["scheme"], "core"] if document["scheme"] == "worldwide" else ["ontonotes"]):
            labels = SCHEMES[scheme]
            got = {key(document["text"], *m, labels) for m in ours if m[2] in labels}
            gold = {key(document["text"], *m, labels) for m in document["spans"] if m[2] in labels}
            names = [f"{document['scheme']} {scheme}"]
            if scheme == "ontonotes" and document["id"][:2] in NEWS:
                names.append("ontonotes news")
            for name in names:
                tallies.setdefault(name, Counter()).update(count(got, gold))
            if scheme != "core":
                for label in set(labels.values()):
                    tallies.setdefault(f"{scheme} {label}", Counter()).update(
                        count({m for m in got if m[2] == label}, {m for m in gold if m[2] == label}))
    return {name: f1(**tally) for name, tally in tallies.items()}


def side_tasks(rows, dev):
    """Accuracy of parts of speech; F1 at one half of each attribution output."""
    right = total = 0
    tally = np.zeros((3, 7))
    for row, document in zip(rows, dev):
        known = document.pos >= 0
        right += (row[known, 73:97].argmax(1) == document.pos[known]).sum()
        total += known.sum()
        if document.quoting is not None:
            got, gold = row[:, 97:] > 0, document.quoting > 0
            tally += [(got & gold).sum(0), got.sum(0), gold.sum(0)]
    return 100 * right / max(1, total), 200 * tally[0] / np.maximum(1, tally[1] + tally[2])


def report(network, dev, dev_documents, header, brief=False):
    rows, found = decode(network, dev, header)
    figures = measure(found, dev_documents)
    heads = ("ontonotes ontonotes", "ontonotes news", "worldwide worldwide", "worldwide core")
    print("dev:", ", ".join(f"{name} {figures[name]:.2f}" for name in heads if name in figures), flush=True)
    accuracy, quoting = side_tasks(rows, dev)
    print(f"     parts of speech {accuracy:.2f}, attribution {np.round(quoting, 1)}", flush=True)
    if not brief:
        for name, value in sorted(figures.items()):
            if name not in heads:
                print(f"  {name:<24} {value:.1f}", flush=True)
    return rows, found
