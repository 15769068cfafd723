"""Files of decisions, made without a check."""

import json
from hashlib import sha256
from pathlib import Path


def accepted(name: str, text: str, old: str, new: str) -> dict:
    """The decisions on a file of that text: one correction is accepted."""
    start = text.index(old)
    edit = {"start": start, "end": start + len(old), "replacement": new, "replaced": old}
    return decided(name, {"decision": "accept", "text": old, "edits": [edit]}, text=text)


def decided(name: str, *decisions: dict, text: str = "") -> dict:
    """The decisions on a file of that text."""
    digest = sha256(text.encode()).hexdigest()
    numbered = ({"fingerprint": f"{number:016}", "rule": "x", **each} for number, each in enumerate(decisions))
    return {"id": name, "sha256": digest, "decisions": list(numbered)}


def write(path: Path, *documents: dict) -> Path:
    """Write a file of decisions."""
    file = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents}
    path.write_text(json.dumps(file))
    return path
