"""The words of the pages, in each language that a desk may read; those that all reports share are elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model import SuppressedBy


@dataclass(frozen=True)
class PageWords:
    """One language's words; the script fills the fields in braces."""

    versions: str
    families: str
    suppressed: str
    suppressed_by: dict[SuppressedBy, str]
    desk: str
    progress: str
    filter: str
    states: dict[str, str]
    every_state: str
    every_family: str
    view: str
    marks: str
    corrected: str
    copy: str
    copied: str
    not_copied: str
    download: str
    export: str
    help: str
    close: str
    single_keys: str
    actions: str
    accept: str
    reject: str
    undo: str
    write: str
    correction: str
    save: str
    cancel: str
    ignore_word: str
    allow: str
    next: str
    previous: str
    overlaps: str
    unwritable: str
    unsaved: str
    nothing_to_undo: str
    matching: str
    home: str
    document: str
    verdict: str
    verdicts: dict[str, str]
    every_verdict: str
    language: str
    words: str
    decided: str
    index: str


ENGLISH = PageWords(
    versions="Versions",
    families="By family",
    suppressed="Not reported",
    suppressed_by={
        SuppressedBy.ALLOWED_TERM: "allowed term",
        SuppressedBy.COMMENT: "comment in the text",
        SuppressedBy.FRONT_MATTER: "front matter",
        SuppressedBy.BASELINE: "known issue",
        SuppressedBy.UNCHANGED_LINES: "line unchanged since",
    },
    desk="Work on this report",
    progress="{done} of {total} decided",
    filter="Filter issues",
    states={
        "": "undecided",
        "accept": "accepted",
        "reject": "rejected",
        "ignore-word": "ignored everywhere",
        "allow": "allowed from now on",
    },
    every_state="every state",
    every_family="every family",
    view="View",
    marks="Marks",
    corrected="Corrected",
    copy="Copy text",
    copied="The corrected text is on the clipboard.",
    not_copied="This browser does not let the text be copied.",
    download="Download text",
    export="Export decisions",
    help="Keyboard shortcuts",
    close="Close",
    single_keys="Single-key shortcuts are on",
    actions="Decide on this issue",
    accept="Accept",
    reject="Reject",
    undo="Undo",
    write="Write a correction",
    correction="Correction",
    save="Save",
    cancel="Cancel",
    ignore_word="Ignore “{text}” everywhere",
    allow="Add “{text}” to the allowed names",
    next="Next issue",
    previous="Previous issue",
    overlaps="This overlaps the accepted correction of issue {number}; undo that one first.",
    unwritable="{text} cannot be written in the encoding of the file, {encoding}.",
    unsaved="This browser does not keep the decisions: export them before you leave.",
    nothing_to_undo="Nothing to undo.",
    matching="{number} match",
    home="All documents",
    document="Document",
    verdict="Verdict",
    verdicts={"issues": "to correct", "clear": "clear", "failed": "not checked"},
    every_verdict="every verdict",
    language="Language",
    words="Words",
    decided="Decided",
    index="Filter documents",
)

FRENCH = PageWords(
    versions="Versions",
    families="Par famille",
    suppressed="Non signalés",
    suppressed_by={
        SuppressedBy.ALLOWED_TERM: "terme admis",
        SuppressedBy.COMMENT: "commentaire dans le texte",
        SuppressedBy.FRONT_MATTER: "en-tête du texte",
        SuppressedBy.BASELINE: "problème connu",
        SuppressedBy.UNCHANGED_LINES: "ligne inchangée depuis",
    },
    desk="Travailler sur ce rapport",
    progress="{done} sur {total} traités",
    filter="Filtrer les problèmes",
    states={
        "": "à traiter",
        "accept": "accepté",
        "reject": "rejeté",
        "ignore-word": "ignoré partout",
        "allow": "admis désormais",
    },
    every_state="tous les états",
    every_family="toutes les familles",
    view="Affichage",
    marks="Repères",
    corrected="Texte corrigé",
    copy="Copier le texte",
    copied="Le texte corrigé est dans le presse-papiers.",
    not_copied="Ce navigateur ne laisse pas copier le texte.",
    download="Télécharger le texte",
    export="Exporter les décisions",
    help="Raccourcis clavier",
    close="Fermer",
    single_keys="Raccourcis à une touche activés",
    actions="Décider de ce problème",
    accept="Accepter",
    reject="Rejeter",
    undo="Annuler",
    write="Écrire une correction",
    correction="Correction",
    save="Enregistrer",
    cancel="Abandonner",
    ignore_word="Ignorer « {text} » partout",
    allow="Ajouter « {text} » aux noms admis",
    next="Problème suivant",
    previous="Problème précédent",
    overlaps="Ceci chevauche la correction acceptée du problème {number} ; annulez-la d’abord.",
    unwritable="{text} ne peut s’écrire dans l’encodage du fichier, {encoding}.",
    unsaved="Ce navigateur ne garde pas les décisions : exportez-les avant de quitter la page.",
    nothing_to_undo="Rien à annuler.",
    matching="{number} trouvés",
    home="Tous les documents",
    document="Document",
    verdict="Verdict",
    verdicts={"issues": "à corriger", "clear": "rien à signaler", "failed": "non vérifié"},
    every_verdict="tous les verdicts",
    language="Langue",
    words="Mots",
    decided="Traités",
    index="Filtrer les documents",
)

PAGE_WORDS = {"en": ENGLISH, "fr": FRENCH}
