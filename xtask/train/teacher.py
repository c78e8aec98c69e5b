"""The teacher: the same features and heads over a pretrained encoder, too large to ship, from whose judgement the network learns.

The teacher is trained first, then asked for the probability of every tag at every token of all training articles, those among them in which no
names or no attributions are marked. The network learns from gold and from these (Hinton et al. 2015).
"""
import pickle

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

import batches
import crf
import features
from encoder import Encoder, unpacked
from network import Network

KEPT = 6  # tags a token whose probabilities are kept
GROUP = 64  # documents whose judgement is kept in one file
ASKED = 8  # batches of documents whose probabilities are summed at once


def tokenizer(packages):
    out = Tokenizer.from_file(str(unpacked(packages) / "tokenizer.json"))
    out.no_padding()
    out.no_truncation()
    return out


class Teacher(Network):
    """The network with the encoder's state of a token's first piece beside its embeddings."""

    def __init__(self, shape, packages):
        super().__init__(shape)
        self.encoder = Encoder(unpacked(packages))
        self.input = nn.Linear(shape.input_width() + self.encoder.width, shape.width)

    def forward(self, features, keep, words, others):
        windows = features["windows"]
        states = self.encoder(windows)[windows.where]
        embedded = torch.cat([self.look_up(features), states.float()], 1)
        if self.training:
            embedded = nn.functional.dropout(embedded, self.input_dropout)
        return self.encode(embedded, keep, words, others)


class Judgement:
    """What the teacher holds of a document's tokens: the likeliest tags with their probabilities, the part of speech,
    and the probabilities of the attribution outputs (in 255ths)."""

    def __init__(self, tags, probabilities, pos, quoting):
        self.tags, self.probabilities, self.pos, self.quoting = tags, probabilities, pos, quoting

    def of(self, rows):
        """The same for other tokens, each of which is taken for one of ours."""
        return Judgement(self.tags[rows], self.probabilities[rows], self.pos[rows], self.quoting[rows])

    def mixed(self, other, share):
        """Our view of the tags by `share` and the rest by that of `other`; parts of speech and attributions are its own."""
        both = np.zeros((len(self.tags), len(crf.TAGS)), np.float32)
        rows = np.arange(len(self.tags))[:, None]
        for judgement, weight in ((self, share), (other, 1 - share)):
            given = judgement.probabilities.astype(np.float32)
            both[rows, judgement.tags] += weight * given / given.sum(1, keepdims=True)
        tags = np.argsort(-both, 1, kind="stable")[:, :KEPT]
        probabilities = np.take_along_axis(both, tags, 1).astype(np.float16)
        return Judgement(tags.astype(np.uint8), probabilities, other.pos, other.quoting)

    def put(self, first, last, here, judged, pos, quoting, marked):
        """Writes rows [first, last) of the document `here`: names always, the rest where gold has none, or half of it."""
        given = self.probabilities[first:last].astype(np.float32)
        rows = np.zeros((last - first, len(crf.TAGS)), np.float32)
        np.put_along_axis(rows, self.tags[first:last].astype(np.int64), given / given.sum(1, keepdims=True), 1)
        judged[here] = rows
        pos[here] = np.where(pos[here] == features.UNKNOWN, self.pos[first:last], pos[here])
        ours = self.quoting[first:last].astype(np.float32) / 255
        quoting[here] = np.where(marked[here] > 0, (quoting[here] + ours) / 2, ours)
        marked[here] = 1


@torch.no_grad()
def judge(network, tokens, header):
    """Sets `judgement` of each of `tokens`."""
    legal = crf.legal_transitions()
    kept = {id(document): [np.zeros((len(document.spans), KEPT), np.uint8), np.ones((len(document.spans), KEPT), np.float16),
                           np.zeros(len(document.spans), np.uint8), np.zeros((len(document.spans), 7), np.uint8)]
            for document in tokens}
    bins = batches.pack(tokens)
    for at in range(0, len(bins), ASKED):
        asked = [batches.Batch(pieces, header) for pieces in bins[at:at + ASKED]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            found = [network(b.inputs(header), b.keep, b.words, b.others).float() for b in asked]
        with torch.enable_grad():
            names = crf.marginals(torch.stack([f[:, :73] for f in found]), network.transitions, legal,
                                  torch.stack([b.keep[:, 0] for b in asked]))
        for batch, row, probabilities in zip(asked, found, names):
            top, tags = probabilities.topk(KEPT, 1)
            pos, quoting = row[:, 73:97].argmax(1), (row[:, 97:].sigmoid() * 255).round()
            for document, first, last, here in batch.places:
                for target, values in zip(kept[id(document)], (tags, top, pos, quoting)):
                    target[first:last] = values[here:here + last - first].numpy()
    for document in tokens:
        document.judgement = Judgement(*kept[id(document)])


class Asked:
    """The teacher's judgements of training documents, kept in files of `GROUP` documents, so that asking can go on where
    it stopped. `train` is a list of variants a document; the first, as it is, is asked about."""

    def __init__(self, folder, train):
        self.folder, self.train = folder, train
        folder.mkdir(parents=True, exist_ok=True)

    def groups(self):
        return {self.folder / f"{first:06}.pickle": self.train[first:first + GROUP] for first in range(0, len(self.train), GROUP)}

    def missing(self):
        return [file for file in self.groups() if not file.exists()]

    def ask(self, network, header, files):
        groups = self.groups()
        for file in files:
            judge(network, [kinds[0] for kinds in groups[file]], header)
            new = file.with_suffix(".new")
            new.write_bytes(pickle.dumps([kinds[0].judgement for kinds in groups[file]]))
            new.replace(file)

    def answers(self):
        """Of every document its judgement, or None where nobody was asked yet."""
        for file, group in self.groups().items():
            yield from pickle.loads(file.read_bytes()) if file.exists() else [None] * len(group)


def pass_on(kinds):
    """From a document as it is to its copies that have as many tokens, token by token, or that have its length: there
    other letter case may have cut a token otherwise. Of other copies the teacher says nothing."""
    source, *copies = kinds
    for copy in copies:
        if len(copy.spans) == len(source.spans):
            copy.judgement = source.judgement
        elif copy.spans[-1, 1] == source.spans[-1, 1]:
            rows = np.searchsorted(source.spans[:, 0], copy.spans[:, 0], "right") - 1
            copy.judgement = source.judgement.of(rows.clip(0))
