"""Plain English words, phrases and headlines in sentences of four languages: how many the checker finds.

    python benchmarks/planted_words.py [--checker checker] [--show]

Each of 36 words and ten phrases stands in a place of each of `FRAMES` that it could have been left in: in lower case,
with capitals, in quotation marks. Each of twelve headlines stands in Title Case over a translated article. None of
them was looked at when anything was chosen.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
from collections import Counter
from collections.abc import Iterator

WORDS = (
    "farmland", "blizzard", "lawsuit", "landlord", "harvest", "drought", "shipyard", "bloodshed", "wheelchair",
    "bystanders", "lawmakers", "workforce", "earthquake", "foothold", "outbreak", "warehouse", "toddler", "hardship",
    "grievances", "turnout", "shortage", "whistleblower", "firefighters", "driveway", "sunrise", "pledge",
    "crossroads", "curfew", "widow", "blacksmith", "borough", "scaffolding", "hostages", "stairway", "neighbours",
    "wilderness",
)  # fmt: skip
PHRASES = (
    "public spending", "the rising water", "heavy rainfall", "a growing threat", "years of neglect", "the city council",
    "missing children", "sharp increase", "local farmers", "without any warning",
)  # fmt: skip
HEADLINES = (
    "Storm Leaves Thousands Without Power Across the North", "Why Nurses Are Leaving Rural Hospitals",
    "Court Rejects Appeal Over Flooded Homes", "Teachers Walk Out as Pay Talks Collapse",
    "Farmers Warn of Empty Shelves After Long Drought", "Mayor Promises New Bridge Before Next Winter",
    "How One Village Saved Its Only School", "Police Search Forest for Missing Hiker",
    "Rents Climb Again in the Biggest Cities", "Scientists Find Ancient Well Under Car Park",
    "Rail Strike Ends With Little Gained", "Two Killed When Boat Sinks Off the Coast",
)  # fmt: skip
# The place of a word or phrase is {}; quotation marks by language.
FRAMES = {
    "fr": (
        "Selon le rapport publié lundi, la commission s’inquiète du {} dans plusieurs régions du pays.",
        "Les habitants parlent encore de {} quand ils évoquent cette année-là, et personne n’a oublié.",
    ),
    "de": (
        "Nach dem Bericht vom Montag sorgt sich die Kommission wegen {} in mehreren Teilen des Landes.",
        "Die Bewohner sprechen noch heute von {}, wenn es um dieses Jahr geht, und niemand hat es vergessen.",
    ),
    "es": (
        "Según el informe publicado el lunes, a la comisión le preocupa el {} en varias regiones del país.",
        "Los vecinos todavía hablan de {} cuando recuerdan aquel año, y nadie lo ha olvidado.",
    ),
    "cs": (
        "Podle pondělní zprávy má komise obavy kvůli {} v několika částech země.",
        "Obyvatelé dodnes mluví o {}, když přijde řeč na ten rok, a nikdo na to nezapomněl.",
    ),
}
QUOTES = {"fr": "« {} »", "de": "„{}“", "es": "«{}»", "cs": "„{}“"}
ARTICLES = {
    "fr": "Les secours étaient encore sur place mardi matin. Plusieurs routes restent fermées et les écoles "
    "n’ouvriront pas avant jeudi.\n\nLe maire a remercié les volontaires qui ont travaillé toute la nuit.",
    "de": "Die Helfer waren am Dienstagmorgen noch vor Ort. Mehrere Straßen bleiben gesperrt, und die Schulen öffnen "
    "nicht vor Donnerstag.\n\nDer Bürgermeister dankte den Freiwilligen, die die ganze Nacht gearbeitet hatten.",
    "es": "Los equipos de rescate seguían en el lugar el martes por la mañana. Varias carreteras continúan cerradas "
    "y las escuelas no abrirán antes del jueves.\n\nEl alcalde dio las gracias a quienes trabajaron toda la noche.",
    "cs": "Záchranáři byli na místě ještě v úterý ráno. Několik silnic zůstává uzavřeno a školy se otevřou nejdříve ve "
    "čtvrtek.\n\nStarosta poděkoval dobrovolníkům, kteří pracovali celou noc.",
}


def title_case(text: str) -> str:
    """Each word with a capital."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split())


def texts() -> Iterator[tuple[str, str, str, str]]:
    """Kind, target, text and what stands in it that should be found."""
    for target, frames in FRAMES.items():
        for frame in frames:
            for kind, items in (("words", WORDS), ("phrases", PHRASES)):
                for item in items:
                    yield f"{kind}, lower case", target, frame.format(item), item
                    yield f"{kind}, capitals", target, frame.format(title_case(item)), title_case(item)
                    yield f"{kind}, quoted", target, frame.format(QUOTES[target].format(item)), item
        for headline in HEADLINES:
            yield "headlines", target, f"{headline}\n\n{ARTICLES[target]}", headline


def main() -> None:
    """Print what is found of each kind, by target."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checker", default="checker")
    parser.add_argument("--show", action="store_true", help="print what is missed")
    args = parser.parse_args()
    made = list(texts())
    feed = [json.dumps({"id": str(n), "text": text, "target": target}) for n, (_, target, text, _) in enumerate(made)]
    command = [*shlex.split(args.checker), "check", "--input-format", "jsonl", "--format", "jsonl"]
    command += ["--select", "untranslated", "-"]
    done = subprocess.run(command, input="\n".join(feed).encode(), stdout=subprocess.PIPE)
    found, due = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for line in done.stdout.decode().splitlines():
        report = json.loads(line)
        kind, target, text, item = made[int(report["id"])]
        start = text.index(item)
        hit = any(issue["start"] < start + len(item) and start < issue["end"] for issue in report["issues"])
        for place in (target, "all"):
            due[kind, place] += 1
            found[kind, place] += hit
        if args.show and not hit:
            print(target, kind, item)
    for kind in dict.fromkeys(kind for kind, *_ in made):
        print(f"{kind:20}", "  ".join(f"{t} {found[kind, t] / due[kind, t]:.2f}" for t in ("all", *FRAMES)))


if __name__ == "__main__":
    main()
