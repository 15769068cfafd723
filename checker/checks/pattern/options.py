"""The notation of a pattern rule, as its YAML file has it."""

from __future__ import annotations

from typing import Annotated

import msgspec

from checker.model import Applicability
from checker.packs.rules import Confidence

FARTHEST = 20  # words that a gap may span
Gap = Annotated[int, msgspec.Meta(ge=0, le=FARTHEST)]
Several = str | tuple[str, ...]
Reference = int | str


class Test(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One word; all that is said of it must hold. A plain string instead says its form.

    Attributes:
        form: its form or one of several, in lower case and with straight apostrophes.
        regex: a regular expression for all of its form, in lower case and with straight apostrophes.
        lemma: its lemma or one of several.
        upos: its word class or one of several, in Universal Dependencies.
        feats: UD features that it has, such as "Gender=Fem|Number=Sing". One reading at least has lemma, class and
            features; what a reading leaves open it has not.
        beside: the only other word classes that it may have; all its readings of the class have the features then.
        capital: whether it has a capital that does not come from the beginning of its sentence.
        any: tests of which one at least must hold.
        not: a test that must not hold.
    """

    form: Several = ()
    regex: str = ""
    lemma: Several = ()
    upos: Several = ()
    feats: str = ""
    beside: tuple[str, ...] | None = None
    capital: bool | None = None
    any_of: tuple[Test | str, ...] = msgspec.field(default=(), name="any")
    not_: Test | str | None = msgspec.field(default=None, name="not")


class Step(Test, frozen=True):
    """A word among others; it follows the one before it directly, or after a gap.

    Attributes:
        optional: whether it may be missing.
        gap: how many words may stand before it; marks may not. That of a first word counts from the match.
    """

    optional: bool = False
    gap: Gap = 0


class Word(Step, frozen=True):
    """A word of a pattern. Another is named by its number in the pattern, from 1, or by its name.

    Attributes:
        instead: its wrong forms, each with the right one, which joins the next word if it ends in - or '.
        compound: the letters that a plural may end in; the word is a compound with a hyphen that the lexicon has only
            with its parts in other forms, which are the fixes.
        agrees_with: the word with which it may agree in gender and number.
        relation: its relation to its head in the sentence's tree, or one of several: "obj", "nsubj:pass".
        head: the word that it leans on in the tree.
        tagged: the word class, or one of several, that it has in the tree.
        name: the field of the messages that it fills.
    """

    instead: dict[str, str] = {}
    compound: str = ""
    agrees_with: Reference | None = None
    relation: Several = ()
    head: Reference | None = None
    tagged: Several = ()
    name: str = ""

    @property
    def needs_tree(self) -> bool:
        """True if only a tree can tell."""
        return bool(self.relation or self.tagged or self.head is not None)


Clause = Step | str | tuple[Step | str, ...]


class Context(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Conditions on the context of a match: lists of clauses, each a word or a list of words side by side.

    Attributes:
        before: right before it.
        after: right after it.
        within: between its first and its last word, these included.
        sentence: anywhere in its sentence.
        article: anywhere in its article.
    """

    before: tuple[Clause, ...] = ()
    after: tuple[Clause, ...] = ()
    within: tuple[Clause, ...] = ()
    sentence: tuple[Clause, ...] = ()
    article: tuple[Clause, ...] = ()


class Repair(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A fix. A plain string instead is the text for what is marked.

    Attributes:
        with: the text: {2} is word 2 as it stands, {1..3} all from word 1 to word 3, {1:traiter} the lemma "traiter"
            in the form of word 1. An empty text deletes.
        replace: the word in whose place it comes, or the first and the last; what is marked if not given.
        applicability: safe, unsafe or display-only, if not the rule's.
        capital: whether it begins with a capital inside the sentence; as what it replaces does if not given.
    """

    with_: str = msgspec.field(name="with")
    replace: Reference | tuple[Reference, Reference] | None = None
    applicability: Applicability | None = None
    capital: bool | None = None


class Shape(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Words that are at fault where they stand together.

    Attributes:
        words: in text order.
        mark: the word to be marked, or the first and the last; all of them if not given.
        unless: what must not stand around them.
        when: what must: of each list one clause at least.
        fixes: best first.
    """

    words: tuple[Word | str, ...]
    mark: Reference | tuple[Reference, Reference] | None = None
    unless: Context = Context()
    when: Context = Context()
    fixes: tuple[Repair | str, ...] = ()


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        patterns: of several that begin alike the first counts.
        confidence: the share of its issues that are right, in [0, 1].
        applicability: safe if its fixes may be applied unseen; else unsafe or display-only.
    """

    patterns: tuple[Shape, ...]
    confidence: Confidence
    applicability: Applicability = Applicability.UNSAFE
