"""Decisions as the page exports them, and `checker apply` on them in the current folder."""

import json
from hashlib import sha256
from pathlib import Path

from typer.testing import CliRunner

from checker.cli import app

TEXT = "Le 🗞️ cœur de la bureau.\r\nIl a dit : deal.\r\n"


def edit(old: str, new: str, text: str = TEXT) -> dict:
    start = text.index(old)
    return {"start": start, "end": start + len(old), "replacement": new, "replaced": old}


def decide(name: str, *edits: dict, data: bytes | None = None, **more: object) -> dict:
    """The decisions on one file: each edit accepted by an issue of its own."""
    decisions = [
        {"fingerprint": f"{number:016}", "rule": "fr/agreement/x", "text": "x", "decision": "accept", "edits": [each]}
        for number, each in enumerate(edits)
    ]
    digest = sha256(Path(name).read_bytes() if data is None else data).hexdigest()
    return {"id": name, "sha256": digest, "decisions": decisions, **more}


def apply(*documents: dict, options: tuple[str, ...] = (), code: int = 0) -> str:
    Path("decisions.json").write_text(
        json.dumps({"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents})
    )
    result = CliRunner().invoke(app, ["apply", "decisions.json", *options])
    assert result.exit_code == code, result.output
    return result.output


def around(old: str, new: str, text: str) -> dict:
    """An edit as the page writes it: with what stands around it."""
    made = edit(old, new, text)
    return made | {"before": text[: made["start"]][-30:], "after": text[made["end"] :][:30]}
