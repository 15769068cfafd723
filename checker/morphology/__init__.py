"""Words, their forms, and the trees that they make."""

from checker.morphology.lexicon import Lexicon
from checker.morphology.ngrams import RESOURCE as NGRAMS
from checker.morphology.ngrams import Ngrams
from checker.morphology.parser import RESOURCE as PARSER
from checker.morphology.parser import Parser
from checker.morphology.tree import Tree
from checker.packs.languages import Language

__all__ = ["Lexicon", "Ngrams", "Parser", "Tree", "held"]


def held(language: Language) -> frozenset[str]:
    """The resources that a language has, of ``lexicon``, ``ngrams`` and ``parser``."""
    files = {"ngrams": NGRAMS, "parser": PARSER}
    found = {name for name, file in files.items() if language.resource(file)}
    return frozenset(found | ({"lexicon"} if Lexicon.of(language) else set()))
