"""Reading: any bytes in, a document or a clear failure out, each in its place."""

import codecs
import io
import json
import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import InputError, UsageError
from checker.model import Document, Failure
from checker.readers import INPUT_FORMATS, read_file, read_inputs
from checker.readers.decode import decode
from checker.readers.formats import jsonl

FRENCH = (
    "La ministre a présenté mardi un plan très attendu pour les hôpitaux de la région.\r\n"
    "« Nous n’avons que trop tardé », a-t-elle reconnu devant les élus réunis à Besançon,\r\n"
    "avant d’annoncer la création de trois cents postes d’ici à la fin de l’année.\r\n"
)
LEGACY = {
    "French, Windows": (FRENCH, "cp1252"),
    "French, Unix": (FRENCH.replace("’", "'").replace("\r", ""), "latin-1"),
    "Polish": (
        "Minister przedstawiła we wtorek długo oczekiwany plan dla szpitali w całym województwie. "
        "„Zbyt długo zwlekaliśmy” – przyznała, zanim ogłosiła, że powstanie trzysta nowych miejsc pracy.",
        "cp1250",
    ),
    "Portuguese": (
        "A ministra apresentou na terça-feira um plano muito esperado para os hospitais da região. "
        "“Já esperámos demasiado”, reconheceu, antes de anunciar que não haverá novas restrições até ao verão.",
        "cp1252",
    ),
    "Spanish": (
        "La ministra presentó el martes un plan muy esperado para los hospitales. «¿Por qué tardamos tanto?», "
        "se preguntó, y anunció trescientas plazas nuevas para el próximo año en toda España.",
        "cp1252",
    ),
    "Russian": ("Министр представила во вторник долгожданный план развития больниц региона.", "cp1251"),
}

SHORT = [  # in which the letters of two encodings would pass
    ("fr", "À Genève, le préfet a reçu les élèves.\n", "cp1252"),
    ("fr-CA", "Le préfet a reçu les élèves à Genève.\n", "cp1252"),
    ("de", "Über München fällt Schnee.\n", "cp1252"),
    ("es", "El niño comió en España.\n", "cp1252"),
    ("pl", "Wczoraj w Łodzi premier przyjął uczniów.\n", "cp1250"),
    ("pl", "Zażółć gęślą jaźń.\n", "iso8859_2"),
    ("cs", "Žluťoučký kůň pěl ďábelské ódy.\n", "cp1250"),
    ("hu", "Tegnap a miniszter fölkereste a győri kórházat.\n", "cp1250"),
    ("ru", "Президент посетил школу.\n", "cp1251"),
    ("ru", "Президент посетил школу.\n", "koi8_r"),
    ("el", "Ο πρόεδρος επισκέφθηκε το σχολείο.\n", "cp1253"),
    ("tr", "Başkan dün okulu ziyaret etti, öğrencilerle görüştü.\n", "cp1254"),
    ("ja", "大統領は学校を訪問した。\n", "shift_jis"),
]


def read(*paths: object, input_format: str = "text") -> list[Document | Failure]:
    return list(read_inputs([str(path) for path in paths], input_format))


def read_jsonl(data: bytes) -> list[Document | Failure]:
    return list(jsonl.read(io.BytesIO(data), "news.jsonl"))


def write(path: Path, content: str | bytes = "Un texte.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def decoded_or_error(data: bytes) -> str | InputError:
    try:
        return decode(data, "a.txt").text
    except InputError as error:
        return error


@pytest.fixture
def standard_input(monkeypatch):
    def give(data: bytes) -> None:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    return give


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_unicode_is_read_as_it_stands_without_its_mark(tmp_path, mark, encoding):
    text = f"{FRENCH}Un émoji 🗞️, une espace\u202finsécable.\r\n"
    document = read_file(write(tmp_path / "a.txt", mark + text.encode(encoding)))
    assert document.text == text
    assert document.warnings == ()


@pytest.mark.parametrize(("text", "encoding"), LEGACY.values(), ids=LEGACY)
def test_legacy_encodings_come_out_right_and_say_what_was_guessed(tmp_path, text, encoding):
    document = read_file(write(tmp_path / "a.txt", text.encode(encoding)))
    assert document.text == text
    [warning] = document.warnings
    assert {"latin-1": "cp1252"}.get(encoding, encoding) in warning


@pytest.mark.parametrize(("target", "text", "encoding"), SHORT)
def test_a_short_text_is_read_as_its_target_language_is_usually_written(target, text, encoding):
    decoded = decode(text.encode(encoding), "a.txt", target=target)
    assert (decoded.text, decoded.encoding.codec) == (text, encoding)


def test_a_short_text_of_no_known_target_is_read_as_western_where_it_may_be():
    text = "À Genève, le préfet a reçu les élèves.\n"
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_the_target_does_not_spoil_a_text_in_another_language():
    text, encoding = LEGACY["Polish"]
    assert decode(text.encode(encoding), "a.txt", target="fr").text == text


def test_an_empty_file_is_a_document_without_text(tmp_path):
    assert read_file(write(tmp_path / "a.txt", b"")).text == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.txt: a picture, of which no text is read; check the text itself"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\x00", "a.txt: a binary file"),
        ("Sans marque".encode("utf-16-le"), "UTF-16 without a byte order mark"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "a.txt:1: damaged UTF-16"),
        (FRENCH.encode()[:-3] + "é".encode()[:1], "a.txt:3: damaged UTF-8"),
    ],
)
def test_what_is_no_text_is_an_error_that_names_the_file(tmp_path, data, reason):
    with pytest.raises(InputError, match=reason):
        read_file(write(tmp_path / "a.txt", data))


