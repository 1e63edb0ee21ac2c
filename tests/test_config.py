from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from tffix.config import (
    Config,
    Option,
    Profile,
    Table,
    parse_config,
    parse_pyproject,
    validate_rules,
    validate_sections,
)
from tffix.errors import ConfigError, UnknownRuleError

SFN = (Option("definition", str, None, "where it lives", ("templatefile", "inline")),)
KEEPERS = (
    Option("environment", list, ["env", "environment"]),
    Option("length", int, 8),
    Option("ratio", float, 0.5),
    Option("strict", bool, False),
    Option("names", dict, {"a": "b"}),
    Option("kinds", list, [], choices=("id", "password")),
)
DECLARED = {"sfn": SFN, "random-keepers": KEEPERS}

FULL = """\
rules = ["required-providers", "sfn"]
ignore = ["legacy-index"]
exclude = ["legacy/", "*.gen.tf", "legacy/"]

[levels]
required-providers = "manual"

[sfn]
definition = "inline"

[random-keepers]
environment = ["stage"]
ratio = 1
"""


def message(text: str, path: str = "f") -> str:
    with pytest.raises(ConfigError) as caught:
        validate_sections(parse_config(text, path), DECLARED)
    return str(caught.value)


def test_a_full_file() -> None:
    config = parse_config(FULL, ".tffix.toml")
    assert config == Config(
        ".tffix.toml",
        ("required-providers", "sfn"),
        ("legacy-index",),
        {"required-providers": "manual"},
        ("legacy/", "*.gen.tf"),
        {"sfn": {"definition": "inline"}, "random-keepers": {"environment": ("stage",), "ratio": 1}},
    )


def test_options_are_defaulted_immutable_and_pickle() -> None:
    options = validate_sections(parse_config(FULL, ".tffix.toml"), DECLARED)
    assert options == {
        "sfn": {"definition": "inline"},
        "random-keepers": {
            "environment": ("stage",),
            "length": 8,
            "ratio": 1.0,
            "strict": False,
            "names": {"a": "b"},
            "kinds": (),
        },
    }
    assert type(options["random-keepers"]["ratio"]) is float
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(pickle.loads(pickle.dumps(options)))
    with pytest.raises(TypeError):
        options["sfn"]["definition"] = "templatefile"  # type: ignore[index]
    assert pickle.loads(pickle.dumps(parse_config(FULL, "x"))) == parse_config(FULL, "x")


def test_without_a_file_everything_is_default() -> None:
    assert validate_sections(Config(), DECLARED)["random-keepers"]["environment"] == ("env", "environment")
    assert parse_config("", "x") == Config("x")
    assert parse_config("\ufeffrules = 'all'\r\n", "x").rules == ("all",)


@pytest.mark.parametrize(
    ("value", "rules"),
    [
        ('"all"', ("all",)),
        ('"one"', ("one",)),
        ('["a", "all"]', ("a", "all")),
        ('["b", "a", "b"]', ("b", "a")),
        ("[]", ()),
    ],
)
def test_rules(value: str, rules: tuple[str, ...]) -> None:
    assert parse_config(f"rules = {value}", "x").rules == rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb = = 2\n", "f line 2: this is not valid TOML: invalid value"),
        (
            "[a",
            "f: this is not valid TOML: expected ']' at the end of a table declaration (at end of document)",
        ),
        ("\nrule = ['a']", 'f line 2: unknown setting rule; did you mean "rules"?'),
        ("quux = 1", "f line 1: unknown setting quux"),
        ("rules = 3", "f line 1: rules must be a list of strings, not 3"),
        ("ignore = ['a', 2]", 'f line 1: ignore must be a list of strings, not ["a", 2]'),
        ("exclude = 'a'", 'f line 1: exclude must be a list of strings, not "a"'),
        ("levels = 1", "f line 1: levels must be a table"),
        (
            "[levels]\nx = 'safe'\ny = 'unsave'",
            'f line 3: levels.y must be one of "safe", "unsafe", "manual", not "unsave"; did you mean "unsafe"?',
        ),
        ("[sfm]\na = 1", 'f line 1: unknown section [sfm]; did you mean "sfn"?'),
        ("[level]\na = 'safe'", 'f line 1: unknown section [level]; did you mean "levels"?'),
        ("[zzzz]", "f line 1: unknown section [zzzz]"),
        (
            "[random-keepers]\ndefinition = 1\n[sfn]\n\ndefinitoin = 'inline'",
            "f line 2: unknown option random-keepers.definition",
        ),
        (
            "[sfn]\n\ndefinitoin = 'inline'",
            'f line 3: unknown option sfn.definitoin; did you mean "definition"?',
        ),
        (
            "[sfn]\ndefinition = 'inlin'",
            'f line 2: sfn.definition must be one of "templatefile", "inline", not "inlin"; did you mean "inline"?',
        ),
        ("sfn = { definition = 3 }", "f line 1: sfn.definition must be a string, not 3"),
        ("sfn.definition = true", "f line 1: sfn.definition must be a string, not true"),
        (
            "[random-keepers]\nlength = true",
            "f line 2: random-keepers.length must be a whole number, not true",
        ),
        ("[random-keepers]\nlength = 1.5", "f line 2: random-keepers.length must be a whole number, not 1.5"),
        ("[random-keepers]\nratio = 'x'", 'f line 2: random-keepers.ratio must be a number, not "x"'),
        ("[random-keepers]\nstrict = 0", "f line 2: random-keepers.strict must be true or false, not 0"),
        (
            "[random-keepers]\nenvironment = 'x'",
            'f line 2: random-keepers.environment must be a list of strings, not "x"',
        ),
        (
            "[random-keepers]\nnames = {a = 1}",
            "f line 2: random-keepers.names must be a table of strings, not a table",
        ),
        (
            "[random-keepers]\nkinds = ['id', 'ip']",
            'f line 2: random-keepers.kinds must be one of "id", "password", not "ip"',
        ),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, expected: str) -> None:
    assert message(text) == expected


