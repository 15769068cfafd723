"""The named features of the judge's trees: issue, words, sentence, rivals, parse, word sequences in news, network.

Every function adds named numbers to a mapping; what is not there counts as 0. The names are those of a pack's model,
so that nothing here is peculiar to a language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from checker.judge.rivals import rival_features
from checker.judge.suspicion import Suspicion
from checker.model import Token, plain_form
from checker.morphology import Ngrams, Tree
from checker.morphology.encoder import Floats
from checker.morphology.tree import ROOT

Features = dict[str, float]

WINDOW: Final = 2  # words on either side of each of the two that are named one by one
NEAR: Final = 6  # words before and behind the two that are counted together
QUOTES: Final = frozenset("\"«»“”„'‘’")
BRACKETS: Final = frozenset("()[]–—-…")
FARTHEST: Final = 40


def suspicion_features(
    suspicion: Suspicion, frequency: Callable[[str], float], ngrams: Ngrams, misfit: Floats
) -> Features:
    """The features of a suspicion; `misfit` is that of each word of its sentence as it stands."""
    found: Features = {}
    of_issue(suspicion, found)
    of_word_pair(suspicion, frequency, found)
    of_sentence(suspicion, found)
    found.update(rival_features(suspicion))
    if suspicion.tree:
        of_tree(suspicion, suspicion.tree, found)
    of_news(suspicion, ngrams, found)
    of_network(suspicion, misfit, found)
    return found


def of_issue(suspicion: Suspicion, found: Features) -> None:
    """Add the rule, how the issue was found, and the parser's certainty."""
    evidence = suspicion.evidence
    found[f"rule {suspicion.issue.rule.rpartition('/')[2]}"] = 1
    found.update({f"differ {feature}": 1.0 for feature in evidence.features})
    found["by words"] = evidence.certainty is None
    found["certainty"] = 1.0 if evidence.certainty is None else evidence.certainty
    found["contested"] = evidence.contested
    found["distance"] = suspicion.other - suspicion.wrong
    found["apart"] = min(abs(suspicion.other - suspicion.wrong), FARTHEST)


def of_word_pair(suspicion: Suspicion, frequency: Callable[[str], float], found: Features) -> None:
    """Add the frequency, the ambiguity and the capitals of the two words."""
    for name, place in (("wrong", suspicion.wrong), ("other", suspicion.other)):
        token = suspicion.tokens[place]
        found[f"{name} frequency"] = frequency(token.folded)
        found[f"{name} readings"] = len(token.readings)
        found[f"{name} length"] = len(token.form)
        found[f"{name} capital"] = token.form[0].isupper()
        found[f"{name} capitals"] = len(token.form) > 1 and token.form.isupper()
        found[f"{name} place"] = place
        found[f"{name} from end"] = len(suspicion.tokens) - place
        for reading in token.readings:
            found[f"{name} may be {reading.upos}"] = 1
    repair = suspicion.repairs[0]
    if repair.changed:
        found["repair frequency"] = frequency(plain_form(repair.forms[repair.changed.start]))
        found["repairs wrong"] = suspicion.wrong in repair.replaced


def of_sentence(suspicion: Suspicion, found: Features) -> None:
    """Add counts of commas, verbs and the like between the two words, around them, and in the whole sentence."""
    tokens = suspicion.tokens
    first, last = sorted((suspicion.wrong, suspicion.other))
    stretches = {
        "between": tokens[first + 1 : last],
        "before": tokens[max(0, first - NEAR) : first],
        "behind": tokens[last + 1 : last + 1 + NEAR],
        "sentence": tokens,
    }
    found["sentence length"] = len(tokens)
    for name, stretch in stretches.items():
        for kind, number in counts_in(stretch).items():
            found[f"{name} {kind}"] = number


def counts_in(tokens: Sequence[Token]) -> Mapping[str, int]:
    """Counts of marks, capitals, figures, verbs and other classes of tokens, by name."""
    known = [{reading.upos for reading in token.readings} for token in tokens]
    return {
        "commas": sum(token.form == "," for token in tokens),
        "quotes": sum(token.form in QUOTES for token in tokens),
        "brackets": sum(token.form in BRACKETS for token in tokens),
        "colons": sum(token.form in ":;" for token in tokens),
        "figures": sum(token.form[0].isdigit() for token in tokens),
        "capitals": sum(token.form[0].isupper() for token in tokens),
        "unknown": sum(token.form[0].isalpha() and not token.readings for token in tokens),
        "finite": sum(any("VerbForm=Fin" in r.feats for r in token.readings) for token in tokens),
        "relatives": sum(any("PronType=Rel" in r.feats for r in token.readings) for token in tokens),
        "conjunctions": sum("CCONJ" in tags for tags in known),
        "prepositions": sum("ADP" in tags for tags in known),
        "subordinators": sum("SCONJ" in tags for tags in known),
        "only nouns": sum(tags == {"NOUN"} for tags in known),
    }


