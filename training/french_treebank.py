"""French treebanks of Universal Dependencies, in the tokens of the checker."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.model import Span
from checker.packs.languages import Language
from checker.text.tokenize import tokenize

ROOT = -1
KEPT_FEATURES = {"Gender", "Number", "Person", "Mood", "Tense", "VerbForm"}
# Finer than the checker needs, or kept apart in some treebanks only.
COARSER = {
    "advcl:cleft": "advcl",
    "aux": "aux:tense",
    "csubj:pass": "csubj",
    "dep:comp": "dep",
    "expl:pv": "expl:comp",
    "flat": "flat:name",
    "goeswith": "fixed",
    "iobj:agent": "iobj",
    "nmod:appos": "appos",
    "nsubj:caus": "nsubj",
    "nsubj:outer": "nsubj",
    "obj:agent": "obj",
    "obj:lvc": "obj",
    "obl": "obl:mod",
    "parataxis:insert": "parataxis",
    "parataxis:parenth": "parataxis",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word of a treebank; ``surface`` is the index of the written token that it belongs to."""

    form: str
    upos: str
    feats: str
    head: int
    deprel: str
    surface: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in tokens; heads are indices of tokens, ``ROOT`` for the root."""

    source: str
    forms: tuple[str, ...]
    heads: tuple[int, ...]
    deprels: tuple[str, ...]
    upos: tuple[str, ...]
    feats: tuple[str, ...]


def read_treebank(path: Path, language: Language) -> Iterator[Sentence]:
    """The sentences of a ``.conllu.gz`` file; ``source`` is the treebank's name ("fr_gsd")."""
    source = path.name.partition("-")[0]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            if block.strip():
                text, surfaces, words = read_block(block)
                yield retokenize(source, text, surfaces, words, language)


def read_block(block: str) -> tuple[str, list[str], list[Word]]:
    """The text, the written tokens and the syntactic words of one sentence in CoNLL-U."""
    text, surfaces, words, last_contracted = "", [], [], 0
    for line in block.splitlines():
        if line.startswith("# text ="):
            text = line.partition("=")[2].strip()
        if line.startswith("#"):
            continue
        number, form, _, upos, _, feats, head, deprel, *_ = line.split("\t")
        if "-" in number:
            surfaces.append(form)
            last_contracted = int(number.partition("-")[2])
        elif "." not in number:
            if int(number) > last_contracted:
                surfaces.append(form)
            kept = "|".join(feat for feat in feats.split("|") if feat.partition("=")[0] in KEPT_FEATURES)
            deprel = COARSER.get(deprel, deprel)
            words.append(Word(form, upos, kept, int(head) - 1, deprel, len(surfaces) - 1))
    return text, surfaces, words


def retokenize(source: str, text: str, surfaces: list[str], words: list[Word], language: Language) -> Sentence:
    """Join and split words until they are the checker's tokens.

    Words in one token ("du", "va-t-il") become one word in the place of the one that leans on a word outside. Tokens
    in one word lean on the first as ``fixed``.
    """
    tokens = list(tokenize(text, Span(0, len(text)), language))
    token_at = {place: index for index, token in enumerate(tokens) for place in range(token.start, token.end)}
    tokens_of: list[list[int]] = []
    end = 0
    for surface in surfaces:
        start = text.index(surface, end)
        end = start + len(surface)
        tokens_of.append(sorted({token_at[place] for place in range(start, end) if place in token_at}))
    token_of = [tokens_of[word.surface][0] for word in words]
    members: dict[int, list[Word]] = defaultdict(list)
    for word, token in zip(words, token_of, strict=True):
        members[token].append(word)
    rows: list[tuple[int, str, str, str]] = []
    for index in range(len(tokens)):
        group = members.get(index)
        if not group:  # the rest of a word that holds several tokens
            first = max(token for token in token_of if token < index)
            head, deprel, upos, _ = rows[first]
            rows.append((head, deprel, upos, "") if deprel == "punct" else (first, "fixed", upos, ""))
            continue
        outward = [word for word in group if word.head == ROOT or token_of[word.head] != index]
        main = outward[0]
        feats = main.feats or next((word.feats for word in group if word.feats and word.upos == "DET"), "")
        rows.append((ROOT if main.head == ROOT else token_of[main.head], main.deprel, main.upos, feats))
    heads, deprels, upos, feats = zip(*rows, strict=True)
    return Sentence(source, tuple(token.of(text) for token in tokens), heads, deprels, upos, feats)
