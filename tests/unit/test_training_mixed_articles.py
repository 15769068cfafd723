"""The articles that train and cross-validate the tagger of untranslated runs say exactly where each run is."""

import gzip
import json
import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("wordfreq", reason="a dependency of training only")

TRAINING = Path(__file__).parents[2] / "training"

LINES = {
    "eng": [
        "The old harbour will close for two years",
        "The council said on Tuesday that the works should begin before the end of the winter.",
        "Fishermen, who were never asked about it, want to know where they can unload their catch.",
        "“We have lost our living and nobody answers our letters,” said Martin Keane at the meeting.",
        "The mayor promised to listen to everyone, but he gave no date for the next talks.",
        "Three boats left the port last night without waiting for the answer of the ministry.",
    ],
    "fra": [
        "Le vieux port fermera pendant deux ans",
        "Le conseil a annoncé mardi que les travaux devraient commencer avant la fin de l’hiver.",
        "Les pêcheurs, que personne n’a consultés, veulent savoir où ils pourront débarquer leurs prises.",
        "« Nous avons perdu notre gagne-pain et personne ne répond à nos lettres », a dit Martin Keane à la réunion.",
        "Le maire a promis d’écouter tout le monde, mais il n’a donné aucune date pour la suite des discussions.",
        "Trois bateaux ont quitté le port la nuit dernière sans attendre la réponse du ministère.",
    ],
    "spa": [
        "El viejo puerto cerrará durante dos años",
        "El ayuntamiento dijo el martes que las obras deberían comenzar antes de que termine el invierno.",
        "Los pescadores, a quienes nadie consultó, quieren saber dónde podrán descargar sus capturas.",
        "«Hemos perdido nuestro sustento y nadie contesta nuestras cartas», dijo Martin Keane en la reunión.",
        "El alcalde prometió escuchar a todos, pero no dio ninguna fecha para las próximas conversaciones.",
        "Tres barcos salieron del puerto anoche sin esperar la respuesta del ministerio.",
    ],
}
TAGS = {"eng": "en", "fra": "fr", "spa": "es"}


@pytest.fixture
def generator(monkeypatch):
    monkeypatch.syspath_prepend(TRAINING)
    import mixed_articles

    return mixed_articles


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "aligned"
    folder.mkdir()
    for file, lines in LINES.items():
        (folder / f"{file}.txt").write_text("\n".join(lines * 2) + "\n", encoding="utf-8")
    (folder / "DOCUMENT_IDS.tsv").write_text("harbour.1\n" * 6 + "harbour.2\n" * 6, encoding="utf-8")
    return folder


@pytest.fixture
def write(generator, data, tmp_path, monkeypatch):
    def run(name, *options):
        out = tmp_path / name
        monkeypatch.setattr(sys, "argv", ["mixed_articles.py", "--data", str(data), "--out", str(out), *options])
        generator.main()
        return out

    return run


@pytest.fixture
def articles(write):
    with gzip.open(write("articles.jsonl.gz", "--copies", "60"), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def runs(articles, kind):
    return [
        (span["lang"], article["text"][span["start"] : span["end"]].replace("'", "’"))
        for article in articles
        for span in article["spans"]
        if span["kind"] == kind
    ]


def test_run_is_the_foreign_text_to_the_character(articles):
    lines = {TAGS[file]: " ".join(lines).replace("'", "’") for file, lines in LINES.items()}
    paragraphs, words = runs(articles, "paragraph"), runs(articles, "word")
    assert paragraphs
    assert words
    for language, text in paragraphs:
        assert text in lines[language]
    for language, text in words:
        assert text in re.findall(r"[\w’-]+", lines[language])


def test_runs_and_deliberate_foreign_text_begin_and_end_with_a_letter_or_digit_and_do_not_overlap(articles):
    for article in articles:
        marked = sorted((m["start"], m["end"]) for m in article["spans"] + article["negatives"])
        assert all(left[1] <= right[0] for left, right in pairwise(marked))
        for start, end in marked:
            assert article["text"][start].isalnum()
            assert article["text"][end - 1].isalnum()


def test_runs_are_in_another_language_than_the_article(articles):
    for article in articles:
        assert article["target"] in TAGS.values()
        assert all(span["lang"] in TAGS.values() and span["lang"] != article["target"] for span in article["spans"])


def test_half_of_the_articles_are_clean_and_some_of_those_keep_foreign_text_on_purpose(articles):
    clean = [article for article in articles if not article["spans"]]
    inserted = [article for article in clean if any(n["kind"] != "kept" for n in article["negatives"])]
    assert 0.4 < len(clean) / len(articles) < 0.6
    assert 0.35 < len(inserted) / len(clean) < 0.65


def test_no_mark_stays_in_the_text_and_sentences_lie_in_text_order(articles):
    for article in articles:
        assert not any("\ue000" <= character <= "\uf8ff" for character in article["text"])
        assert all(left[1] < right[0] for left, right in pairwise(article["sentences"]))
        assert article["sentences"][-1][1] == len(article["text"])


def test_same_seed_gives_same_bytes_and_another_seed_other_articles(write):
    assert write("one.jsonl.gz", "--seed", "5").read_bytes() == write("two.jsonl.gz", "--seed", "5").read_bytes()
    assert write("one.jsonl.gz", "--seed", "5").read_bytes() != write("three.jsonl.gz", "--seed", "6").read_bytes()


def test_choice_of_targets_does_not_change_an_article(write):
    every = gzip.decompress(write("all.jsonl.gz").read_bytes()).decode().splitlines()
    french = gzip.decompress(write("french.jsonl.gz", "--targets", "fra").read_bytes()).decode().splitlines()
    assert french == [line for line in every if json.loads(line)["target"] == "fr"]


def test_file_with_a_line_missing_is_refused(generator, data):
    (data / "spa.txt").write_text("El viejo puerto cerrará\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"spa\.txt: 1 lines, 12 expected"):
        generator.Corpus.read(data)
