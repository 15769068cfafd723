"""Makes the script and the style of the HTML report smaller in the wheel: pages are mailed and archived."""

from __future__ import annotations

import importlib.util
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TEMPLATES = Path("checker/report/templates")
TYPES = {".js": "application/javascript", ".css": "text/css"}


class SmallerPages(BuildHookInterface):  # type: ignore[type-arg]
    """Puts minified files into a wheel in the place of those that people read; an editable installation keeps those."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Minify, if the minifier is to be had on this machine."""
        if version == "editable":
            return
        if importlib.util.find_spec("minify") is None:
            self.app.display_warning(
                "The pages of reports stay as they are written: there is no minifier for this machine."
            )
            return
        import minify

        # Each file by itself: names that another file uses are left alone.
        self.smaller = tempfile.TemporaryDirectory()
        for path in sorted((Path(self.root) / TEMPLATES).rglob("*")):
            if path.suffix in TYPES:
                name = path.relative_to(self.root).as_posix()
                smaller = Path(self.smaller.name) / name
                smaller.parent.mkdir(parents=True, exist_ok=True)
                smaller.write_text(
                    minify.string(TYPES[path.suffix], path.read_text(encoding="utf-8")), encoding="utf-8"
                )
                build_data["force_include"][str(smaller)] = name

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Take away what was made on the way."""
        if hasattr(self, "smaller"):
            self.smaller.cleanup()
