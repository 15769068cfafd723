"""Words, their forms, and the trees that they make."""

from checker.morphology.lexicon import Lexicon
from checker.morphology.parser import RESOURCE as PARSER
from checker.morphology.parser import Parser
from checker.morphology.tree import Tree
from checker.packs.languages import Language

__all__ = ["Lexicon", "Parser", "Tree", "held"]


def held(language: Language) -> frozenset[str]:
    """The resources that a language has, of ``lexicon`` and ``parser``."""
    lexicon = {"lexicon"} if Lexicon.of(language) else set()
    return frozenset(lexicon | ({"parser"} if language.resource(PARSER) else set()))
