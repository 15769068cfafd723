"""Parses sentences into dependency trees.

The network behind it is in ``biaffine.py``, over ``encoder.py``; ``training/french_parser.py`` trains it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.batches import batches
from checker.morphology.lexicon import Lexicon
from checker.morphology.tree import ROOT, Tree
from checker.packs.languages import Language
from checker.threads import one_thread

if TYPE_CHECKING:
    from checker.morphology.biaffine import Network
    from checker.morphology.encoder import Vectors

RESOURCE = "parser.npz"
# A longer "sentence" is a list or a table: in pieces it costs linear time and memory.
LONGEST_PIECE_TOKENS = 200
BATCH_TOKENS = 3000


class Parser:
    """Parses the tokens of `checker.text.tokenize`, where "du" is one token and "va-t-il" another.

    A tree is a proposal, right for about five relations in six: let something else verify what follows from it. The
    network was trained on disagreeing words too, so that "la transfert" still leans like "le transfert".
    """

    def __init__(self, network: Network) -> None:
        self._network = network

    @classmethod
    def of(cls, language: Language, lexicon: Lexicon) -> Parser | None:
        """The parser of a language's pack, None if the pack has none."""
        path = language.resource(RESOURCE)
        return cls.load(path, lexicon) if path else None

    @classmethod
    def load(cls, path: Path, lexicon: Lexicon) -> Parser:
        """The parser with the weights of a file, which were trained with the language's lexicon."""
        # Only a document that needs a tree pays for numpy and the weights.
        from checker.morphology.biaffine import Network

        return cls(Network.load(path, lexicon))

    @property
    def vectors(self) -> Vectors:
        """The word vectors that the network was trained with, for others to use."""
        return self._network.vectors

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        """The tree of each sentence, given as its tokens.

        Many sentences at once are parsed several times faster than one by one. A sentence of more than 200 tokens is
        parsed in pieces, each with a root of its own.
        """
        pieces = [
            (number, start)
            for number, sentence in enumerate(sentences)
            for start in range(0, len(sentence), LONGEST_PIECE_TOKENS)
        ]
        tokens = {(number, start): sentences[number][start : start + LONGEST_PIECE_TOKENS] for number, start in pieces}
        # Sentences of like length share a batch, so that few wait for a longer one.
        longest_first = sorted(pieces, key=lambda piece: -len(tokens[piece]))
        trees: dict[tuple[int, int], Tree] = {}
        with one_thread():
            for batch in batches(longest_first, lambda piece: len(tokens[piece]), BATCH_TOKENS):
                trees.update(zip(batch, self._network.parse([tokens[piece] for piece in batch]), strict=True))
        whole: list[list[Tree]] = [[] for _ in sentences]
        for number, start in pieces:
            whole[number].append(trees[number, start])
        return [joined(parts) for parts in whole]


def joined(parts: Sequence[Tree]) -> Tree:
    """The trees of consecutive pieces as one, each with its root."""
    if len(parts) == 1:
        return parts[0]
    heads: list[int] = []
    for part in parts:
        start = len(heads)
        heads.extend(head if head == ROOT else start + head for head in part.heads)
    return Tree(
        tuple(heads),
        tuple(deprel for part in parts for deprel in part.deprels),
        tuple(upos for part in parts for upos in part.upos),
        tuple(feats for part in parts for feats in part.feats),
        tuple(confidence for part in parts for confidence in part.confidence),
    )
