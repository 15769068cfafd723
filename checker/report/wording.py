"""The words of the reports themselves, in each language that a desk may read."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import Severity

Noun = tuple[str, str]  # singular and plural


@dataclass(frozen=True)
class Words:
    """One language's words.

    Attributes:
        zero_is_singular: "0 phrase" in French, "0 sentences" in English.
        colon: with the space that the language wants before it.
        verdict_issues: what the verdict is when an issue reaches the threshold.
        left_out: what a report of limited size does not show.
        columns: the heads of a table of issues.
        decimal: between the whole and the parts of a number.
        score: the line on the penalties; `{score}` is in 1,000 words, `{points}` in all the `{words}`.
        threshold: what the verdict looked for; `{severity}` is the least severity that counts.
    """

    zero_is_singular: bool
    colon: str
    issue: Noun
    document: Noun
    paragraph: Noun
    sentence: Noun
    word: Noun
    line: str
    severities: dict[Severity, Noun]
    nothing_found: str
    nothing_checked: str
    suppressed: Noun
    target_language: str
    guessed: str
    unchecked: Noun
    left_out: Noun
    columns: tuple[str, str, str, str]
    error: str
    warning: str
    fix: str
    suggestion: str
    delete: str
    title: str
    verdict_failed: str
    verdict_issues: str
    verdict_clear: str
    threshold: str
    contents: str
    issues: str
    why: str
    confidence: str
    percent: str
    decimal: str
    score: str
    show_in_text: str

    def count(self, number: int, noun: Noun) -> str:
        """A number with its noun: "1 sentence", "2 sentences"."""
        singular = number == 1 or (number == 0 and self.zero_is_singular)
        return f"{number} {noun[0] if singular else noun[1]}"

    def number(self, value: float) -> str:
        """A number with two decimals."""
        return f"{value:.2f}".replace(".", self.decimal)


ENGLISH = Words(
    zero_is_singular=False,
    colon=":",
    issue=("issue", "issues"),
    document=("document", "documents"),
    paragraph=("paragraph", "paragraphs"),
    sentence=("sentence", "sentences"),
    word=("word", "words"),
    line="line",
    severities={
        Severity.NEUTRAL: ("neutral", "neutral"),
        Severity.MINOR: ("minor", "minor"),
        Severity.MAJOR: ("major", "major"),
        Severity.CRITICAL: ("critical", "critical"),
    },
    nothing_found="No issues found",
    nothing_checked="Nothing was checked",
    suppressed=("suppressed", "suppressed"),
    target_language="target language",
    guessed="target language guessed",
    unchecked=("document not checked", "documents not checked"),
    left_out=("issue is not shown here", "issues are not shown here"),
    columns=("Severity", "Place", "Issue", "Rule"),
    error="error",
    warning="warning",
    fix="fix",
    suggestion="suggestion",
    delete="delete",
    title="Translation check",
    verdict_failed="Not everything could be checked",
    verdict_issues="To be corrected before publication",
    verdict_clear="Nothing found that stands against publication",
    threshold="The verdict counts issues that are {severity} or worse.",
    contents="Documents",
    issues="Issues",
    why="Why",
    confidence="confidence",
    percent="%",
    decimal=".",
    score="score {score}: penalties in 1,000 words ({points} in {words}; minor 1, major 5, critical 25)",
    show_in_text="show in the text",
)

FRENCH = Words(
    zero_is_singular=True,
    colon="\u00a0:",
    issue=("problème", "problèmes"),
    document=("document", "documents"),
    paragraph=("paragraphe", "paragraphes"),
    sentence=("phrase", "phrases"),
    word=("mot", "mots"),
    line="ligne",
    severities={
        Severity.NEUTRAL: ("neutre", "neutres"),
        Severity.MINOR: ("mineur", "mineurs"),
        Severity.MAJOR: ("majeur", "majeurs"),
        Severity.CRITICAL: ("critique", "critiques"),
    },
    nothing_found="Aucun problème trouvé",
    nothing_checked="Rien n’a été vérifié",
    suppressed=("écarté", "écartés"),
    target_language="langue cible",
    guessed="langue cible devinée",
    unchecked=("document non vérifié", "documents non vérifiés"),
    left_out=("problème n’est pas montré ici", "problèmes ne sont pas montrés ici"),
    columns=("Gravité", "Lieu", "Problème", "Règle"),
    error="erreur",
    warning="avertissement",
    fix="correction",
    suggestion="suggestion",
    delete="supprimer",
    title="Contrôle de traduction",
    verdict_failed="Tout n’a pas pu être vérifié",
    verdict_issues="À corriger avant publication",
    verdict_clear="Rien trouvé qui s’oppose à la publication",
    threshold="Le verdict compte les problèmes de gravité « {severity} » ou pire.",
    contents="Documents",
    issues="Problèmes",
    why="Pourquoi",
    confidence="confiance",
    percent="\u202f%",
    decimal=",",
    score="score {score}\u00a0: pénalités pour 1\u202f000 mots ({points} pour {words}\u00a0; "
    "mineur 1, majeur 5, critique 25)",
    show_in_text="voir dans le texte",
)

WORDS = {"en": ENGLISH, "fr": FRENCH}
