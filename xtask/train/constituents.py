"""Constituency trees: their nodes, which child heads a phrase, and what a coordination joins.

Heads of phrases are found by rules after Collins (1999, appendix A).
"""
import re

NOUNS = "NN NNS NNP NNPS".split()
VERBS = "VBD VBZ VBP VB VBN VBG".split()
FINITE = "VBD VBZ VBP MD".split()
NOMINAL = set("NP NX NML NAC WHNP".split())
CLAUSES = set("S SBAR SINV SQ SBARQ".split())
ADJECTIVES = "JJ JJR JJS VBN VBG".split()
PUNCTUATION = set(", . : `` '' “ ” ‘ ’ -LRB- -RRB- ( ) HYPH NFP".split())

# For each phrase, steps of the search for its head: direction, and labels of which the first child is taken.
CLAUSE_STEPS = [("left", ["VP"]), ("left", ["S", "SINV", "SQ"]), ("right", ["ADJP", "NP", "UCP"]), ("left", ["SBAR", "PP", "ADVP"])]
NOMINAL_STEPS = [
    ("right", NOUNS + ["NX", "NML", "FW"]), ("right", ["PRP", "WP", "EX"]), ("left", ["NP", "WHNP"]), ("right", ["$"]),
    ("right", ["ADJP", "QP", "PRN"]), ("right", ["CD"]), ("right", ["JJ", "JJS", "JJR", "VBG", "VBN", "RB"]),
    ("right", ["DT", "WDT", "PRP$", "WP$"]), ("right", ["NAC", "S", "SBAR", "VP", "ADVP"])]
MIXED_STEPS = [("left", [label]) for label in "S SINV SQ SBARQ VP SBAR NP ADJP ADVP PP INTJ".split()]
HEADS = {
    **dict.fromkeys(NOMINAL, NOMINAL_STEPS),
    "VP": [("left", VERBS), ("left", ["MD", "VP"]), ("left", ["ADJP", "NP"])],
    "S": CLAUSE_STEPS,
    "SINV": [("left", ["VP"]), ("left", VERBS + ["MD"])] + CLAUSE_STEPS,
    "SQ": [("left", ["VP"]), ("left", VERBS + ["MD"])] + CLAUSE_STEPS,
    "SBARQ": [("left", ["SQ", "S", "SINV", "SBARQ", "FRAG", "VP", "NP"])],
    "SBAR": [("left", ["S", "SQ", "SINV", "SBAR", "VP", "FRAG"]), ("left", ["WHNP", "WHADVP", "WHPP"])],
    "PP": [("left", ["IN", "TO", "VBG", "VBN", "RP"]), ("left", ["PP", "JJ", "RB", "FW"])],
    "WHPP": [("left", ["IN", "TO"])],
    "ADJP": [("right", ADJECTIVES), ("left", ["ADJP"]), ("right", NOUNS + ["CD", "QP", "RB", "NP"])],
    "WHADJP": [("right", ADJECTIVES + ["RB"])],
    "ADVP": [("right", ["RB", "RBR", "RBS"]), ("left", ["ADVP"]), ("left", ["IN", "NP"])],
    "WHADVP": [("right", ["WRB"])],
    "QP": [("left", ["$"]), ("right", ["CD"])],
    "RRC": [("left", ["VP"]), ("left", ["NP", "ADJP", "ADVP", "PP"])],
    "PRN": [("left", ["S", "SINV", "SBAR"]), ("left", ["NP", "PP", "VP"])],
    **dict.fromkeys("TOP FRAG X EMBED META".split(), MIXED_STEPS),
}


class Node:
    """A phrase, or a token where `index` is not None. `head` is the index of its head token, once that is known."""

    def __init__(self, label, index=None):
        self.label, self.index, self.children, self.head = label, index, [], index

    def is_mark(self):
        return self.index is not None and self.label in PUNCTUATION


def trees(pieces, tags):
    """The trees of an article from its bracket pieces, one a token. Raises ValueError where brackets do not fit."""
    found, open_nodes = [], []
    for index, (piece, tag) in enumerate(zip(pieces, tags, strict=True)):
        for part in re.findall(r"\([^()*]+|\*|\)", piece):
            if part == ")":
                node = open_nodes.pop() if open_nodes else None
                if node is None:
                    raise ValueError("a bracket closes that is not open")
                if not open_nodes:
                    found.append(node)
                continue
            node = Node(tag, index) if part == "*" else Node(part[1:].split("-")[0] or "X")
            if not open_nodes and part == "*":
                raise ValueError("a token outside all brackets")
            if open_nodes:
                open_nodes[-1].children.append(node)
            if part != "*":
                open_nodes.append(node)
    if open_nodes:
        raise ValueError("a bracket is not closed")
    return found


def child_first(node):
    while node.index is None:
        node = node.children[0]
    return node.index


def kind(node):
    """What words may be joined by "and": those of one kind."""
    if node.index is None:
        return "phrase"
    kinds = dict(N="noun", V="verb", J="adjective", I="preposition", R="adverb")
    return kinds.get(node.label[0], node.label)


def segments(node):
    """The children of `node` without coordinators: one list, or one for each conjunct."""
    children = node.children
    places = [at for at, child in enumerate(children) if child.label in ("CC", "CONJP")]
    places = [at for at in places if any(not child.is_mark() for child in children[:at])
              and any(not child.is_mark() for child in children[at + 1:])]
    if not places:
        return [children]
    parts, start = [], 0
    for place in places:
        parts.append(children[start:place])
        start = place + 1
    parts.append(children[start:])
    if head_of(node.label, parts[0]) is None:
        return [[child for child in children]]
    return split_list(node.label, parts[0]) + parts[1:]


def split_list(label, part):
    """The conjuncts with commas between them before the one before "and": "a, b" of "a, b and c"."""
    last = head_of(label, part)
    parts, current = [], []
    for child in part:
        current.append(child)
        if child.label in (",", ":") and child.index is not None:
            like = [other for other in current if alike(other, last)]
            rest = part[part.index(child) + 1:]
            if like and any(alike(other, last) for other in rest):
                parts.append(current)
                current = []
    return [part for part in parts + [current] if any(not child.is_mark() for child in part)]


def alike(one, other):
    return one.label == other.label or kind(one) == kind(other) != "phrase"


def head_of(label, part):
    """The child of `part` that heads it, by the rules for phrases `label`."""
    for direction, labels in HEADS.get(label, []):
        ordered = part if direction == "left" else part[::-1]
        for child in ordered:
            if child.label in labels and child.head is not None:
                return child
    others = [child for child in part if not child.is_mark() and child.head is not None] or [child for child in part if child.head is not None]
    if not others:
        return None
    return others[-1] if label in ("ADJP", "ADVP", "QP", "WHADVP") else others[0]
