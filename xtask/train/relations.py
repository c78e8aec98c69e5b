"""What relation a part of a phrase has to the head of the phrase, from the labels and words of a constituency tree.

The relations are those of basic Stanford dependencies (de Marneffe and Manning 2008), as far as trees without function
tags and traces tell them.
"""
import re

from constituents import ADJECTIVES, CLAUSES, FINITE, NOMINAL, NOUNS, PUNCTUATION, VERBS, child_first

# In the order of the library's enum Relation.
RELATIONS = (
    "root nsubj nsubjpass csubj dobj iobj attr acomp ccomp xcomp advcl relcl acl appos conj cc neg aux auxpass mark det "
    "poss case amod nummod compound npadvmod advmod prep pobj pcomp agent prt expl parataxis discourse dep punct").split()

BE = set("be is are was were been being am 's 're 'm ’s ’re ’m ai".split())
GET = set("get gets got getting gotten".split())
COPULAS = BE | set("become becomes became becoming remain remains remained remaining seem seems seemed stay stays stayed".split())
NEGATIONS = set("not n't n’t never".split())
TEMPORAL = set((
    "today yesterday tomorrow tonight morning afternoon evening night day days week weeks month months year years decade "
    "weekend hour hours minute minutes moment time times monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december spring summer autumn winter fall "
    "season quarter").split())
TAKES_TIME = set("spend spends spent spending take takes took taking last lasts lasted mark marks marked waste wasted".split())
# Verbs after which "if", "when" and "where" open what is asked or known, and not a circumstance.
ASKING = ("ask wonder know see doubt decide determine question tell say learn find explain discuss reveal show describe "
          "understand remember forget check inquire examine consider investigate").split()
# Verbs whose object is the one who is to do what the infinitive after it says.
OBJECT_CONTROL = (
    "ask tell order urge want allow force require encourage help advise expect enable invite permit persuade teach warn "
    "instruct cause lead compel convince command direct press push pressure request authorize authorise remind beg "
    "appoint choose name challenge call appeal plan need like prompt").split()
IRREGULAR = dict(told="tell", knew="know", known="know", found="find", saw="see", seen="see", said="say", led="lead",
                 understood="understand", taught="teach", forgot="forget", chose="choose", chosen="choose", shown="show")


