"""Documents side by side in rows of one length, blank tokens between them."""
import numpy as np
import torch

import crf
import encoder_windows
import features
from network import GAP

ROWS = 3072


def pieces(tokens, rows):
    """(document, first, last) of parts that fit `rows`; none ends within a mention."""
    outside = (0, features.ANY, features.NUMERIC_OR_NOTHING)
    for document in tokens:
        first, count = 0, len(document.spans)
        while first < count:
            last = min(first + rows - 2 * GAP, count)
            while last < count and document.allowed[last] not in outside:
                last -= 1
            yield document, first, last
            first = last


def pack(tokens, rows=ROWS):
    """Lists of pieces that fill a batch of `rows` each: first fit over those still open."""
    bins, room = [], []
    for piece in pieces(tokens, rows):
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
            room.append(rows - GAP - need)
    return bins


class Batch:
    """Documents one after the other as tensors; `places` says where each piece begins.

    `judged` [row, tag] is what the teacher holds of each row where `taught` [row] is 1; None where it said nothing.
    """

    def __init__(self, pieces, header, rows=ROWS):
        self.rows = rows
        keep, allowed = np.zeros((rows, 1), np.float32), np.zeros(rows, np.int64)
        words, others = np.zeros(rows, np.int64), np.zeros((rows, 1), np.float32)
        columns = np.zeros((rows, len(header)), np.int64)
        pos, quoting = np.full(rows, features.UNKNOWN, np.int64), np.zeros((rows, 7), np.float32)
        marked, named = np.zeros((rows, 1), np.float32), np.ones(rows, np.float32)
        judged = None
        taught = np.zeros(rows, np.float32)
        if any(document.judgement is not None for document, _, _ in pieces):
            judged = np.zeros((rows, len(crf.TAGS)), np.float32)
            judged[:, 0] = 1
        self.places, at, word = [], GAP, 1
        for document, first, last in pieces:
            here = slice(at, at + last - first)
            keep[here], allowed[here], pos[here] = 1, document.allowed[first:last], document.pos[first:last]
            words[here], others[here, 0] = document.words[first:last] + word, document.others[first:last]
            columns[here] = document.columns[first:last]
            if document.quoting is not None:
                quoting[here], marked[here] = document.quoting[first:last], 1
            if document.scheme in features.NAMELESS:
                named[here] = 0
            if document.judgement is not None:
                document.judgement.put(first, last, here, judged, pos, quoting, marked)
                taught[at:at + last - first + GAP] = 1
            self.places.append((document, first, last, at))
            word += 1 + int(document.words.max())
            at += last - first + GAP
        _, words = np.unique(words, return_inverse=True)
        self.columns = columns
        self.keep, self.words, self.others = map(torch.from_numpy, (keep, words, others))
        self.pos, self.quoting, self.marked, self.named = map(torch.from_numpy, (pos, quoting, marked, named))
        self.judged = None if judged is None else torch.from_numpy(judged)
        self.taught = torch.from_numpy(taught)
        self.allowed = torch.from_numpy(features.ALLOWED[allowed])

    def inputs(self, header, generator=None, drops=None, unseen=0.0):
        """Columns as the network takes them; with `drops` (name: share) some rows of some columns are emptied, and
        a share of the rows in all columns that tell the word. For a teacher, the windows of its encoder as well."""
        out, seen = {}, None
        if drops:
            seen = torch.rand(self.rows, generator=generator) >= unseen
        for index, column in enumerate(header):
            values = torch.from_numpy(self.columns[:, index].copy())
            if column["kind"] == "bits":
                values = ((values[:, None] >> torch.arange(column["size"])) & 1).float()
            if drops and column["name"] in drops:
                kept = torch.rand(self.rows, generator=generator) >= drops[column["name"]]
                if column["kind"] == "index":
                    kept &= seen
                values = values * (kept[:, None] if values.dim() == 2 else kept).to(values.dtype)
            out[column["name"]] = values
        if self.places[0][0].pieces is not None:
            out["windows"] = encoder_windows.Windows(self.places, self.rows)
        return out
