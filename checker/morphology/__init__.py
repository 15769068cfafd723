"""Words and their forms."""

from checker.morphology.lexicon import Lexicon

__all__ = ["Lexicon"]
