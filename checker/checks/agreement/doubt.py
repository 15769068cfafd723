"""Tells which sentences need a tree: those with a word that some other word of the sentence might contradict.

What a tree could prove wrong is a word that disagrees with its controller. A sentence in which every
word agrees with every word that might control it, or visibly with the one beside it, needs no tree.
"""

from __future__ import annotations

from checker.checks.agreement.local.groups import verb_after
from checker.checks.agreement.names import is_name, name_values
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.words import ANYTHING, PLURAL, THIRD, Word


def is_in_doubt(sentence: Sentence) -> bool:
    """Whether some word of a sentence may disagree with its controller."""
    controllers = {values for word in sentence.words if (values := as_controller(sentence, word))}
    if any("CCONJ" in word.profile.tags for word in sentence.words):
        controllers.add(PLURAL & THIRD)
    served = set(served_verbs(sentence))
    for word in sentence.words:
        forms = () if word.index in served else (word.profile.finite,)
        if not agrees_beside(sentence, word):
            forms = (*forms, word.profile.adjectival)
        if any(values and any(not values & controller for controller in controllers) for values in forms):
            return True
    return False


def as_controller(sentence: Sentence, word: Word) -> int:
    """The values that a word may give to others, 0 if it controls none."""
    if word.profile.noun and not word.named:
        return sentence.noun_values(word)
    if word.profile.determiner:
        return word.profile.determiner if word.profile.determiner != ANYTHING else 0
    if is_name(word):
        return name_values(sentence, word, word)
    return word.profile.subject or word.profile.pronoun


def served_verbs(sentence: Sentence) -> set[int]:
    """The places of the verbs with a pronoun as their subject right before them."""
    served = set()
    for word in sentence.words:
        if word.profile.subject:
            verb, _ = verb_after(sentence, word.index + 1)
            if verb and verb.profile.finite & word.profile.subject:
                served.add(verb.index)
    return served


def agrees_beside(sentence: Sentence, word: Word) -> bool:
    """Whether an adjective agrees with the noun right before or after it."""
    beside = (sentence.at(word.index - 1), sentence.at(word.index + 1))
    return any(
        other
        and not (other.profile.finite or other.profile.infinitive)
        and other.profile.noun & word.profile.adjectival
        for other in beside
    )
