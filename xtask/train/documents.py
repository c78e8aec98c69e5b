"""Articles with what is marked in them, and copies of them in other clothes (augmentation).

A document is a dictionary: id, text, spans (start, end, label), words (start, end, Penn tag), attributions, and
`scheme`: "ontonotes", "worldwide", "polnear" or "unlabelled", which says how its marks are to be read. Offsets are code
points.
"""
import gzip
import json
import random
import re
from bisect import bisect_right

SETS = ("ontonotes", "worldwide", "polnear")
UNLABELLED_WORDS = 2_000_000
OPENING = 3_000  # characters
SEED = 20260


def file_of(folder, part):
    """The file of a part of a set: `train.jsonl`, or compressed, `train.jsonl.gz`."""
    plain = folder / f"{part}.jsonl"
    return plain if plain.exists() else folder / f"{part}.jsonl.gz"


def opened(path):
    return gzip.open(path, "rt", encoding="utf8") if path.suffix == ".gz" else open(path, encoding="utf8")


def read(directory, part, limit=None):
    documents = []
    for scheme in SETS:
        with opened(file_of(directory / scheme, part)) as lines:
            for line in list(lines)[:limit]:
                record = json.loads(line)
                documents.append(dict(
                    id=record["id"], scheme=scheme, text=record["text"],
                    spans=[(m["start"], m["end"], m["label"]) for m in record.get("entities", [])],
                    words=[tuple(word) for word in record.get("tokens", []) if word[2]],
                    attributions=record.get("attributions", [])))
    return documents


def unlabelled(directory, limit=None):
    """The openings of articles in which nothing is marked, in an order drawn once, `UNLABELLED_WORDS` in all."""
    with opened(file_of(directory / "unlabelled", "news")) as lines:
        records = [json.loads(line) for line in list(lines)[:limit]]
    random.Random(SEED).shuffle(records)
    documents, words = [], 0
    for record in records:
        text = opening(record["text"])
        documents.append(dict(id=record["id"], scheme="unlabelled", text=text, spans=[], words=[], attributions=[]))
        words += len(text.split())
        if words >= UNLABELLED_WORDS:
            break
    return documents


def opening(text):
    """Whole paragraphs from the start on: names stand thickest there, and more articles have room."""
    end = text.find("\n", OPENING)
    return text if end < 0 else text[:end]


def other_case(text, how):
    """The same length in another case: a character whose other case is longer stays as it is."""
    def other(index, c):
        if how == "lower":
            return c.lower()
        if how == "upper":
            return c.upper()
        inside = index > 0 and (text[index - 1].isalnum() or text[index - 1] in "'’")
        return c if inside else c.upper()
    return "".join(new if len(new := other(index, c)) == 1 else c for index, c in enumerate(text))


def recased(document, generator):
    how = generator.choice(("lower", "upper", "title"))
    return dict(document, text=other_case(document["text"], how))


def with_headlines(document, generator):
    """The first paragraph, and now and then another, as a headline: title case or capitals."""
    paragraphs = re.split(r"(\n+)", document["text"])
    for index in range(0, len(paragraphs), 2):
        if index == 0 or generator.random() < 0.1:
            paragraphs[index] = other_case(paragraphs[index], generator.choice(("title", "title", "upper")))
    return dict(document, text="".join(paragraphs))


def rewrite(document, edits):
    """The document after `edits`, a list of (start, end, new text) that do not overlap."""
    text, edits = document["text"], sorted(edits)
    pieces, starts, shifts, at, shift = [], [], [], 0, 0
    for start, end, new in edits:
        pieces += [text[at:start], new]
        at = end
        starts.append(start)
        shifts.append((start, end, shift, len(new)))
        shift += len(new) - (end - start)
    pieces.append(text[at:])

    def move(offset, closing):
        index = bisect_right(starts, offset - closing) - 1
        if index < 0:
            return offset
        start, end, before, length = shifts[index]
        if offset >= end:
            return offset + before + length - (end - start)
        return start + before + (length if closing else 0)

    def moved(start, end):
        return move(start, 0), move(end, 1)

    return dict(
        document, text="".join(pieces),
        spans=[(*moved(s, e), label) for s, e, label in document["spans"]],
        words=[(*moved(s, e), tag) for s, e, tag in document["words"]],
        attributions=[{part: [moved(s, e) for s, e in ranges] for part, ranges in attribution.items()}
                      for attribution in document["attributions"]])


