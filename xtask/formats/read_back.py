"""Reads what the command writes with others' programs: displaCy's JSON with spaCy, CoNLL-2003 with NLTK's reader, brat's
standoff with bioc's and pybrat's."""

import html
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bioc import brat
from nltk.corpus.reader import ConllCorpusReader
from pybrat.parser import BratParser
from spacy import displacy

TEXT = "“We’ll dig 🙂,” Ada Moyo said in Lagos on March 3, 2025.\n\nThe Tarn Post asked <her> & Ole Hansen why."
NAMES = ["Ada Moyo", "Lagos", "The Tarn Post", "Ole Hansen"]


def written(command, format):
    """The text in this format, as the command writes it."""
    return subprocess.run([command, "annotate", "--format", format], input=TEXT.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def test_displacy(command):
    page = json.loads(written(command, "displacy"))
    for style in ("ent", "span"):
        drawn = html.unescape(re.sub(r"<[^>]*>", " ", displacy.render(page, style=style, manual=True, page=False)))
        for word in " ".join(NAMES).split():
            assert word in drawn, (style, word, drawn)
    entities = [(TEXT[entity["start"] : entity["end"]], entity["label"]) for entity in page["ents"]]
    assert ("Ada Moyo", "PERSON") in entities and ("Lagos", "GPE") in entities, entities


def test_conll(command):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "article.conll").write_text(written(command, "conll").split("\n", 2)[2], encoding="utf-8")
        reader = ConllCorpusReader(folder, r".*\.conll", ("words", "pos", "ignore", "chunk"))
        # It reads the file when it is asked for the sentences.
        trees = list(reader.chunked_sents())
    found = [("".join(word for word, _ in chunk), chunk.label()) for tree in trees for chunk in tree if hasattr(chunk, "label")]
    assert ("AdaMoyo", "PERSON") in found and ("Lagos", "GPE") in found, found
    words = "".join(word for tree in trees for word, _ in tree.leaves())
    assert words == re.sub(r"\s", "", TEXT), words


def test_brat(command):
    standoff = written(command, "brat")
    document = brat.loads(TEXT, standoff)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "article.ann").write_text(standoff, encoding="utf-8")
        Path(folder, "article.txt").write_text(TEXT, encoding="utf-8")
        # It knows no sets of equals but "Equiv", and takes two that stand at one place for an error.
        (example,) = BratParser(error="ignore").parse(folder, ann_preprocess_function=lambda line: line.removeprefix("*"))
    spans = {entity.id: (*entity.total_span, entity.text, entity.type) for entity in document.entities}
    for start, end, words, _ in spans.values():
        assert TEXT[start:end] == words, (start, end, words)
    assert [words for _, _, words, label in spans.values() if label in ("PERSON", "GPE", "ORG")] == ["Ada Moyo", "Lagos", "Tarn Post", "Ole Hansen"], spans
    said = [(spans[one][2], spans[other][2]) for one, other in (relation.arguments.values() for relation in document.relations if relation.type == "Speaker")]
    assert said == [("“We’ll dig 🙂,”", "Ada Moyo")], said
    assert sorted((entity.start, entity.end, entity.mention, entity.type) for entity in example.entities) == sorted(spans.values()), example
    assert ("Speaker", "“We’ll dig 🙂,”", "Ada Moyo") in [(one.type, one.arg1.mention, one.arg2.mention) for one in example.relations], example


if __name__ == "__main__":
    for test in (test_displacy, test_conll, test_brat):
        test(sys.argv[1])
        print(f"{test.__name__}: as it should be")
