"""Words, their forms, and the trees that they make."""

from checker.morphology.lexicon import Lexicon
from checker.morphology.parser import Parser
from checker.morphology.tree import Tree

__all__ = ["Lexicon", "Parser", "Tree"]
