"""What the head rules make of trees: `python -m unittest test_dependencies`. Sentences written for this project."""
import re
import unittest

from dependencies import convert

# A tree in brackets, and the arcs that it must give, among others.
CASES = [
    ("(S (NP (NNP Ida) (NNP Holm)) (VP (VBD said) (SBAR (IN that) (S (NP (DT the) (NN ferry)) (VP (VBD was) (ADJP (JJ late)))))) (. .))",
     "root(said) nsubj(said Holm) compound(Holm Ida) ccomp(said was) mark(was that) nsubj(was ferry) det(ferry the) acomp(was late) punct(said .)"),
    ("(SINV (S (NP (PRP It)) (VP (VBZ leaks))) (, ,) (VP (VBD said)) (NP (DT the) (NN plumber)) (. .))",
     "root(said) ccomp(said leaks) nsubj(said plumber)"),
    ("(S (NP (DT The) (NNS tiles)) (VP (VBD had) (VP (VBN been) (VP (VBN laid) (PP (IN by) (NP (NNS monks)))))) (. .))",
     "nsubjpass(laid tiles) aux(laid had) auxpass(laid been) agent(laid by) pobj(by monks)"),
    ("(S (NP (PRP She)) (VP (VBD told) (NP (NNS voters)) (S (VP (TO to) (VP (VB wait))))) (. .))",
     "dobj(told voters) xcomp(told wait) aux(wait to)"),
    ("(S (NP (PRP He)) (VP (VBD sold) (NP (DT the) (NN barn)) (S (VP (TO to) (VP (VB pay) (NP (NNS debts)))))) (. .))",
     "dobj(sold barn) advcl(sold pay) dobj(pay debts)"),
    ("(S (NP (PRP She)) (VP (VBD gave) (NP (PRP him)) (NP (DT a) (NN map)) (NP (NNP Monday))) (. .))",
     "iobj(gave him) dobj(gave map) npadvmod(gave Monday)"),
    ("(NP (NP (NNP Ola) (NNP Berg)) (, ,) (NP (NP (NN head)) (PP (IN of) (NP (DT the) (NN union)))) (, ,) (SBAR (WHNP (WP who)) (S (VP (VBD resigned)))))",
     "root(Berg) appos(Berg head) prep(head of) pobj(of union) relcl(Berg resigned) nsubj(resigned who)"),
    ("(NP (NP (DT the) (NN claim)) (SBAR (IN that) (S (NP (NNS wolves)) (VP (VBP sing)))))",
     "root(claim) ccomp(claim sing) mark(sing that)"),
    ("(NP (NP (DT a) (NN song)) (SBAR (S (NP (PRP they)) (VP (VBD wrote)))))", "relcl(song wrote) nsubj(wrote they)"),
    ("(NP (NP (DT a) (NN bridge)) (VP (VBN built) (PP (IN in) (NP (CD 1902)))))", "acl(bridge built) prep(built in) pobj(in 1902)"),
    ("(NP (NNS plums) (, ,) (NNS pears) (CC and) (NNS figs))", "root(plums) conj(plums pears) conj(plums figs) cc(plums and)"),
    ("(NP (JJ red) (CC and) (JJ white) (NNS flags))", "root(flags) amod(flags red) conj(red white) cc(red and)"),
    ("(S (S (NP (PRP She)) (VP (VBD stayed))) (CC but) (S (NP (PRP he)) (VP (VBD did) (RB n't) (VP (VB stay)))))",
     "root(stayed) conj(stayed stay) cc(stayed but) nsubj(stay he) neg(stay n't)"),
    ("(S (NP (NP (NNP Mali) (POS 's)) (NN army)) (VP (VBZ is) (NP (NP (CD one)) (PP (IN of) (NP (JJ several))))))",
     "poss(army Mali) case(Mali 's) nsubj(is army) attr(is one)"),
    ("(S (NP (EX There)) (VP (VBZ is) (NP (DT no) (NN milk))))", "expl(is There) attr(is milk) neg(milk no)"),
    ("(S (SBAR (IN Because) (S (NP (PRP it)) (VP (VBD rained)))) (, ,) (NP (PRP we)) (VP (VBD stayed)))",
     "root(stayed) advcl(stayed rained) mark(rained Because) nsubj(stayed we)"),
    ("(S (NP (PRP He)) (VP (VBD wondered) (SBAR (IN if) (S (NP (PRP she)) (VP (VBD knew))))))", "ccomp(wondered knew) mark(knew if)"),
    ("(S (NP (PRP He)) (VP (VBD left) (SBAR (WHADVP (WRB when)) (S (NP (PRP she)) (VP (VBD came))))))", "advcl(left came) advmod(came when)"),
    ("(SBARQ (WHNP (WP What)) (SQ (VBD did) (NP (DT the) (NN judge)) (VP (VB say))) (. ?))",
     "root(say) dobj(say What) aux(say did) nsubj(say judge)"),
    ("(S (NP (NNS Eels)) (PRN (, ,) (S (NP (PRP she)) (VP (VBZ says))) (, ,)) (VP (VBP travel) (ADVP (RB far))) (. .))",
     "root(says) nsubj(says she) ccomp(says travel) nsubj(travel Eels) advmod(travel far)"),
    ("(S (NP (PRP It)) (VP (VBZ is) (PRN (, ,) (S (NP (PRP you)) (VP (VBP know))) (, ,)) (ADJP (JJ cold))) (. .))",
     "root(is) parataxis(is know) acomp(is cold)"),
    ("(SINV (VP (VBZ Says)) (NP (DT the) (NN cook)) (: :) (S (NP (PRP It)) (VP (VBZ burns))))", "root(Says) nsubj(Says cook) ccomp(Says burns)"),
    ("(S (NP (PRP They)) (VP (VBD set) (PRT (RP up)) (NP (DT a) (NN fund)) (S (VP (VBG asking) (PP (IN for) (NP (NN help)))))))",
     "prt(set up) dobj(set fund) advcl(set asking)"),
]


class Conversion(unittest.TestCase):
    def test_trees(self):
        for tree, expected in CASES:
            with self.subTest(tree):
                words = [word for _, word in re.findall(r"\(([^() ]+) ([^() ]+)\)", tree)]
                tags = [tag for tag, _ in re.findall(r"\(([^() ]+) ([^() ]+)\)", tree)]
                brackets = re.sub(r"\([^() ]+ [^() ]+\)", "*", f"(TOP {tree})").replace(" ", "")
                pieces = re.findall(r"(?:\([^()*]+)*\*\)*", brackets)
                arcs, sentences, failed = convert(words, tags, pieces)
                found = {f"{relation}({words[head] + ' ' if head >= 0 else ''}{words[at]})" for at, (head, relation) in enumerate(arcs)}
                self.assertEqual((sentences, failed), (1, 0))
                for arc in re.findall(r"\S+\([^()]*\)", expected):
                    self.assertIn(arc, found)

    def test_broken_brackets(self):
        for pieces in (["(S*", "*"], ["*)"], ["(S*))"]):
            with self.subTest(pieces), self.assertRaises(ValueError):
                convert(["a"] * len(pieces), ["NN"] * len(pieces), pieces)


if __name__ == "__main__":
    unittest.main()