@given(st.binary() | st.tuples(st.sampled_from([codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE]), st.binary()).map(b"".join))
def test_any_bytes_are_a_text_or_an_error(data):
    found = decoded_or_error(data)
    if isinstance(found, InputError):
        assert str(found).startswith("a.txt:")
        assert "\n" not in str(found)
    else:
        found.encode("utf-8")


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_any_text_in_utf8_is_read_unchanged(text):
    decoded = decode(codecs.BOM_UTF8 + text.encode(), "a.txt")
    assert (decoded.text, decoded.warnings) == (text, ())
    assert decoded.encoding.bytes_after(text, ()) == codecs.BOM_UTF8 + text.encode()


def test_arguments_keep_their_order_and_nothing_is_lost(tmp_path):
    good, later = write(tmp_path / "good.txt"), write(tmp_path / "later.md")
    missing, binary = tmp_path / "missing.txt", write(tmp_path / "binary.txt", b"\0")
    first, failed, damaged, last = read(good, missing, binary, later)
    assert isinstance(first, Document)
    assert failed == Failure(str(missing), None, f"{missing}: cannot be read: No such file or directory")
    assert isinstance(damaged, Failure)
    assert isinstance(last, Document)


def test_a_folder_is_read_by_name_without_hidden_files_and_other_formats(tmp_path):
    for name in ("b.txt", "a.TXT", "c.jsonl", ".hidden.txt", "inner/d.txt", ".git/e.txt", "inner/image.png"):
        write(tmp_path / name)
    names = [Path(str(document.name)).relative_to(tmp_path).as_posix() for document in read(tmp_path)]
    assert names == ["a.TXT", "b.txt", "inner/d.txt"]


def test_a_folder_with_nothing_to_read_is_a_failure(tmp_path):
    write(tmp_path / "image.png")
    [found] = read(tmp_path)
    assert found == Failure(str(tmp_path), None, f"{tmp_path}: no file in this folder is *.txt")


def test_links_that_go_round_end(tmp_path):
    write(tmp_path / "a.txt")
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    document, failed = read(tmp_path)
    assert isinstance(document, Document)
    assert isinstance(failed, Failure)
    assert "self.txt: cannot be read: " in failed.message


def test_a_pattern_is_expanded_where_the_shell_did_not(tmp_path):
    for name in ("b.txt", "a.txt", "inner/c.txt", "note.md"):
        write(tmp_path / name)
    assert [Path(str(item.name)).name for item in read(tmp_path / "*.txt")] == ["a.txt", "b.txt"]
    assert {Path(str(item.name)).name for item in read(tmp_path / "**/*.txt")} == {"a.txt", "b.txt", "c.txt"}
    [failed] = read(tmp_path / "*.pdf")
    assert isinstance(failed, Failure)
    assert "no file matches" in failed.message


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path):
    path = write(tmp_path / "[1].txt")
    assert [item.name for item in read(path)] == [str(path)]


def test_an_input_named_twice_is_read_once(tmp_path):
    path = write(tmp_path / "a.txt")
    assert len(read(path, tmp_path, tmp_path / "*.txt")) == 1


def test_a_pipe_or_device_is_refused_rather_than_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        [failed] = read(path)
        assert isinstance(failed, Failure)
        assert "not a regular file" in failed.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_failure(tmp_path):
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    [failed] = read(path)
    assert isinstance(failed, Failure)
    assert "Permission denied" in failed.message


