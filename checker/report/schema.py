"""The JSON Schema of the formats that programs read, made from the types that write them."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from checker.errors import UsageError
from checker.report.wire import SCHEMA_VERSION, CheckedDocument, FailedDocument, RunReport

PROMISE = (
    f"Version {SCHEMA_VERSION}. Within a version objects may gain keys, and none changes or goes: "
    "read the keys that you know, and pass over the rest."
)
# What one value of the format is: the whole report, or one line.
VALUES = {"json": (RunReport,), "jsonl": (CheckedDocument, FailedDocument)}


def json_schema(name: str = "json") -> str:
    """The schema of a format, indented; of `jsonl`, that of one line.

    Raises:
        UsageError: the format has no schema.
    """
    if name not in VALUES:
        raise UsageError(f"the format {name!r} has no schema; {' and '.join(VALUES)} have one")
    kinds = dict.fromkeys((*VALUES[name], CheckedDocument, FailedDocument))
    references, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    values = references[: len(VALUES[name])]
    whole: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"translation-checker, format {name}",
        "description": PROMISE,
        **(values[0] if len(values) == 1 else {"anyOf": values}),
        "$defs": definitions,
    }
    return json.dumps(whole, indent=2) + "\n"
