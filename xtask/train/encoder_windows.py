"""Word pieces of documents, in the windows that the teacher's encoder sees at once."""
import numpy as np
import torch

WINDOW = 256  # pieces in a window, its two borders included
OPEN, CLOSE, UNKNOWN, BLANK = 101, 102, 100, 0
FULL_STOPS = (1012, 1029, 999)  # . ? !
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


def windows(places, rows):
    """Pieces of a batch as windows [window, WINDOW], and of each of its `rows` where its first piece stands in them.

    `places`: (document, first, last, row of the first). A window ends where a sentence does, if it can.
    """
    filled, where = [], np.zeros(rows, np.int64)
    for document, first, last, at in places:
        offsets, ids = document.pieces.offsets, document.pieces.ids
        start = first
        while start < last:
            end = int(np.searchsorted(offsets, offsets[start] + WINDOW - 2, "right")) - 1
            end = min(max(end, start + 1), last)
            if end < last:
                full_stops = np.flatnonzero(np.isin(ids[offsets[start:end]], FULL_STOPS))
                if len(full_stops) and full_stops[-1] > (end - start) // 2:
                    end = start + int(full_stops[-1]) + 1
            window = np.full(WINDOW, BLANK, np.int64)
            count = int(offsets[end] - offsets[start])
            window[0], window[count + 1] = OPEN, CLOSE
            window[1:count + 1] = ids[offsets[start]:offsets[end]]
            where[at + start - first:at + end - first] = len(filled) * WINDOW + 1 + offsets[start:end] - offsets[start]
            filled.append(window)
            start = end
    return torch.from_numpy(np.stack(filled)), torch.from_numpy(where)
