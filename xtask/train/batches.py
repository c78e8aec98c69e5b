"""Documents side by side in rows of one length, blank tokens between them."""
import numpy as np
import torch

import features
from network import GAP

ROWS = 3072
LONGEST = ROWS - 2 * GAP


def pieces(tokens):
    """(document, first, last) of parts that fit a row; none ends within a mention."""
    outside = (0, features.ANY, features.NUMERIC_OR_NOTHING)
    for document in tokens:
        first, count = 0, len(document.spans)
        while first < count:
            last = min(first + LONGEST, count)
            while last < count and document.allowed[last] not in outside:
                last -= 1
            yield document, first, last
            first = last


def pack(tokens):
    """Lists of pieces that fill a row each: first fit over the rows still open."""
    bins, room = [], []
    for piece in pieces(tokens):
        need = piece[2] - piece[1] + GAP
        if need == GAP:
            continue
        for index in range(max(0, len(bins) - 12), len(bins)):
            if room[index] >= need:
                bins[index].append(piece)
                room[index] -= need
                break
        else:
            bins.append([piece])
            room.append(ROWS - GAP - need)
    return bins


class Batch:
    """One row of documents as tensors; `places` says where each piece begins."""

    def __init__(self, pieces, header):
        keep, allowed = np.zeros((ROWS, 1), np.float32), np.zeros(ROWS, np.int64)
        words, others = np.zeros(ROWS, np.int64), np.zeros((ROWS, 1), np.float32)
        columns = np.zeros((ROWS, len(header)), np.int64)
        pos, quoting = np.full(ROWS, features.UNKNOWN, np.int64), np.zeros((ROWS, 7), np.float32)
        marked = np.zeros((ROWS, 1), np.float32)
        self.places, at, word = [], GAP, 1
        for document, first, last in pieces:
            here = slice(at, at + last - first)
            keep[here], allowed[here], pos[here] = 1, document.allowed[first:last], document.pos[first:last]
            words[here], others[here, 0] = document.words[first:last] + word, document.others[first:last]
            columns[here] = document.columns[first:last]
            if document.quoting is not None:
                quoting[here], marked[here] = document.quoting[first:last], 1
            self.places.append((document, first, last, at))
            word += 1 + int(document.words.max())
            at += last - first + GAP
        _, words = np.unique(words, return_inverse=True)
        self.columns = columns
        self.keep, self.words, self.others = map(torch.from_numpy, (keep, words, others))
        self.pos, self.quoting, self.marked = map(torch.from_numpy, (pos, quoting, marked))
        self.allowed = torch.from_numpy(features.ALLOWED[allowed])

    def inputs(self, header, generator=None, drops=None, unseen=0.0):
        """Columns as the network takes them; with `drops` (name: share) some rows of some columns are emptied, and
        a share of the rows in all columns that tell the word."""
        out, seen = {}, None
        if drops:
            seen = torch.rand(ROWS, generator=generator) >= unseen
        for index, column in enumerate(header):
            values = torch.from_numpy(self.columns[:, index].copy())
            if column["kind"] == "bits":
                values = ((values[:, None] >> torch.arange(column["size"])) & 1).float()
            if drops and column["name"] in drops:
                kept = torch.rand(ROWS, generator=generator) >= drops[column["name"]]
                if column["kind"] == "index":
                    kept &= seen
                values = values * (kept[:, None] if values.dim() == 2 else kept).to(values.dtype)
            out[column["name"]] = values
        return out
