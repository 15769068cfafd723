"""Settings: the nearest file decides, and a mistake is named with its file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.errors import UsageError
from checker.project.config import Config, Override, config_in


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def loaded_or_error(folder: Path) -> Config | UsageError:
    try:
        return config_in(folder)
    except UsageError as error:
        return error


def test_without_a_file_nothing_is_set(tmp_path):
    assert config_in(tmp_path) == Config()


def test_every_setting_is_read_and_folders_are_relative_to_the_file(tmp_path):
    write(
        tmp_path / "checker.toml",
        """
        target = "fr"
        lang = "fr"
        rules = ["desk/rules", "/srv/rules"]
        select = ["agreement"]
        ignore = ["mul/untranslated"]
        min-confidence = 0.5
        allow = ["Green Deal", "/[A-Z]+/"]
        fail-on = "minor"
        require-reason = true

        [[overrides]]
        paths = ["depeches/**"]
        target = "de"
        """,
    )
    assert config_in(tmp_path) == Config(
        target="fr",
        lang="fr",
        rules=(tmp_path / "desk/rules", Path("/srv/rules")),
        select=("agreement",),
        ignore=("mul/untranslated",),
        min_confidence=0.5,
        allow=("Green Deal", "/[A-Z]+/"),
        fail_on="minor",
        require_reason=True,
        overrides=(Override(paths=("depeches/**",), target="de"),),
    )


def test_the_nearest_file_decides_alone(tmp_path):
    write(tmp_path / "checker.toml", 'target = "fr"\nlang = "fr"')
    write(tmp_path / "desk/checker.toml", 'target = "de"')
    (tmp_path / "desk/articles").mkdir()
    assert config_in(tmp_path / "desk/articles") == Config(target="de")


def test_pyproject_counts_if_it_has_the_table(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.checker]\ntarget = "fr"')
    write(tmp_path / "inner/pyproject.toml", "[tool.other]\nx = 1")
    assert config_in(tmp_path / "inner").target == "fr"


def test_checker_toml_comes_before_pyproject(tmp_path):
    write(tmp_path / "pyproject.toml", '[tool.checker]\ntarget = "fr"')
    write(tmp_path / "checker.toml", 'target = "de"')
    assert config_in(tmp_path).target == "de"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("min_confidence = 0.5", "'min_confidence'; did you mean 'min-confidence'?"),
        ("colour = true", "'colour'; there are allow, baseline, docx, exclude, fail-on, format"),
        ('min-confidence = "high"', "min-confidence: a number is wanted, not a text"),
        ("min-confidence = 2", "min-confidence: at most 1 is wanted"),
        ('fail-on = "severe"', "fail-on: no severity is called 'severe'; there are neutral, minor, major, critical"),
        ('fail-on = "mayor"', "fail-on: no severity is called 'mayor'; did you mean 'major'?"),
        ('lang = "de"', "lang: no messages are in 'de'; there are en, fr"),
        ('rules = "desk"', "rules: a list is wanted, not a text"),
        ("rules = [1]", "rules"),
        ("allow = ['/[/']", "allow: '/[/': at character 1: a square bracket is not closed"),
        ("\ntarget = fr", "checker.toml:2:10: a text wants quotation marks"),
        ('ignore = ["a",\n', "checker.toml:1:10: a list in brackets does not end, or lacks a comma"),
        ('target = ""', "target: a language is wanted, such as fr"),
        ('[tool.checker]\ntarget = "fr"', "[tool] is for pyproject.toml; here the settings stand without it"),
        ('[checker]\ntarget = "fr"', "[checker] is for pyproject.toml; here the settings stand without it"),
        ('[[overrides]]\npaths = []\ntarget = "fr"', "overrides[0].paths: one at least is wanted"),
        ('target = "fr\njobs = 1', "checker.toml:1:13: a text in quotation marks does not end"),
        ("jobs = 1\ntarget =\n", "checker.toml:2:9: a value is missing"),
        ("jobs 1", "checker.toml:1:6: a key has no equals sign behind it"),
        ("min-confidence = 0,5", "checker.toml:1:19: a number is written with a point, as 0.5"),
        ("target = “fr”", "checker.toml:1:10: a text wants straight quotation marks"),
        ("guess = False", "checker.toml:1:9: true and false are written small"),
        ("\r\nallow = ['''deal\r\n\r\n", "checker.toml:2:9: a text in quotation marks does not end"),
        ('allow = ["\\d"]', "checker.toml:1:13: a backslash in a text wants another one before it"),
        ("jobs = 1\njobs = 2", "checker.toml:2:1: a key or a table stands twice"),
        (
            '[[overrides]]\npaths = ["a"]\nfail_on = "minor"',
            "overrides[0]: no setting is called 'fail_on'; did you mean",
        ),
        ('[[overrides]]\npaths = ["a"]\nlang = "fr"', "overrides[0]: no setting is called 'lang'; there are allow"),
        ('[[overrides]]\ntarget = "fr"', "overrides[0]: the key `paths` is missing"),
        ('[[overrides]]\npaths = "a"', "overrides[0].paths: a list is wanted, not a text"),
        ('[[overrides]]\npaths = ["!"]', "overrides[0].paths: Invalid git pattern: '!'"),
        ("[[overrides]]\npaths = ['a']\nallow = ['/[/']", "overrides[0].allow: '/[/'"),
        ("overrides = 3", "overrides: a list is wanted, not a whole number"),
        ('html.selct = ["main"]', "html: no setting is called 'selct'; did you mean 'select'?"),
        ('html.select = "main"', "html.select: a list is wanted, not a text"),
        (
            'html.select = ["artcle"]',
            "html.select: 'artcle': no element of HTML is called 'artcle'; did you mean 'article'?",
        ),
        (
            'html.ignore = ["p:first-child"]',
            "html.ignore: 'p:first-child': ':first-child' is not known; known are names",
        ),
        ('html.ignore = ["p >"]', "html.ignore: 'p >': 'p >' is not known"),
        ('html.ignore = [""]', "html.ignore: '': '' is not known"),
        ('html.ignore = ["div.", "p"]', "html.ignore: 'div.': '.' is not known"),
        ('[[overrides]]\npaths = ["a"]\nhtml.ignore = ["[x=]"]', "overrides[0].html.ignore: '[x=]'"),
        ('[[xml]]\nroot = "a"\nheadlin = ["b"]', "xml[0]: no setting is called 'headlin'; did you mean 'headline'?"),
        ('[[xml]]\nbody = ["b"]', "xml[0]: the key `root` is missing"),
        ("docx.comments = 1", "docx.comments: true or false is wanted, not a whole number"),
    ],
)
def test_a_mistake_is_an_error_that_names_file_and_key(tmp_path, content, reason):
    path = write(tmp_path / "checker.toml", content)
    with pytest.raises(UsageError) as caught:
        config_in(tmp_path)
    assert str(caught.value).startswith(f"{path}:")
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_settings_that_are_not_utf_8_are_told_where_and_a_byte_order_mark_is_none_of_them(tmp_path):
    path = tmp_path / "checker.toml"
    path.write_bytes("# \nallow = ['café']\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"checker\.toml:2: not UTF-8; save the file as UTF-8"):
        config_in(tmp_path)
    path.write_bytes('target = "fr"\r\n'.encode("utf-8-sig"))
    assert config_in(tmp_path).target == "fr"


@pytest.mark.parametrize("content", ["tool = 3", "[tool]\nx = 1"])
def test_a_pyproject_of_another_shape_is_passed_over(tmp_path, content):
    write(tmp_path / "pyproject.toml", content)
    assert config_in(tmp_path) == Config()


def test_a_table_that_is_none_is_an_error(tmp_path):
    write(tmp_path / "pyproject.toml", "[tool]\nchecker = 3")
    with pytest.raises(UsageError, match=r"pyproject\.toml"):
        config_in(tmp_path)


@given(content=st.binary())
def test_any_bytes_are_settings_or_a_usage_error(tmp_path_factory, content):
    folder = tmp_path_factory.mktemp("config")
    (folder / "checker.toml").write_bytes(content)
    found = loaded_or_error(folder)
    assert isinstance(found, Config) or str(found).startswith(f"{folder / 'checker.toml'}:")
