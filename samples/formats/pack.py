"""Packs the samples that are archives from their members, each in a folder that is called as the archive.

python samples/formats/pack.py
"""

import zipfile
from pathlib import Path

HERE = Path(__file__).parent
FIRST = ("mimetype", "[Content_Types].xml")  # by which such archives are told
MADE = (2026, 3, 2, 9, 0, 0)


def pack(folder: Path) -> None:
    """Write the archive of a folder beside this script; the same members give the same bytes."""
    members = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(HERE / folder.name, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: name not in FIRST):
            member = zipfile.ZipInfo(name, MADE)
            member.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(member, (folder / name).read_bytes())


if __name__ == "__main__":
    for folder in sorted((HERE / "members").iterdir()):
        pack(folder)
