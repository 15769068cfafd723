"""Foreign runs in a text that should be in one language."""

from checker.identify.identifier import Identifier

__all__ = ["Identifier"]
