"""Constituency trees to dependencies: for every token its head and its relation.

A preposition heads its phrase, a copula its clause, the first conjunct its coordination. One thing is other than in Stanford
dependencies: a verb of saying that is put into what is said heads it. Heads of phrases are those of `constituents.py`,
relations those of `relations.py`. `python dependencies.py TREES ARTICLES` says how many sentences it can turn;
`test_dependencies.py` shows what comes out.
"""
import json
import sys
from collections import Counter
from pathlib import Path

import documents
from constituents import NOMINAL, VERBS, head_of, kind, segments, trees
from relations import BE, GET, Relations

HAVE = set("have has had having 've 'd ’ve ’d".split())
DO = set("do does did doing done".split())
COMPLEMENTS = set("dobj ccomp xcomp attr acomp".split())


class Sentence(Relations):
    """Turns one tree. `heads` and `relations` are by the index of a token in its article; a root's head is -1."""

    def __init__(self, tree, words, tags):
        super().__init__(words, tags)
        self.heads, self.relations = {}, {}
        self.attach(tree)
        self.arc(tree.head, -1, "root")
        self.raise_reporting_clauses()
        self.tell_passives()

    def arc(self, child, head, relation):
        self.heads[child], self.relations[child] = head, relation

    def attach(self, node):
        """Finds the head of `node` and hangs its other tokens on it."""
        if node.index is not None:
            return
        for child in node.children:
            self.attach(child)
        self.join_neighbours(node)
        first = None
        for part in segments(node):
            head = self.attach_part(node, part)
            if first is None:
                first = head
            elif head is not None:
                self.arc(head, first, "conj")
        for child in node.children:
            if child.label in ("CC", "CONJP") and child.head not in self.heads and child.head != first:
                self.arc(child.head, first, "cc")
        node.head = first

    def join_neighbours(self, node):
        """Coordinated words that are but a part of their phrase ("red and white flags", "bought and sold shares")
        become one child."""
        children = node.children
        for at in range(len(children) - 2, 0, -1):
            left, coordinator, right = children[at - 1: at + 2]
            words = left.index is not None and right.index is not None and coordinator.label == "CC"
            if not words or len(children) == 3 or kind(left) != kind(right) or left.is_mark():
                continue
            if node.label in NOMINAL and not any(kind(child) in ("noun", "phrase") for child in children[at + 2:]):
                continue
            if node.label in NOMINAL or node.label in ("VP", "PP"):
                self.arc(right.head, left.head, "conj")
                self.arc(coordinator.head, left.head, "cc")
                children[at - 1: at + 2] = [left]

    def attach_part(self, node, part):
        part = [child for child in part if child.head is not None]
        head = head_of(node.label, part)
        if head is None:
            return None
        if node.label in ("VP", "SQ", "SINV"):
            head = self.beyond_auxiliaries(head, part)
        for at, child in enumerate(part):
            if child is not head:
                self.arc(child.head, head.head, self.relation(node, part, at, head))
        return head.head

    def beyond_auxiliaries(self, head, part):
        """The inner verb phrase where `head` only helps it."""
        phrases = [child for child in part if child.label == "VP" and child is not head]
        helps = head.label in ("MD", "TO") or self.word(head) in BE | HAVE | DO | GET or head.label == "VB" and len(phrases) == 1
        if head.index is None or not phrases or not helps:
            return head
        if self.word(head) in BE | GET and self.first_tag(phrases[0]) in ("VBN", "VBD"):
            self.passive.add(phrases[0].head)
        return phrases[0]

    def raise_reporting_clauses(self):
        """A clause put into what it reports heads it, as it does where it stands before or behind: "it works, he says,
        and lasts" has its arcs as "it works and lasts, he says". "You know" and "I mean" report nothing."""
        for verb in self.put_in:
            host = self.heads[verb]
            below = {relation: child for child, relation in self.relations.items() if self.heads[child] == verb}
            subject = self.words[below["nsubj"]].lower() if "nsubj" in below else "you"
            if host < 0 or subject in ("i", "you") or COMPLEMENTS & below.keys():
                continue
            if self.tags[verb] in VERBS and self.tags[host] in VERBS:
                self.arc(verb, self.heads[host], self.relations[host])
                self.arc(host, verb, "ccomp")

    def tell_passives(self):
        """What depends on passives has relations of its own: their subjects, and the agent after "by"."""
        perfect = {head for child, head in self.heads.items() if self.relations[child] == "aux" and self.words[child].lower() in HAVE}
        for child, head in self.heads.items():
            if self.relations[child] == "nsubj" and head in self.passive:
                self.relations[child] = "nsubjpass"
            reduced = head >= 0 and self.tags[head] == "VBN" and head not in perfect
            if self.relations[child] == "prep" and self.words[child].lower() == "by" and (head in self.passive or reduced):
                self.relations[child] = "agent"


def convert(words, tags, pieces):
    """For each token of an article (head, relation), where heads are indices in the article and -1 is the root; None
    where its sentence cannot be turned. And how many sentences there are, and how many of them cannot be."""
    found, failed = [None] * len(words), 0
    turned = trees(pieces, tags)
    for tree in turned:
        try:
            sentence = Sentence(tree, words, tags)
            check(sentence)
        except (ValueError, AttributeError, IndexError, KeyError):
            failed += 1
            continue
        for child, head in sentence.heads.items():
            found[child] = head, sentence.relations[child]
    return found, len(turned), failed


def check(sentence):
    """Raises ValueError unless the arcs make one tree."""
    for start in sentence.heads:
        seen, at = set(), start
        while at != -1:
            if at in seen or at not in sentence.heads:
                raise ValueError("no tree")
            seen.add(at)
            at = sentence.heads[at]


def read_lines(path):
    with documents.opened(Path(path)) as lines:
        yield from map(json.loads, lines)


def read(trees_path, articles_path):
    """Articles that have a tree: (record, dependencies of each of its tokens), and how many sentences could not be turned."""
    pieces = {record["id"]: record["parse"] for record in read_lines(trees_path)}
    turned, sentences, failed = [], 0, 0
    for record in read_lines(articles_path):
        if record["id"] not in pieces:
            continue
        words = [record["text"][start:end] for start, end, _ in record["tokens"]]
        tags = [tag for _, _, tag in record["tokens"]]
        try:
            dependencies, count, faults = convert(words, tags, pieces[record["id"]])
        except ValueError:
            dependencies, count, faults = [None] * len(words), len(record["sentences"]), len(record["sentences"])
        turned.append((record, dependencies))
        sentences, failed = sentences + count, failed + faults
    print(f"{sentences} sentences, of which {failed} cannot be turned into dependencies", file=sys.stderr, flush=True)
    return turned


def main():
    if len(sys.argv) == 3:
        counts = Counter(arc[1] for _, arcs in read(*sys.argv[1:]) for arc in arcs if arc)
        print(counts.most_common())
        return
    trees_path, articles_path, output = sys.argv[1:]
    with open(output, "w", encoding="utf8") as out:
        for record, arcs in read(trees_path, articles_path):
            out.write(json.dumps(dict(id=record["id"], text=record["text"], tokens=record["tokens"], arcs=arcs)) + "\n")


if __name__ == "__main__":
    main()
