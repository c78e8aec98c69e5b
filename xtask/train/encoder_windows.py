"""Word pieces of documents, in the windows that the teacher's encoder sees at once."""
import numpy as np
import torch

WINDOW = 256  # pieces in a window, its two borders included
OPEN, CLOSE, UNKNOWN = 0, 2, 104  # the pieces of MPNet's vocabulary that begin and end a text and stand for none
FULL_STOPS = (1016, 1033, 1003)  # . ? !
LONGEST_WORD = 8  # pieces of it that are kept


class Pieces:
    """Word pieces of a document: `ids` of all its tokens one after the other, `offsets` [token + 1] into them."""

    def __init__(self, ids, offsets):
        self.ids, self.offsets = ids, offsets


def cut_into_pieces(documents, tokens, tokenizer):
    """Sets `pieces` of each of `tokens`."""
    known = {}
    for document, rows in zip(documents, tokens):
        words = [document["text"][start:end] for start, end in rows.spans.tolist()]
        new = sorted(set(words) - known.keys())
        for word, encoding in zip(new, tokenizer.encode_batch(new, add_special_tokens=False)):
            known[word] = encoding.ids[:LONGEST_WORD] or [UNKNOWN]
        ids = [known[word] for word in words]
        offsets = np.zeros(len(ids) + 1, np.int32)
        np.cumsum([len(word) for word in ids], out=offsets[1:])
        rows.pieces = Pieces(np.fromiter((piece for word in ids for piece in word), np.int32, offsets[-1]), offsets)


class Windows:
    """Pieces of a batch one after the other: `ids` and `positions` [piece]; `places` [window, place] says which piece
    stands where in a window, `there` whether any does; `where` [row] is each row's first piece."""

    def __init__(self, places, rows):
        """`places`: (document, first, last, row of the first). A window ends where a sentence does, if it can."""
        filled, where, at = [], np.zeros(rows, np.int64), 0
        for document, first, last, row in places:
            offsets, ids = document.pieces.offsets, document.pieces.ids
            for start, end in cuts(offsets, ids, first, last):
                filled.append(np.concatenate([[OPEN], ids[offsets[start]:offsets[end]], [CLOSE]]))
                where[row + start - first:row + end - first] = at + 1 + offsets[start:end] - offsets[start]
                at += len(filled[-1])
        lengths = np.array([len(window) for window in filled])
        longest = lengths.max()
        there = np.arange(longest) < lengths[:, None]
        numbers = np.full(there.shape, at)
        numbers[there] = np.arange(at)
        self.ids = torch.from_numpy(np.concatenate(filled))
        self.positions = torch.from_numpy(np.concatenate([np.arange(length) for length in lengths]))
        self.places, self.there, self.where = map(torch.from_numpy, (numbers, there, where))


def cuts(offsets, ids, first, last):
    """(start, end) of the tokens of each window from `first` to `last`."""
    start = first
    while start < last:
        end = int(np.searchsorted(offsets, offsets[start] + WINDOW - 2, "right")) - 1
        end = min(max(end, start + 1), last)
        if end < last:
            full_stops = np.flatnonzero(np.isin(ids[offsets[start:end]], FULL_STOPS))
            if len(full_stops) and full_stops[-1] > (end - start) // 2:
                end = start + int(full_stops[-1]) + 1
        yield start, end
        start = end
