"""French forms that are mistaken for each other although the lexicon keeps them apart, by word class."""

from __future__ import annotations

ROWS = {
    "DET": (
        ("du", "des"),
        ("au", "aux"),
        ("ce", "cet", "cette", "ces"),
        ("un", "une", "des"),
        ("le", "la", "les"),
    ),
    "PRON": (
        ("il", "ils", "elle", "elles"),
        ("celui", "celle", "ceux", "celles"),
        ("lequel", "laquelle", "lesquels", "lesquelles"),
        ("lui", "leur"),
        ("eux", "elles"),
        ("duquel", "desquels", "desquelles"),
        ("auquel", "auxquels", "auxquelles"),
        ("chacun", "chacune"),
    ),
}