class Relations:
    """The relations within one sentence. `passive` are the heads of its passive verb phrases, as far as they are known;
    `put_in` the main verbs of the clauses that were found to be put into others."""

    def __init__(self, words, tags):
        self.words, self.tags = words, tags
        self.passive, self.put_in = set(), []

    def word(self, node):
        return self.words[node.head].lower()

    def first_tag(self, phrase):
        """The tag of the first verb of a verb phrase."""
        while phrase.index is None:
            inner = [child for child in phrase.children if child.label in VERBS + ["MD", "TO", "VP"]]
            if not inner:
                return None
            phrase = inner[0]
        return phrase.label

    def relation(self, node, part, at, head):
        child = part[at]
        before = at < part.index(head)
        if child.label in PUNCTUATION and child.index is not None:
            return "punct"
        if child.label in ("CC", "CONJP"):
            return "cc"
        if child.label in ("INTJ", "UH"):
            return "discourse"
        if self.word(child) in NEGATIONS and child.label in ("RB", "ADVP"):
            return "neg"
        if child.label == "PRN":
            return self.of_parenthesis(child)
        if child.label == "PRT" or child.label == "RP":
            return "prt"
        if node.label in NOMINAL:
            return self.in_noun_phrase(part, at, before)
        if node.label in ("S", "SINV", "SQ", "SBARQ", "VP", "RRC"):
            return self.in_clause(node, part, at, head, before)
        if node.label == "SBAR":
            return self.in_subordinate(child, head)
        if node.label in ("PP", "WHPP"):
            return self.in_prepositional_phrase(child, before)
        return self.in_other_phrase(node, part, at, head, before)

    def of_parenthesis(self, child):
        labels = {inner.label for inner in child.children}
        if labels & {"S", "SINV", "SQ", "VP"}:
            self.put_in.append(child.head)
            return "parataxis"
        if "SBAR" in labels:
            return "advcl"
        if "PP" in labels:
            return "prep"
        return "appos" if labels & (NOMINAL | set(NOUNS) | {"CD", "QP"}) else "dep"

    def in_noun_phrase(self, part, at, before):
        child = part[at]
        label = child.label
        fixed = {"POS": "case", "PRP$": "poss", "WP$": "poss", "PP": "prep", "WHPP": "prep", "ADVP": "advmod", "RB": "advmod",
                 "RBR": "advmod", "RBS": "advmod", "RRC": "relcl", "FRAG": "parataxis", "SQ": "parataxis", "SBARQ": "parataxis"}
        if label in fixed:
            return fixed[label]
        if label in ("DT", "PDT", "WDT"):
            return "neg" if self.word(child) == "no" else "det"
        if label in NOMINAL and child.children and child.children[-1].label == "POS":
            return "poss"
        if label in ("SBAR", "S", "SINV"):
            return self.clause_of_noun(part, at)
        if label == "VP":
            return "amod" if before else "acl"
        if label in ("CD", "QP", "$"):
            return "appos" if not before and part[at - 1].label == "," else "nummod"
        if label in ADJECTIVES or label in ("ADJP", "WHADJP", "UCP"):
            return "amod"
        if before:
            return "compound" if label in NOMINAL or label in NOUNS + ["FW", "PRP", "NX"] else "dep"
        if label in NOMINAL or label in NOUNS:
            return "npadvmod" if self.is_temporal(child) and part[at - 1].label != "," else "appos"
        return "dep"

    def clause_of_noun(self, part, at):
        child = part[at]
        opener, _ = self.opener(child)
        if child.label == "SBAR" and opener.startswith("W"):
            return "relcl"
        if not self.is_finite(child):
            return "acl"
        if child.label == "SBAR":
            return "relcl" if opener == "S" else "ccomp" if self.words[child_first(child)].lower() in ("that", "whether") else "acl"
        return "parataxis" if part[at - 1].is_mark() else "ccomp"

    def in_clause(self, node, part, at, head, before):
        child = part[at]
        label = child.label
        if label in VERBS + ["MD", "TO"]:
            passive = self.word(child) in BE | GET and self.first_tag(head) in ("VBN", "VBD")
            return "auxpass" if passive else "aux"
        if label in CLAUSES:
            return self.clause_of_verb(node, part, at, head, before)
        if label in NOMINAL or label in NOUNS + ["PRP", "CD", "QP", "$", "DT"]:
            return self.noun_of_verb(node, part, at, head, before)
        if label == "VP":
            return "xcomp"
        if label in ("PP", "WHPP"):
            return "prep"
        if label in ("ADJP", "JJ", "UCP", "WHADJP", "JJR", "VBN"):
            if node.label == "VP" and not before or label == "WHADJP":
                return "acomp"
            return "advcl"
        if label in ("ADVP", "WHADVP", "RB", "RBR", "RBS", "WRB"):
            return "advmod"
        if label == "IN":
            return "mark"
        return "parataxis" if label == "FRAG" else "dep"

    def noun_of_verb(self, node, part, at, head, before):
        child = part[at]
        nouns = [place for place, other in enumerate(part) if other.label in NOMINAL or other.label in ("PRP", "DT")]
        place = part.index(head)
        if node.label == "VP" and before:
            return "npadvmod"
        if node.label != "VP":
            if child.label == "WHNP":
                return self.fronted(head)
            subject = max((other for other in nouns if other < place), default=None)
            if subject is None or node.label == "SQ":
                subject = min((other for other in nouns if other > place or node.label == "SQ"), default=None)
            if at == subject:
                return "expl" if self.tags[child.head] == "EX" else "nsubj"
            if node.label in ("SQ", "SINV") and at > place:
                return "attr" if self.word(head) in COPULAS else "dobj"
            return "npadvmod" if self.is_temporal(child) else "dep"
        verb = self.word(head)
        if verb in COPULAS and head.head not in self.passive:
            return "npadvmod" if self.is_temporal(child) and any(other < at for other in nouns) else "attr"
        if self.is_temporal(child) and verb not in TAKES_TIME:
            return "npadvmod"
        later = [other for other in nouns if other > at and not self.is_temporal(part[other])]
        return "iobj" if later and not any(part[other].is_mark() for other in range(at, later[0])) else "dobj"

    def clause_of_verb(self, node, part, at, head, before):
        child, place = part[at], part.index(head)
        finite = self.is_finite(child)
        if node.label != "VP" and before:
            subject_between = any(other.label in NOMINAL for other in part[at + 1: place]) or node.label in ("SINV", "SQ")
            if child.label == "SBAR" and not subject_between:
                after = any(other.label in NOMINAL for other in part[place:])
                return "csubj" if not part[at + 1].is_mark() and not after else "advcl"
            if child.label == "SBAR":
                return "ccomp" if self.opener(child)[0] == "S" else "advcl"
            if finite:
                return "ccomp"
            return "advcl" if subject_between or part[at + 1].is_mark() else "csubj"
        if node.label != "VP":
            if node.label == "SINV" and finite and not any(other.label in CLAUSES for other in part[:at]):
                return "ccomp"
            return "parataxis" if finite and child.label != "SBAR" else "advcl"
        comma = any(other.label == "," for other in part[place:at])
        if child.label == "SBAR":
            return self.subordinate_of_verb(child, head, comma)
        if finite or child.label != "S":
            return "ccomp"
        if self.has_subject(child):
            return "advcl" if comma else "ccomp"
        return "advcl" if comma or self.is_purpose(part, at, place, head) else "xcomp"

    def subordinate_of_verb(self, child, head, comma):
        label, word = self.opener(child)
        asking = self.lemma(head) in ASKING and not comma
        if label == "S":
            return "ccomp" if self.is_finite(child) else "advcl" if comma else "xcomp"
        if comma and word in ("which", "who", "whose", "whom"):
            return "relcl"
        if label in ("WHNP", "WHPP", "WHADJP") or word in ("that", "whether", "how", "why"):
            return "ccomp"
        return "ccomp" if asking and word in ("if", "when", "where") else "advcl"

    def is_purpose(self, part, at, place, head):
        """Whether a clause without a subject says what for or how, and does not complete the verb."""
        between = [other for other in part[place + 1: at] if other.label in NOMINAL | {"PP"} and not self.is_temporal(other)]
        if not between or head.head in self.passive:
            return False
        return self.lemma(head) not in OBJECT_CONTROL

    def in_subordinate(self, child, head):
        if child.label in ("WHNP", "NP"):
            return self.fronted(head) if child.label == "WHNP" else "npadvmod"
        if child.label in ("WHPP", "PP"):
            return "prep"
        if child.label in ("WHADVP", "WHADJP", "ADVP", "RB"):
            return "advmod"
        return "mark" if child.index is not None else "dep"

    def fronted(self, clause):
        """The relation of a question word or relative pronoun to its clause."""
        if not self.has_subject(clause):
            return "nsubj"
        return "attr" if self.words[clause.head].lower() in BE else "dobj"

    def in_prepositional_phrase(self, child, before):
        label = child.label
        if label in ("PP", "WHPP"):
            return "prep"
        if before:
            return "npadvmod" if label in NOMINAL else "advmod"
        if label in CLAUSES or label in ("VP", "ADVP", "ADJP", "UCP", "FRAG", "RB"):
            return "pcomp"
        return "pobj" if label in NOMINAL or label in NOUNS + ["QP", "CD", "PRP", "DT", "JJ", "JJS", "$"] else "dep"

    def in_other_phrase(self, node, part, at, head, before):
        child = part[at]
        label = child.label
        if label in ("PP", "WHPP"):
            return "prep"
        if label in ("RB", "RBR", "RBS", "ADVP", "WHADVP", "WRB") or node.label == "QP" and label in ("IN", "JJR", "DT", "JJ", "JJS"):
            return "advmod"
        if label == "SBAR" and node.label in ("ADJP", "ADVP"):
            return "ccomp" if self.opener(child)[1] in ("that", "whether") or self.opener(child)[0] == "S" else "advcl"
        if label in CLAUSES:
            return "xcomp" if node.label == "ADJP" else "parataxis"
        if node.label in ("ADJP", "ADVP") and (label in NOMINAL or label in NOUNS):
            return "npadvmod"
        if label in ("CD", "QP"):
            return "compound" if node.label == "QP" else "nummod"
        if label in ADJECTIVES or label == "ADJP":
            return "amod"
        if node.label == "ADVP" and head.label == "IN":
            return "pcomp"
        if label in NOMINAL and not before and node.label in ("TOP", "FRAG", "X"):
            return "npadvmod" if self.is_temporal(child) else "appos"
        return {"DT": "det", "IN": "mark", "VP": "parataxis", "FRAG": "parataxis"}.get(label, "dep")

    def opener(self, clause):
        """The label and the lower-case first word of what opens a clause, marks and adverbs before it aside."""
        children = [child for child in clause.children if not child.is_mark() and child.label not in ("RB", "ADVP")]
        if not children:
            return "", ""
        if children[0].label == clause.label == "SBAR":
            return self.opener(children[0])
        return children[0].label, self.words[child_first(children[0])].lower()

    def clause_within(self, clause):
        while clause.label in ("SBAR", "SBARQ") or clause.label == "S" and clause.children and all(
                child.label in ("S", "CC") or child.is_mark() for child in clause.children):
            inner = [child for child in clause.children if child.label in CLAUSES]
            if not inner:
                return clause
            clause = inner[0]
        return clause

    def is_finite(self, clause):
        clause = self.clause_within(clause)
        phrases = [child for child in clause.children if child.label in VERBS + ["VP", "MD"]]
        return bool(phrases) and self.first_tag(phrases[0]) in FINITE

    def has_subject(self, clause):
        clause = self.clause_within(clause)
        place = next((at for at, child in enumerate(clause.children) if child.label == "VP"), len(clause.children))
        if place == len(clause.children) and clause.label == "S":
            return sum(child.label in NOMINAL | {"ADJP", "PP"} for child in clause.children) > 1
        searched = clause.children if clause.label in ("SQ", "SINV") else clause.children[:place]
        return any(child.label in NOMINAL or child.label in CLAUSES for child in searched)

    def is_temporal(self, node):
        return node.head is not None and self.word(node) in TEMPORAL

    def lemma(self, node):
        word = self.word(node)
        if word in IRREGULAR:
            return IRREGULAR[word]
        stems = [word, re.sub("s$", "", word), re.sub("(es|ed|ing)$", "", word), re.sub("(ed|ing)$", "e", word)]
        stems += [re.sub("ies$|ied$", "y", word), re.sub(r"(.)\1(ed|ing)$", r"\1", word)]
        return next((stem for stem in stems if stem in ASKING or stem in OBJECT_CONTROL), word)
