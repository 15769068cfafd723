"""The kind `person_gender`: a woman with the title or the pronoun of a man, and the reverse."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import ClassVar, Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import OneRule, RuleByRule
from checker.checks.name_spellings import names_of
from checker.checks.verb_form import lemmas_of
from checker.model import Applicability, Document, Edit, Fix, Issue, Segment, Span, Token
from checker.morphology import Lexicon, Tree
from checker.morphology.lexicon import features
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule
from checker.text.quotations import quotations

GENDERS: Final = ("Masc", "Fem")
FIELDS: Final = ("word", "right", "person")
FARTHEST_VERB: Final = 5  # words from a pronoun to its verb
FARTHEST_NOUN: Final = 6  # words from a person to what they are
SUBJECTS: Final = ("nsubj", "nsubj:pass", "obl:agent", "root")
JOINED: Final = ("appos", "flat", "flat:name", "flat:foreign")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        titles: what stands before a surname, of a man and of a woman: ``[M., Mme]``.
        pronouns: what begins a sentence and means a person named in the one before, of a man and of a woman.
        confidence: the share of its issues that are right, in [0, 1].
    """

    confidence: Confidence
    titles: tuple[tuple[str, str], ...] = ()
    pronouns: tuple[tuple[str, str], ...] = ()


class WrongGender(OneRule):
    """Titles and pronouns of the other gender than the given name of the person."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        self.rule = rule
        self.lang = lang
        self.options = rule.options(Options)
        rule.require_fields(*FIELDS)
        self.either = frozenset(language.word_list("given_names_of_both.txt"))
        self.verbs = frozenset(language.word_list("verbs_of_persons.txt"))
        self.title = behind(r"(?<!\w)(?P<word>{})[ \u00a0](?=[^\W\d_a-z])", self.options.titles)
        self.pronoun = behind(r"(?<!\w)(?P<word>{})(?![\w-])", self.options.pronouns)

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        if self.title and (found := list(self.title.finditer(analysis.document.text))):
            yield from self.wrong_titles(analysis, found)
        if self.pronoun:
            yield from self.wrong_pronouns(analysis, self.pronoun)

    def gender(self, form: str, lexicon: Lexicon) -> str | None:
        """The gender of those who bear a given name, None if nobody knows."""
        if form in self.either:
            return None
        return next(
            (g for r in lexicon.readings(form) if r.upos == "PROPN" and (g := features(r.feats).get("Gender"))), None
        )

    def wrong_titles(self, analysis: Analysis, titles: Sequence[re.Match[str]]) -> Iterator[Issue]:
        """Titles before a surname whose bearers, all in this article, are of the other gender."""
        document, lexicon = analysis.document, analysis.engine.lexicon
        names = names_of(document, lexicon.readings, frozenset())
        by_start = {place.start: name for name in names.values() for place in name.places}
        by_name: dict[str, list[re.Match[str]]] = defaultdict(list)
        for title in titles:
            if name := by_start.get(title.end()):
                by_name[name.form].append(title)
        for form, own in by_name.items():
            given = [place for each in names[form].given.values() for places in each.values() for place in places]
            said = {self.gender_there(analysis, place) for place in given}
            genders = {gender for gender, _ in said}
            gender = genders.pop() if len(genders) == 1 else None
            if gender is None:
                continue
            right = [
                title for title in own if title["word"] in {pair[GENDERS.index(gender)] for pair in self.options.titles}
            ]
            wrong = [title for title in own if title not in right]
            # A wife may bear her husband's name, and he alone be named.
            if any(sure for _, sure in said) or (gender == GENDERS[1] and len(right) > len(wrong)):
                person = f"{given[0].of(document.text)} {form}"
                for title in wrong:
                    yield from self.issue(Span(*title.span("word")), title["word"], gender, person, self.options.titles)

    def gender_there(self, analysis: Analysis, given: Span) -> tuple[str | None, bool]:
        """The gender of a person whose given name stands in a place, and whether a noun says it as well."""
        tokens = analysis.tokens(analysis.segments_over(given)[0].span)
        chain = next((own for own in chains_of(tokens) if tokens[own.stop - 1].span.start > given.start), None)
        if not chain or tokens[chain.start].span.start > given.start:
            return None, False
        start = next(n for n in chain if tokens[n].span.end >= given.end)
        own, lexicon = range(start, chain.stop), analysis.engine.lexicon
        return self.gender_of(tokens, own, lexicon), said_beside(tokens, own, lexicon) is not None

    def wrong_pronouns(self, analysis: Analysis, pronoun: re.Pattern[str]) -> Iterator[Issue]:
        """Pronouns that begin a sentence after one whose subject is a person of the other gender, and nobody else."""
        text = analysis.document.text
        for before, segment in pairwise(analysis.segments):
            found = pronoun.match(text, segment.span.start)
            tokens = analysis.tokens(segment.span) if found and not segment.quoted else ()
            if not found or not self.takes_person(tokens):
                continue
            person = self.person(analysis, before, same_paragraph="\n" not in text[before.span.start : found.start()])
            if (
                person
                and not again(analysis, before, found["word"])
                and not is_quoted(analysis.document, found.start())
            ):
                name, gender = person
                yield from self.issue(tokens[0].span, found["word"], gender, name, self.options.pronouns)

    def takes_person(self, tokens: Sequence[Token]) -> bool:
        """True if the first verb of a sentence, its auxiliary aside, has a person for its subject."""
        for token in tokens[1:FARTHEST_VERB]:
            verbs = {reading.lemma for reading in token.readings if reading.upos == "VERB"}
            if verbs and token.form.lower() not in ("a",):
                return not verbs.isdisjoint(self.verbs)
        return False

    def person(self, analysis: Analysis, segment: Segment, *, same_paragraph: bool) -> tuple[str, str] | None:
        """The only person of a sentence, its subject, and the gender; who speaks, if it ends its paragraph."""
        text, lexicon, tokens = analysis.document.text, analysis.engine.lexicon, analysis.tokens(segment.span)
        quoted = quotations(text, segment.span)
        said = [n for n, token in enumerate(tokens) if any(token.span.overlaps(own) for own in quoted)]
        chains = [own for own in chains_of(tokens) if own.start not in said]
        if any(len(own) == 1 and not is_governed(tokens, own.start) for own in chains):
            return None
        tree = analysis.trees([segment.span]).get(segment.span)
        if tree is None:
            return None
        nouns = [n for n, tag in enumerate(tree.upos) if tag == "NOUN" and tokens[n].form.islower() and n not in said]
        persons = [(own, gender) for own in chains if (gender := self.gender_of(tokens, own, lexicon))]
        if same_paragraph and not persons and not any(len(own) > 1 for own in chains):
            return self.noun(tree, tokens, nouns, lexicon)
        if len(persons) != 1 or any(own != persons[0][0] and not is_governed(tokens, own.start) for own in chains):
            return None
        chain, gender = persons[0]
        if not self.is_subject(tree, tokens, chain.start, speaking=not same_paragraph) or any(
            is_human(tokens, n, opposite(gender), lexicon) for n in nouns
        ):
            return None
        return " ".join(tokens[n].form for n in chain), gender

    def noun(
        self, tree: Tree, tokens: Sequence[Token], nouns: Sequence[int], lexicon: Lexicon
    ) -> tuple[str, str] | None:
        """The only noun of a sentence without names that means a person, its subject, and the gender."""
        people = [(n, g) for n in nouns for g in GENDERS if is_human(tokens, n, g, lexicon)]
        if len(people) != 1:
            return None
        place, gender = people[0]
        other = opposite(gender)
        readings = [reading for n in nouns for reading in tokens[n].readings if reading.upos == "NOUN"]
        alike = any(f"Gender={other}" in each.feats and "Number=Plur" not in each.feats for each in readings)
        if alike or tree.deprels[place] not in ("nsubj", "nsubj:pass"):
            return None
        return tokens[place].form, gender

    def gender_of(self, tokens: Sequence[Token], chain: range, lexicon: Lexicon) -> str | None:
        """The gender of a person with given name and surname; None if the nouns beside them say another."""
        if len(chain) < 2 or (chain.start and is_article(tokens[chain.start - 1])):
            return None
        given = self.gender(tokens[chain.start].form, lexicon)
        found = {given, said_beside(tokens, chain, lexicon)} - {None}
        return found.pop() if len(found) == 1 else None

    def is_subject(self, tree: Tree, tokens: Sequence[Token], place: int, *, speaking: bool) -> bool:
        """True if a name, or the noun that it stands beside, is the subject of a verb, or of a verb of persons."""
        while tree.heads[place] >= 0 and (tree.deprels[place] in JOINED or is_next(tree, place)):
            place = tree.heads[place]
        head = tree.heads[place]
        speaks = head >= 0 and not self.verbs.isdisjoint(lemmas_of(tokens[head]))
        inverted = tree.deprels[place] == "obj" and head < place and speaks
        return inverted or (tree.deprels[place] in SUBJECTS and (speaks or not speaking))

    def issue(
        self, span: Span, word: str, gender: str, person: str, pairs: Sequence[tuple[str, str]]
    ) -> Iterator[Issue]:
        """The issue of a word, if it is one for the other gender."""
        for pair in pairs:
            own, wrong = pair if gender == GENDERS[0] else pair[::-1]
            if word.lower() == wrong.lower():
                right = own.capitalize() if word[0].isupper() else own
                fix = Fix(right, (Edit(span, right),), Applicability.UNSAFE)
                fields = {"word": word, "right": right, "person": person}
                yield self.rule.issue(self.lang, span, self.options.confidence, fields, fixes=(fix,))
                return


class PersonGender(RuleByRule):
    """Titles and pronouns that are not of the gender of the person.

    Two word lists of the pack are used. ``given_names_of_both.txt`` holds given names that women and men bear, and
    ``verbs_of_persons.txt`` the lemmas of verbs whose subject is a person: the first verb behind a pronoun is one.
    """

    requires: ClassVar[frozenset[str]] = frozenset({"lexicon", "parser"})
    one = WrongGender


def behind(frame: str, pairs: Sequence[tuple[str, str]]) -> re.Pattern[str] | None:
    """Matches the words of pairs in a frame, as they begin a sentence; None if there are none."""
    words = {form for pair in pairs for word in pair for form in (word[0].upper() + word[1:],)}
    return re.compile(frame.format("|".join(map(re.escape, sorted(words))))) if words else None


def chains_of(tokens: Sequence[Token]) -> Iterator[range]:
    """The runs of words with a capital that may be names, but for a first word that is none."""
    start = None
    for n, token in enumerate((*tokens, None)):
        named = token is not None and token.form[0].isupper() and token.form[-1].isalpha() and may_be_name(token)
        if named and start is None:
            start = n
        elif not named and start is not None:
            yield range(start, n)
            start = None


def may_be_name(token: Token) -> bool:
    """True if nothing but a name is known of a word."""
    return not token.readings or any(reading.upos == "PROPN" for reading in token.readings)


def is_article(token: Token) -> bool:
    """True if a word may open a noun phrase; nobody's name has it before a given name."""
    return any(reading.upos == "DET" for reading in token.readings)


