"""Records the SHA-256 of every bundled model and table in ``rules/SHA256SUMS``, as ``sha256sum`` writes it.

    python training/record.py

Run it when one of them is built anew; the versions of packs are made of these hashes, and a test holds them against the
files.
"""

from __future__ import annotations

import hashlib

from checker.packs.languages import BUNDLED
from checker.packs.versions import MODELS, RECORD


def main() -> None:
    """Write the record."""
    found = {path.relative_to(BUNDLED).as_posix(): path for path in BUNDLED.rglob("*") if path.suffix in MODELS}
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(found.items())]
    RECORD.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} files")


if __name__ == "__main__":
    main()