def of_tree(suspicion: Suspicion, tree: Tree, found: Features) -> None:
    """Add word classes and relations around the two words, and the path between them in the tree."""
    wrong, other = suspicion.wrong, suspicion.other
    for name, place in (("wrong", wrong), ("other", other)):
        for step in range(-WINDOW, WINDOW + 1):
            if 0 <= place + step < len(tree.upos):
                found[f"{name}{step:+d} {tree.upos[place + step]}"] = 1
        found[f"{name} {tree.deprels[place]}"] = 1
        found[f"{name} confidence"] = tree.confidence[place]
        found[f"{name} children"] = sum(head == place for head in tree.heads)
        found[f"{name} conj"] = sum(
            head == place and label == "conj" for head, label in zip(tree.heads, tree.deprels, strict=True)
        )
        for feature in tree.feats[place].split("|"):
            if feature.partition("=")[0] in suspicion.evidence.features:
                found[f"{name} tagged {feature}"] = 1
    ways = [chain_of(tree, place) for place in (wrong, other)]
    found["heads"] = (tree.heads[wrong] == other) - (tree.heads[other] == wrong)
    met = next((place for place in ways[0] if place in ways[1]), None)
    found["way"] = FARTHEST if met is None else ways[0].index(met) + ways[1].index(met)


def chain_of(tree: Tree, place: int) -> list[int]:
    """The places from a word up to the root of its tree: the word, its head, the head's head, and so on."""
    chain = [place]
    while tree.heads[chain[-1]] != ROOT:
        chain.append(tree.heads[chain[-1]])
    return chain


def of_news(suspicion: Suspicion, ngrams: Ngrams, found: Features) -> None:
    """Add the frequency in news of the word sequences around the fault, before and after the first fix."""
    repair = suspicion.repairs[0]
    for name, forms, place in (
        ("as is", suspicion.forms, repair.replaced),
        ("repaired", repair.forms, repair.changed),
    ):
        found[f"{name} news 2"] = best(ngrams, forms, place, 2)
        found[f"{name} news 3"] = best(ngrams, forms, place, 3)
        found[f"{name} news left"] = ngrams.count(forms[max(0, place.start - 1) : place.stop])
        found[f"{name} news right"] = ngrams.count(forms[place.start : place.stop + 1])
        found[f"{name} news"] = ngrams.support(forms, place)
    for size in ("2", "3", "left", "right"):
        found[f"gain news {size}"] = found[f"repaired news {size}"] - found[f"as is news {size}"]
    found["gain news"] = found["repaired news"] - found["as is news"]


def best(ngrams: Ngrams, forms: Sequence[str], place: range, size: int) -> float:
    """The count of the most frequent sequence of some size that holds the first word of a place."""
    starts = range(max(0, place.start - size + 1), min(place.start, len(forms) - size) + 1)
    return max((ngrams.count(forms[start : start + size]) for start in starts), default=0.0)


def of_network(suspicion: Suspicion, misfit: Floats, found: Features) -> None:
    """Add the network's misfit of the two words, of the others and of the sentence."""
    two = suspicion.wrong, suspicion.other
    found["misfit wrong"], found["misfit other"] = (misfit[place] for place in two)
    found["misfit of two"] = max(misfit[place] for place in two)
    found["misfit sentence"] = total(misfit)
    found["misfit elsewhere"] = elsewhere(misfit, two)


def total(misfit: Floats) -> float:
    """The misfit of a whole sentence: the negative log probability that all its words fit."""
    return float(np.logaddexp(0, misfit.astype(np.float64)).sum())


def elsewhere(misfit: Floats, apart_from: Sequence[int]) -> float:
    """The worst misfit among the other words."""
    return max((value for place, value in enumerate(misfit) if place not in apart_from), default=-10.0)


def fix_features(
    suspicion: Suspicion,
    frequency: Callable[[str], float],
    ngrams: Ngrams,
    misfit: Floats,
    repaired: Sequence[Floats],
) -> list[Features]:
    """The features of each repair, for ranking; `repaired` is the misfit after each."""
    totals = [total(after) for after in repaired]
    found = []
    for number, (repair, after) in enumerate(zip(suspicion.repairs, repaired, strict=True)):
        before, forms = suspicion.forms, repair.forms
        place = repair.replaced.start
        one: Features = {
            "place": number,
            "of": len(totals),
            "mends wrong": suspicion.wrong in repair.replaced,
            "total": totals[number],
            "behind best": totals[number] - min(totals),
            "ahead of others": min((t for n, t in enumerate(totals) if n != number), default=9.0) - totals[number],
            "misfit put": max((after[n] for n in repair.changed), default=0.0),
            "misfit taken": max((misfit[n] for n in repair.replaced), default=0.0),
            "words taken": len(repair.replaced),
            "words put": len(repair.changed),
            "misfit elsewhere": elsewhere(after, repair.changed),
            "news 2": best(ngrams, forms, repair.changed, 2),
            "news 3": best(ngrams, forms, repair.changed, 3),
            "gain news 2": best(ngrams, forms, repair.changed, 2) - best(ngrams, before, repair.replaced, 2),
            "gain news 3": best(ngrams, forms, repair.changed, 3) - best(ngrams, before, repair.replaced, 3),
        }
        if repair.changed:
            put, taken = forms[repair.changed.start], before[place] if repair.replaced else ""
            one["frequency"] = frequency(plain_form(put))
            one["letters"] = len(put) - len(taken)
            one["adds a letter"] = len(put) == len(taken) + 1 and put.startswith(taken)
        for reading in suspicion.tokens[place].readings if repair.replaced else ():
            one[f"is {reading.upos}"] = 1
        one.update({f"rule {suspicion.issue.rule.rpartition('/')[2]}": 1})
        found.append(one)
    return found