def is_governed(tokens: Sequence[Token], place: int) -> bool:
    """True if a preposition stands before a word, or an article that holds one."""
    return place > 0 and any(reading.upos == "ADP" for reading in tokens[place - 1].readings)


def is_human(tokens: Sequence[Token], place: int, gender: str, lexicon: Lexicon) -> bool:
    """True if a word is a noun in the singular that may mean a person of a gender."""
    if human_gender(tokens[place], lexicon) == gender:
        return True
    for reading in tokens[place].readings:
        feats = features(reading.feats)
        if reading.upos != "NOUN" or feats.get("Number") == "Plur":
            continue
        article = tokens[place - 1].readings if place else ()
        if "Gender" not in feats and any(r.upos == "DET" and f"Gender={gender}" in r.feats for r in article):
            return True
    return False


def again(analysis: Analysis, segment: Segment, word: str) -> bool:
    """True if a pronoun stands in a sentence, "-elle" also, or one that leaves the gender open: "lui"."""
    for token in analysis.tokens(segment.span):
        if word.lower() in token.form.lower().split("-") or any("Case=Dat" in r.feats for r in token.readings):
            return True
    return False


def is_quoted(document: Document, place: int) -> bool:
    """True if a place lies in a quotation of its paragraph."""
    block = document.blocks[bisect_right(document.blocks, place, key=lambda own: own.start) - 1]
    return any(own.start <= place < own.end for own in quotations(document.text, block))