def test_a_file_that_vanishes_between_finding_and_reading_is_a_failure(tmp_path):
    write(tmp_path / "a.txt")
    second = write(tmp_path / "b.txt")
    found = read_inputs([str(tmp_path)], "text")
    assert isinstance(next(found), Document)
    second.unlink()
    assert isinstance(next(found), Failure)


def test_names_that_are_not_unicode_or_have_line_ends_stay_on_one_line(tmp_path):
    for name in (b"caf\xe9.txt", b"deux\nlignes.txt"):
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("Un texte.")
    for document in read(tmp_path):
        assert str(document.name).isprintable()


def test_standard_input_is_read_as_bytes(standard_input):
    standard_input(codecs.BOM_UTF8 + FRENCH.encode())
    [document] = read("-")
    assert (document.name, document.text) == ("-", FRENCH)


def test_an_unknown_format_is_a_usage_error():
    assert {"jsonl", "text"} <= set(INPUT_FORMATS)
    with pytest.raises(UsageError, match=r"there are .*jsonl, .*text"):
        read("-", input_format="papyrus")


def test_json_lines_give_documents_with_id_target_and_line(standard_input):
    standard_input(b'{"id": "a-1", "text": "Un.\\r\\nDeux.", "target": "fr", "url": null}\n\n{"text": "Trois."}\r\n')
    assert read("-", input_format="jsonl") == [
        Document("a-1", "Un.\r\nDeux.", "fr", 1, extra=(("url", "null"),)),
        Document(3, "Trois.", None, 3),
    ]


@pytest.mark.parametrize(
    ("line", "name", "reason"),
    [
        (b'{"id": 1, "text": ', None, "the JSON ends too early"),
        (b'{"id": 1}', 1, "the key `text` is missing"),
        (b'{"id": "x", "text": 5}', "x", "text: a text is wanted, not a whole number"),
        (b'{"id": 1.5, "text": "a"}', None, "id: a whole number or a text is wanted, not a number"),
        (b'["a"]', None, "a set of keys is wanted, not a list"),
        (b'{"id": 1, "text": "\xe9"}', 1, "not UTF-8"),
        (rb'{"id": 1, "text": "cut \ud83d"}', None, "half of a surrogate pair"),
        (b'{"id": 1, "text": "a", "x": ' + b"[" * 1_000_000 + b"]" * 1_000_000 + b"}", None, "nested too deeply"),
    ],
)
def test_a_wrong_line_is_a_failure_in_its_place(line, name, reason):
    before, failed, after = read_jsonl(b'{"text": "a"}\n' + line + b'\n{"text": "b"}')
    assert isinstance(before, Document)
    assert isinstance(after, Document)
    assert isinstance(failed, Failure)
    assert (failed.name, failed.line) == (name, 2)
    assert failed.message.startswith("news.jsonl:2: ")
    assert reason in failed.message


def test_a_line_that_is_too_long_does_not_stop_the_next(monkeypatch):
    monkeypatch.setattr(jsonl, "MAX_LINE_BYTES", 100)
    failed, document = read_jsonl(b'{"text": "' + b"a" * 1000 + b'"}\n{"text": "b"}\n')
    assert isinstance(failed, Failure)
    assert "longer than 100 bytes" in failed.message
    assert document == Document(2, "b", None, 2)


@given(
    st.lists(st.binary().map(lambda line: line.replace(b"\n", b"")) | st.text().map(lambda t: json.dumps(t).encode()))
)
def test_any_bytes_give_one_outcome_for_each_line_that_is_not_blank(lines):
    found = read_jsonl(b"\n".join(lines))
    assert [item.line for item in found] == [n for n, line in enumerate(lines, start=1) if line.strip()]
    assert all("\n" not in item.message for item in found if isinstance(item, Failure))


@given(
    st.text(st.characters(exclude_categories=["Cs"])), st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
)
def test_any_text_and_id_survive_json(text, name):
    [document] = read_jsonl(json.dumps({"id": name, "text": text}).encode())
    assert document == Document(name, text, None, 1)


def test_json_lines_are_streamed(tmp_path):
    line = json.dumps({"text": "Un texte. " * 100}).encode() + b"\n"
    path = write(tmp_path / "a.jsonl", line * 20_000)
    tracemalloc.start()
    count = sum(1 for _ in read_inputs([str(path)], "jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    assert peak < path.stat().st_size / 10