def test_toml_nested_too_deeply_is_a_mistake_too() -> None:
    assert "not valid TOML" in message("a = " + "[" * 100_000)


def test_pyproject() -> None:
    assert parse_pyproject("[project]\nname = 'x'\n", "p") is None
    assert parse_pyproject("this is not toml", "p") is None
    assert parse_pyproject("# uses tffix\n[tool.other]\n", "p") is None
    config = parse_pyproject("[tool.tffix]\nrules = 'all'\n[tool.tffix.sfn]\ndefinition = 'inline'\n", "p")
    assert config is not None
    assert (config.rules, config.sections) == (("all",), {"sfn": {"definition": "inline"}})
    with pytest.raises(ConfigError, match=r"^p line 2: tool\.tffix\.ignore must be a list of strings, not 1$"):
        parse_pyproject("[tool.tffix]\nignore = 1\n", "p")
    with pytest.raises(ConfigError, match=r"^p: tool\.tffix must be a table$"):
        parse_pyproject("tool.tffix = 1\n", "p")
    config = parse_pyproject("[tool.tffix.a]\nx = 1\n[tool.tffix.sfn]\nx = 1\n", "p")
    assert config is not None
    with pytest.raises(ConfigError, match=r"^p line 4: unknown option tool\.tffix\.sfn\.x$"):
        validate_sections(config, {"a": (Option("x", int),), "sfn": SFN})


def test_rule_names() -> None:
    known = ["required-providers", "random-keepers"]
    validate_rules(parse_config("rules = 'all'\nignore = ['random-keepers']", "f"), known)
    for text, expected in [
        (
            "rules = ['required-provider']",
            'f line 1: unknown rule "required-provider" in rules; did you mean "required-providers"?',
        ),
        ("\nignore = ['zzz']", 'f line 2: unknown rule "zzz" in ignore'),
        (
            "[levels]\n\n'random-keeper' = 'safe'",
            'f line 3: unknown rule "random-keeper" in levels; did you mean "random-keepers"?',
        ),
    ]:
        with pytest.raises(UnknownRuleError) as caught:
            validate_rules(parse_config(text, "f"), known)
        assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("configured", "own", "treated_as"),
    [
        ("manual", "safe", "manual"),
        ("unsafe", "safe", "unsafe"),
        ("unsafe", "manual", "manual"),
        ("safe", "unsafe", "unsafe"),
        ("safe", "safe", "safe"),
    ],
)
def test_a_level_is_only_made_more_careful(configured: str, own: str, treated_as: str) -> None:
    config = parse_config(f"[levels]\nx = '{configured}'", "f")
    assert config.level("x", own) == treated_as
    assert config.level("other", own) == own


def test_an_option_of_another_type_is_a_mistake_of_the_rule() -> None:
    with pytest.raises(TypeError):
        Option("x", tuple)


def test_tables_compare_as_mappings() -> None:
    assert Table({"a": 1}) == {"a": 1}
    assert len({Table({"a": 1}), Table([("a", 1)])}) == 1
    assert repr(Table({"a": 1})) == "Table({'a': 1})"


def test_importing_it_loads_no_parser() -> None:
    heavy = {"tomllib", "difflib", "rich", "pathspec", "click"}
    code = f"import sys, tffix.config; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_profile() -> None:
    assert parse_config("", "x.toml").profile is None
    assert parse_config('profile = "answer"', "x.toml").profile is Profile.ANSWER
    with pytest.raises(ConfigError, match=r'x.toml line 1: profile must be one of "default", "answer", "strict"'):
        parse_config('profile = "answers"', "x.toml")


def test_all_may_stand_beside_rules_that_run_by_name_only() -> None:
    assert parse_config('rules = ["all", "format"]', "x.toml").rules == ("all", "format")