def opposite(gender: str) -> str:
    """The other gender."""
    return GENDERS[gender == GENDERS[0]]


def is_next(tree: Tree, place: int) -> bool:
    """True if a name leans on the noun right before it: "la neurologue Claire X"."""
    return tree.heads[place] == place - 1 and tree.upos[place - 1] == "NOUN"


def said_beside(tokens: Sequence[Token], chain: range, lexicon: Lexicon) -> str | None:
    """The gender of the noun beside a name: "la directrice de vol, Ulrike Sander", "Claire Aubanel, présidente"."""
    after = chain.stop + 1
    if after < len(tokens) and tokens[chain.stop].form == "," and (own := human_gender(tokens[after], lexicon)):
        return own
    end = chain.start - (chain.start > 0 and tokens[chain.start - 1].form == ",")
    for n in range(max(1, chain.start - FARTHEST_NOUN), end):
        alone = all(token.form[0].isalnum() for token in tokens[n:end])
        if alone and is_article(tokens[n - 1]) and (own := human_gender(tokens[n], lexicon)):
            return own
    return None


def human_gender(token: Token, lexicon: Lexicon) -> str | None:
    """The gender of a noun in the singular that has a form for the other."""
    for reading in token.readings:
        feats = features(reading.feats)
        if reading.upos == "NOUN" and feats.get("Number") == "Sing" and (gender := feats.get("Gender")):
            other = {"Gender": opposite(gender), "Number": "Sing"}
            if lexicon.forms(reading.lemma, "NOUN", other):
                return gender
    return None
