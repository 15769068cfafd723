"""The named features of rivals: other words of the sentence that may control the wrong word, and agree with it.

That the nearest noun is taken for the head is what most false alarms have in common.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from checker.judge.suspicion import Suspicion
from checker.model import Token
from checker.morphology import Tree
from checker.morphology.lexicon import features
from checker.morphology.tree import ROOT

BEFORE, BEHIND = 15, 7  # words on either side of the wrong one in which a rival is looked for
NOWHERE: Final = 99.0  # words to a rival that there is not
HIGHEST: Final = 6  # steps up the tree
CONTROLLERS: Final = frozenset({"NOUN", "PRON"})
NO_CONTROLLERS: Final = frozenset({"DET", "ADP"})  # a word that may be one of these hardly ever controls


def rival_features(suspicion: Suspicion) -> dict[str, float]:
    """How many rivals stand before, between and behind the two words, how near, and where in the tree."""
    wrong, other = suspicion.wrong, suspicion.other
    first, last = sorted((wrong, other))
    near = range(max(0, wrong - BEFORE), min(len(suspicion.tokens), wrong + BEHIND + 1))
    around = [place for place in near if place not in (wrong, other)]
    wanted = values(suspicion.tokens[wrong], suspicion.evidence.features)
    rivals = [place for place in around if agrees(suspicion.tokens[place], wanted)]
    names = [place for place in around if is_unknown_name(suspicion.tokens[place])]
    found: dict[str, float] = {
        "rivals before": sum(place < wrong for place in rivals),
        "rivals between": sum(first < place < last for place in rivals),
        "rivals behind": sum(place > wrong for place in rivals),
        "names between": sum(first < place < last for place in names),
        "rival before": min((wrong - place for place in rivals if place < wrong), default=NOWHERE),
        "rival behind": min((place - wrong for place in rivals if place > wrong), default=NOWHERE),
        "rival before other": min((other - place for place in rivals if place < other), default=NOWHERE),
    }
    if tree := suspicion.tree:
        found["rival above"] = steps_up(tree, other, frozenset(rivals))
        found["rival below"] = any(tree.heads[place] == other for place in rivals)
        found["rival subjects"] = sum(tree.deprels[place].startswith("nsubj") for place in rivals)
    return found


def values(token: Token, names: Collection[str]) -> Mapping[str, set[str]]:
    """The values of some features over all readings of a token."""
    readings = [features(reading.feats) for reading in token.readings]
    return {name: {reading[name] for reading in readings if name in reading} for name in names}


def agrees(token: Token, wanted: Mapping[str, set[str]]) -> bool:
    """True if a noun or a pronoun has a reading that these values allow; what either leaves open agrees."""
    if any(reading.upos in NO_CONTROLLERS for reading in token.readings):
        return False
    own = (features(reading.feats) for reading in token.readings if reading.upos in CONTROLLERS)
    return any(all(not allowed or one.get(name) in (None, *allowed) for name, allowed in wanted.items()) for one in own)


def is_unknown_name(token: Token) -> bool:
    """True if a token with a capital is unknown to the lexicon."""
    return token.form[0].isupper() and not token.readings


def steps_up(tree: Tree, place: int, rivals: Collection[int]) -> int:
    """The steps from a word up its tree to the first rival, 0 if there is none within `HIGHEST`."""
    for step in range(1, HIGHEST + 1):
        place = tree.heads[place]
        if place == ROOT:
            return 0
        if place in rivals:
            return step
    return 0