class Names:
    """Names to put in the place of others: those of the training articles and those of the lists."""

    def __init__(self, documents, gazetteer):
        given, family = set(), set()
        for document in documents:
            for start, end, label in document["spans"]:
                parts = document["text"][start:end].split()
                if label == "PERSON" and len(parts) == 2 and all(re.fullmatch(r"[^\W\d_][^\W\d_]+", p) and p.istitle() for p in parts):
                    given.add(parts[0])
                    family.add(parts[1])
        listed = {0: [], 1: [], 2: [], 3: [], 4: []}
        for line in gazetteer.read_text().splitlines():
            phrase, kinds = line.split("\t")
            kinds = {int(kind) for kind in kinds.split(",")}
            for kind in listed:
                if kind in kinds and re.fullmatch(r"[^\W\d_]{3,}( [^\W\d_]+)?", phrase):
                    listed[kind].append(phrase.title())
        self.given_names = set(listed[0])
        self.given = sorted(given) + listed[0][::6]
        self.family = sorted(family) + listed[1][::5]
        self.cities = by_spaces(listed[2] + listed[3][::6])
        self.countries = by_spaces(listed[4])
        self.known_cities, self.known_countries = set(listed[2] + listed[3]), set(listed[4])
        self.known_places = self.known_cities | self.known_countries


def by_spaces(names):
    """Those of one word, and those of two: one is put in the place of another of as many words."""
    return [[name for name in names if name.count(" ") == spaces] for spaces in (0, 1)]


def renamed(document, names, generator):
    """People and places replaced by others, the same for the same; marks and "U.S." now and then written otherwise."""
    text, changed, edits = document["text"], {}, []
    for start, end, label in document["spans"]:
        name = text[start:end]
        if label == "PERSON":
            for match in re.finditer(r"[^\W\d_]{2,}", name):
                word = match[0]
                if word.istitle() and match.start() + start not in {s for s, _, _ in edits[-4:]}:
                    if word not in changed:
                        pool = names.given if word in names.given_names and match.start() == 0 and " " in name else names.family
                        changed[word] = generator.choice(pool) if generator.random() < 0.8 else word
                    edits.append((start + match.start(), start + match.end(), changed[word]))
        elif label in ("GPE", "LOC") and name in names.known_places:
            if name not in changed:
                pool = names.cities if name in names.known_cities else names.countries
                changed[name] = generator.choice(pool[name.count(" ")]) if generator.random() < 0.6 else name
            edits.append((start, end, changed[name]))
    edits += respelled(text, generator)
    edits.sort()
    apart = [edit for index, edit in enumerate(edits) if index == 0 or edits[index - 1][1] <= edit[0]]
    return rewrite(document, apart)


def respelled(text, generator):
    edits = []
    if generator.random() < 0.5:
        edits += [(m.start(), m.end(), "US") for m in re.finditer(r"\bU\.S\.(?= [a-z])", text)]
    choice = generator.random()
    if choice < 0.5:
        plain = {"“": '"', "”": '"', "‘": "'", "’": "'"}
        edits += [(m.start(), m.end(), plain[m[0]]) for m in re.finditer("[“”‘’]", text)]
    elif choice < 0.8 and "“" not in text:
        for match in re.finditer(r"[\"']", text):
            opens = match.start() == 0 or text[match.start() - 1] in " \n([—"
            curly = ("“" if opens else "”") if match[0] == '"' else ("‘" if opens else "’")
            edits.append((match.start(), match.end(), curly))
    return edits


def variants(documents, gazetteer):
    """For every document the list of itself and its copies: [as it is, recased, with headlines, renamed]."""
    names = Names(documents, gazetteer)
    out = []
    for document in documents:
        generator = random.Random(f"{SEED} {document['id']}")
        other = renamed(document, names, generator)
        out.append([document, recased(document, generator), with_headlines(document, generator), other])
    return out
