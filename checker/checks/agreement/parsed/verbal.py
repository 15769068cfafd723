"""Proposes what should agree around verbs, however far the subject."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.clauses import clauses
from checker.checks.agreement.local.groups import attached
from checker.checks.agreement.local.verbal import VERB, may_have_object
from checker.checks.agreement.parsed.candidates import SURELY_JOINED, agreed
from checker.checks.agreement.parsed.marks import MARKS, has_had_verb, is_complement, lacks_speaker, opens_clause
from checker.checks.agreement.parsed.parse import NOMINAL, Controller, Parse
from checker.checks.agreement.parsed.subjects import AGREED, Subject, is_contested, subjects
from checker.checks.agreement.parsed.torn import TORN, is_torn
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word, relax

ANTECEDENT: Final = 0.85  # how much less likely a noun is to be an antecedent where another may be it
FARTHEST_JOINED: Final = 8  # words before a subject in which another may be joined to it


def verbs(parse: Parse) -> Iterator[Proposal]:
    """Each finite verb with its subject, in number and person."""
    certain = {clause.verb.index: clause for clause in clauses(parse.sentence)}
    for subject in subjects(parse):
        found = parse.finite(subject.head)
        if found is None or found[0].named:
            continue
        verb, sure = found
        if verb.profile.participle:
            continue
        known = certain.get(verb.index)
        agrees = known is not None and bool(known.subject.values & verb.profile.finite)
        relative = is_relative_subject(parse, subject)
        if agrees and known and not relative and known.subject.word is not subject.controller.word:
            continue
        values = subject.controller.values
        if subject.place > verb.index and parse.is_joined(subject.place):
            values = relax(values, "Number")  # "arrive le maire et son adjoint"
        joined = values & SINGULAR and may_be_joined(parse, subject.controller.word.index, verb.index)
        controller = Member(subject.controller.word, values, NOMINAL)
        member = Member(verb, verb.profile.finite, VERB, "VerbForm=Fin")
        weighed = weigh(parse, subject, verb, member, min(subject.certainty, sure))
        if weighed is None:
            continue
        certainty, contested = weighed[0], weighed[1] or (agrees and relative)
        if contested and relative:
            certainty *= ANTECEDENT
        yield Proposal(
            (controller, member),
            controller,
            (verb,),
            rivals=PLURAL & THIRD if joined else 0,
            certainty=certainty,
            contested=contested,
        )


def weigh(parse: Parse, subject: Subject, verb: Word, word: Member, certainty: float) -> tuple[float, bool] | None:
    """The certainty of a subject that disagrees with its verb or attribute, and whether a rival may be meant.

    If all that may be the subject disagree, it matters little which of them is. None if one before the verb agrees,
    and the subject stands after it.
    """
    finite = word.word is verb
    if word.values & (subject.controller.values if finite else subject.controller.attributed):
        return certainty, False
    if is_torn(parse, subject, verb) or (finite and lacks_speaker(parse, verb)):
        return max(certainty, TORN), False
    others = None if is_relative_subject(parse, subject) else agreed(parse, verb, subject.head)
    if others and not word.values & (others.values if finite else others.attributed):
        return max(certainty, AGREED), False
    if others and subject.place > verb.index:
        return None
    return certainty, bool(others) or is_contested(parse, subject, verb)


def is_relative_subject(parse: Parse, subject: Subject) -> bool:
    """Whether a subject is a relative pronoun, whose antecedent the words around do not settle."""
    return parse.sentence.words[subject.place].form in parse.sentence.grammar.relative_subjects


def may_be_joined(parse: Parse, subject: int, verb: int) -> bool:
    """Whether a conjunction before a verb may join its subject to another, whatever the tree says."""
    sentence = parse.sentence
    phrase = parse.sentence.phrase(subject)
    for word in sentence.words[(phrase.start - 1 if phrase and phrase.start else subject + 1) : verb]:
        after = sentence.at(word.index + 1)
        if word.index > subject and after and joins(parse, word):
            governed = sentence.contracts(after) or after.is_preposition
            elsewhere = is_surely_joined_elsewhere(parse, after.index, subject)
            if not governed and not elsewhere and parse.tree.upos[after.index] not in ("VERB", "AUX", "ADJ", "ADV"):
                return True
    return follows_joined(parse, subject)


def joins(parse: Parse, word: Word) -> bool:
    """Whether a word may join a noun to the subject before it, which a preposition after a comma does not."""
    before = parse.sentence.at(word.index - 1)
    apart = word.is_preposition and before is not None and before.form == ","
    return "CCONJ" in word.profile.tags or (word.form in parse.sentence.grammar.joining and not apart)


def is_surely_joined_elsewhere(parse: Parse, start: int, subject: int) -> bool:
    """Whether the noun of a phrase is joined to one that is no subject: "dans les bars et les cafés"."""
    noun = next((n for n in range(start, len(parse.labels)) if parse.tree.upos[n] in NOMINAL), start)
    first = parse.clause_of(noun)
    sure = parse.labels[noun] == "conj" and parse.tree.confidence[noun] >= SURELY_JOINED
    if not sure or first == subject:
        return False
    inside = any(opens_clause(parse, word) for word in parse.sentence.words[subject + 1 : first])
    return is_complement(parse, parse.sentence.words[first]) or inside


def follows_joined(parse: Parse, subject: int) -> bool:
    """Whether a conjunction before a subject joins it to a noun that has no verb yet: "lui et son frère"."""
    words, phrase = parse.sentence.words, parse.sentence.phrase(subject)
    start = phrase.start if phrase else subject
    if words[subject].profile.subject and words[subject].form not in parse.sentence.grammar.stressed:
        return False
    for word in reversed(words[max(0, start - FARTHEST_JOINED) : start]):
        if word.is_verb or word.form in MARKS or opens_clause(parse, word):
            return False
        if "CCONJ" in word.profile.tags:
            elsewhere = words[start - 1].form == "," and is_surely_joined_elsewhere(parse, word.index + 1, subject)
            return not elsewhere and not has_had_verb(parse, word.index)
    return False


def complements(parse: Parse) -> Iterator[Proposal]:
    """Each participle after "être" and each attribute with the subject, or with the object that it belongs to."""
    yield from attributes(parse)
    for subject in subjects(parse):
        word, values = predicate(parse, subject.head), subject.controller.attributed
        helpers = helpers_of(parse, word)
        if not helpers or (subject.place > subject.head and not follows_at_once(parse, subject)):
            continue
        complement = attached(parse.sentence, word)
        reflexive = parse.is_reflexive(subject.head) and complement.values & MASCULINE & SINGULAR
        if reflexive and may_have_object(parse.sentence, word):
            continue  # "elle s'est lavé les mains"
        found = parse.finite(subject.head)
        verb = found[0] if found else helpers[0]
        joined = values & SINGULAR and may_be_joined(parse, subject.controller.word.index, verb.index)
        controller = Member(subject.controller.word, values, NOMINAL)
        sure = min(subject.certainty, *(parse.tree.confidence[helper.index] for helper in helpers))
        weighed = weigh(parse, subject, verb, complement, sure)
        if weighed is None:
            continue
        certainty, contested = weighed
        yield Proposal(
            (controller, complement),
            controller,
            (word,),
            rivals=ANYTHING if joined else 0,
            certainty=certainty,
            contested=contested,
        )


def predicate(parse: Parse, head: int) -> Word:
    """The predicate of a verb's subject: the verb itself, or the end of a chain under it: "doit être signé"."""
    words = parse.sentence.words
    while not words[head].profile.verbs.isdisjoint(parse.sentence.grammar.controlling):
        below = next(parse.children(head, "xcomp"), None)
        if (
            below is None
            or below < head
            or not any(words[child].profile.infinitive for child in parse.children(below, "aux", "cop"))
        ):
            break
        head = below
    return words[head]


