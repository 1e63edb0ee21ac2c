"""The floors of `docs/architecture.md`: imports only point down, and the heavy libraries stay where they belong."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

FLOORS = (
    ("errors", "linediff", "source", "words"),
    ("toml",),
    ("config",),
    ("syntax",),
    ("edits",),
    ("terraform",),
    ("matchers", "templates"),
    ("rules",),
    ("engine",),
    ("responses",),
    ("output",),
    ("testing",),
    ("cli", "lsp"),
    ("__main__",),
)
RANK = {name: rank for rank, names in enumerate(FLOORS) for name in names}

# Library -> where it may be imported: a floor, or a module.
HOMES = {
    "lark": ("tffix.syntax",),
    "click": ("tffix.cli",),
    "pygls": ("tffix.lsp",),
    "lsprotocol": ("tffix.lsp",),
    "markdown_it": ("tffix.responses",),
    "hcl2": ("tffix.engine.crosscheck",),
    "rich": ("tffix.cli", "tffix.output"),
    "pathspec": ("tffix.cli",),
    "pytest": ("tffix.testing",),
}
HEAVY = sorted({*HOMES, "hypothesis", "regex"})

# What rules may import, tffix' own and those of other packages.
PUBLIC = {
    "tffix",
    "tffix.config",
    "tffix.errors",
    "tffix.matchers",
    "tffix.responses",
    "tffix.responses.contract",
    "tffix.responses.fences",
    "tffix.responses.form",
    "tffix.responses.merge",
    "tffix.responses.outline",
    "tffix.responses.rewrite",
    "tffix.responses.rules",
    "tffix.rules",
    "tffix.source",
    "tffix.syntax",
    "tffix.syntax.literals",
    "tffix.syntax.nodes",
    "tffix.syntax.scanner",
    "tffix.syntax.tokens",
    "tffix.syntax.visitors",
    "tffix.templates",
    "tffix.terraform",
    "tffix.terraform.addresses",
    "tffix.terraform.conventions",
    "tffix.terraform.files",
    "tffix.terraform.references",
    "tffix.terraform.requirements",
    "tffix.terraform.resolve",
    "tffix.terraform.schema",
    "tffix.terraform.schema_versions",
    "tffix.terraform.schema_types",
    "tffix.terraform.schema_words",
    "tffix.terraform.values",
    "tffix.testing",
    "tffix.words",
}
PUBLIC_OF_TFFIX = {"matchers", "templates", "rules", "syntax", "terraform", "testing", "config", "errors", "source"}


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, str, int]]:
    """Module, name (empty for `import x`) and line of every import in a file; relative ones are left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "", node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.module, alias.name, node.lineno) for alias in node.names)


MODULES = {module_name(path): path for path in sorted((ROOT / "tffix").rglob("*.py"))}
CODEMODS = sorted((ROOT / "codemods").rglob("*.py"))


def floor_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "tffix" and len(parts) > 1 else None


def test_every_module_is_on_a_floor() -> None:
    assert {floor for name in MODULES if (floor := floor_of(name)) is not None} <= RANK.keys()


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_down(name: str) -> None:
    own = floor_of(name)
    for module, imported, line in imports(MODULES[name]):
        target = floor_of(f"tffix.{imported}" if module == "tffix" else module)
        if target is None or target not in RANK:
            assert not module.startswith("tffix_codemods"), f"line {line}: the core does not know the codemods"
            continue
        assert own is not None, f"line {line}: the package root imports {target}"
        # The server reads files as the command line does, and the command line starts it: one floor.
        near = {own, target} <= {"cli", "lsp"}
        assert near or target == own or RANK[target] < RANK[own], f"line {line}: {own} imports {target}"


@pytest.mark.parametrize("name", MODULES)
def test_libraries_stay_at_home(name: str) -> None:
    for module, _, line in imports(MODULES[name]):
        homes = HOMES.get(module.split(".")[0])
        if homes is not None:
            at_home = any(name == home or name.startswith(home + ".") for home in homes)
            assert at_home, f"line {line}: {module} is imported in {', '.join(homes)} only"


@pytest.mark.parametrize("path", CODEMODS, ids=lambda path: path.relative_to(ROOT / "codemods").as_posix())
def test_codemods_use_public_names(path: Path) -> None:
    for module, name, line in imports(path):
        if module.split(".")[0] == "tffix":
            assert module in PUBLIC, f"line {line}: {module} is not public"
            assert not name.startswith("_"), f"line {line}: {module}.{name} is not public"
            assert module != "tffix" or name in PUBLIC_OF_TFFIX, f"line {line}: tffix.{name} is not public"
        top = module.split(".")[0]
        assert top not in HOMES, f"line {line}: codemods need no {top}"
        assert top != "tffix_codemods", f"line {line}: inside the codemods, imports are relative"


@pytest.mark.parametrize("name", sorted(PUBLIC - {"tffix.syntax.visitors"}))
def test_public_modules_exist(name: str) -> None:
    module = importlib.import_module(name)
    assert all(hasattr(module, public) for public in getattr(module, "__all__", ()))


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded behind `code`."""
    script = f"import sys\n{code}\nsys.stderr.write(' '.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stderr.split())


def run_main(argument: str) -> str:
    return (
        f"import runpy\nsys.argv = ['tffix', {argument!r}]\n"
        "try:\n    runpy.run_module('tffix', run_name='__main__')\nexcept SystemExit:\n    pass"
    )


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import tffix", set()),
        ("import tffix.testing.pytest_plugin", set()),
        ("import tffix.rules", set()),
        (run_main("--version"), set()),
        (run_main("--help"), {"click"}),
    ],
    ids=["import tffix", "pytest plugin", "import tffix.rules", "--version", "--help"],
)
def test_light_start(code: str, allowed: set[str]) -> None:
    assert loaded(code) & set(HEAVY) <= allowed
