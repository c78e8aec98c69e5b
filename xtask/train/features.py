"""Tokens and features of documents, by the library's own implementation, and the targets of every token."""
import json
import subprocess

import numpy as np

import crf

# The library's enum PartOfSpeech, in its order, by Penn tags.
PARTS_OF_SPEECH = [
    "NN", "NNS", "NNP", "NNPS", "PRP EX", "PRP$", "VB VBP", "VBD", "VBZ", "VBG", "VBN", "MD", "JJ JJR JJS",
    "RB RBR RBS", "DT PDT", "IN", "TO", "CC", "CD", "WP WP$ WDT WRB", "RP", "POS",
    "UH FW LS SYM ADD AFX NFP XX $ #", ". , : `` '' “ ” ‘ ’ -LRB- -RRB- HYPH ( )",
]
POS_INDEX = {tag: index for index, tags in enumerate(PARTS_OF_SPEECH) for tag in tags.split()}
UNKNOWN = -1
NAMELESS = ("polnear", "unlabelled")  # sets in which no names are marked

NUMERIC = "DATE TIME PERCENT QUANTITY ORDINAL CARDINAL".split()
# What the labels of Worldwide may be in ours; None is no mention at all.
WORLDWIDE = {
    "LOC": ["GPE", "LOC"],
    "MISC": ["EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "PRODUCT", "NORP", "DATE", None],
}
# Codes of what is allowed at a token: below 73 that tag alone, then sets of tags.
ANY = len(crf.TAGS)
NUMERIC_OR_NOTHING = ANY + 1
CODES = {}
ALLOWED = np.eye(len(crf.TAGS), dtype=bool).tolist() + [[True] * len(crf.TAGS)]
ALLOWED.append([tag == "O" or tag[2:] in NUMERIC for tag in crf.TAGS])
for _label, _ours in WORLDWIDE.items():
    for _prefix in "BIES":
        CODES[_prefix, _label] = len(ALLOWED)
        ALLOWED.append([(tag == "O" and None in _ours) or (tag[0] == _prefix and tag[2:] in _ours) for tag in crf.TAGS])
ALLOWED = np.array(ALLOWED)

ARTICLES = ("the ", "a ", "an ")
COUNTED = set(NUMERIC) | {"MONEY"}  # labels whose leading article belongs to the amount or time


class Tokens:
    """One document's columns and targets, row for row; for a teacher the pieces of its words; and its judgement."""

    pieces = judgement = None

    def __init__(self, document, spans, columns):
        self.spans, self.columns, self.scheme = spans, columns, document["scheme"]
        count = len(spans)
        text = document["text"]
        folded = [text[s:e].lower().replace("’", "'").replace("‘", "'") for s, e in spans.tolist()]
        _, self.words, counts = np.unique(np.array(folded, dtype=object), return_inverse=True, return_counts=True)
        elsewhere = counts[self.words] - 1
        self.others = np.where(elsewhere > 0, 1 / np.maximum(elsewhere, 1), 0).astype(np.float32)
        self.allowed = ner_codes(document, spans)
        self.pos = np.full(count, UNKNOWN, dtype=np.int64)
        for start, end, tag in document["words"]:
            first, last = covered(spans, start, end)
            self.pos[first:last] = POS_INDEX.get(tag, UNKNOWN)
        self.quoting = attribution_targets(document, spans) if document["scheme"] == "polnear" else None


def covered(spans, start, end):
    """Range of the tokens that touch [start, end)."""
    return np.searchsorted(spans[:, 1], start, "right"), np.searchsorted(spans[:, 0], end, "left")


def trimmed(text, start, end, label):
    """A gold span without a trailing 's and, of names, without a leading article."""
    name = text[start:end].lower()
    if name.endswith(("'s", "’s")) and end - start > 2:
        end -= 2
    if label not in COUNTED:
        for article in ARTICLES:
            if name.startswith(article) and len(article) < end - start:
                return start + len(article), end
    return start, end


def ner_codes(document, spans):
    if document["scheme"] in NAMELESS:
        return np.full(len(spans), ANY, dtype=np.int16)
    worldwide = document["scheme"] == "worldwide"
    codes = np.full(len(spans), NUMERIC_OR_NOTHING if worldwide else 0, dtype=np.int16)
    free = 0  # the first token that no mention holds yet: two in one token would make a path that is not legal
    for start, end, label in sorted(document["spans"]):
        first, last = covered(spans, *trimmed(document["text"], start, end, label))
        if first < free:
            continue
        free = max(free, last)
        for index in range(first, last):
            alone, opens, closes = last - first == 1, index == first, index == last - 1
            prefix = "S" if alone else "B" if opens else "E" if closes else "I"
            exact = crf.INDEX.get(f"{prefix}-{label}")
            codes[index] = CODES[prefix, label] if worldwide and label in WORLDWIDE else exact
    return codes


def attribution_targets(document, spans):
    targets = np.zeros((len(spans), 7), dtype=np.float32)
    for attribution in document["attributions"]:
        for part, column in (("source", 0), ("cue", 2), ("content", 4)):
            for start, end in attribution.get(part, []):
                first, last = covered(spans, start, end)
                if first < last:
                    targets[first, column] = 1
                    targets[first + 1:last, column + 1] = 1
                    if part == "content":
                        targets[last - 1, 6] = 1
    return targets


def parse(path):
    """Header and, document by document, (spans, columns) of the file that the `features` command writes."""
    data = np.fromfile(path, dtype=np.uint8)
    newline = data[:100_000].tobytes().index(b"\n")
    header = json.loads(data[:newline].tobytes())["columns"]
    body = data[newline + 1:].tobytes()
    values = np.frombuffer(body, dtype="<u4")
    documents, at = [], 0
    while at < len(values):
        count = int(values[at])
        spans = values[at + 1: at + 1 + 2 * count].reshape(count, 2).astype(np.int64)
        at += 1 + 2 * count
        columns = values[at: at + len(header) * count].reshape(count, len(header))
        at += len(header) * count
        documents.append((spans, columns))
    return header, documents


def extract(documents, lists, work, name):
    """Runs the library's `features` command over `documents`. Returns the columns' header and a Tokens for each."""
    source, target = work / f"{name}.jsonl", work / f"{name}.features"
    with open(source, "w", encoding="utf8") as out:
        for document in documents:
            out.write(json.dumps(dict(id=document["id"], text=document["text"])) + "\n")
    command = ["cargo", "xtask", "features", "--words", lists / "words.txt", "--gazetteer", lists / "gazetteer.txt",
               source, target]
    subprocess.run(command, check=True)
    header, rows = parse(target)
    source.unlink()
    target.unlink()
    assert len(rows) == len(documents)
    return header, [Tokens(document, *row) for document, row in zip(documents, rows)]