def attributes(parse: Parse) -> Iterator[Proposal]:
    """Each attribute that leans on its verb: "elles restent floues", "il juge la secrétaire crédible"."""
    grammar = parse.sentence.grammar
    for subject in subjects(parse):
        verb = parse.sentence.words[subject.head]
        reflexive = parse.is_reflexive(subject.head) and not verb.profile.verbs.isdisjoint(grammar.attributing)
        if reflexive or not verb.profile.verbs.isdisjoint(grammar.copulas):
            contested = is_contested(parse, subject, verb) or subject.place > subject.head
            for word in attributes_of(parse, subject.head):
                yield attribution(parse, subject.controller, word, subject.certainty, contested)
    for place, label in enumerate(parse.labels):
        head = parse.tree.heads[place]
        verb = parse.sentence.words[head]
        if label != "obj" or place < head or verb.profile.verbs.isdisjoint(grammar.attributing):
            continue
        controller = parse.controller(place)
        if controller and not parse.is_reflexive(head):
            for word in attributes_of(parse, head):
                yield attribution(parse, controller, word, parse.tree.confidence[place], word.index < place)


def attributes_of(parse: Parse, verb: int) -> Iterator[Word]:
    """The adjectives and participles that lean on a verb as attributes."""
    for child in parse.children(verb, "xcomp"):
        word, before = parse.sentence.words[child], parse.sentence.words[child - 1]
        compound = any(parse.children(child, "aux", "cop"))
        marked = before.is_preposition or before.profile.determiner or word.profile.gerund or compound
        if child > verb and word.profile.adjectival and parse.sentence.is_open(word) and not marked:
            yield word


def attribution(parse: Parse, controller: Controller, word: Word, certainty: float, contested: bool) -> Proposal:
    """An attribute with what it is said of."""
    member = Member(controller.word, controller.attributed, NOMINAL)
    certainty = min(certainty, controller.certainty, parse.tree.confidence[word.index])
    joined = controller.values & SINGULAR and may_be_joined(parse, controller.word.index, word.index)
    return Proposal(
        (member, attached(parse.sentence, word)),
        member,
        (word,),
        rivals=ANYTHING if joined else 0,
        certainty=certainty,
        contested=contested,
    )


def follows_at_once(parse: Parse, subject: Subject) -> bool:
    """Whether a subject stands right after the participle of its clause: "sont nommés deux juges"."""
    phrase = parse.sentence.phrase(subject.place)
    return phrase is not None and phrase.start == subject.head + 1


def helpers_of(parse: Parse, word: Word) -> list[Word]:
    """The auxiliaries that make a word agree with its subject, a copula among them; none if it does not agree."""
    sentence = parse.sentence
    if not word.profile.adjectival or parse.tree.upos[word.index] not in ("ADJ", "VERB") or not sentence.is_open(word):
        return []
    helpers = [sentence.words[child] for child in parse.children(word.index, "aux", "cop") if child < word.index]
    if not helpers or helpers[-1].profile.verbs.isdisjoint(sentence.grammar.copulas):
        return []
    between, before = sentence.words[helpers[0].index + 1 : word.index], sentence.words[word.index - 1]
    if any(other.form in sentence.grammar.clause_openers for other in between):
        return []
    noun = before.profile.determiner and "tout" not in before.profile.lemmas  # "elle est un modèle"
    return [] if noun else helpers
