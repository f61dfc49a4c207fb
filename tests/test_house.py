"""The rules that hold the house up, read from the imports."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest
from conftest import ROOT

PACKAGE = ROOT / "mentorkit"
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", "."): path for path in sorted(PACKAGE.rglob("*.py"))
}


def imports(module: str) -> set[str]:
    """Every module that `module` imports, wherever the import stands."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            found |= {node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def rooms(module: str) -> set[str]:
    """The rooms of the house that `module` enters."""
    return {
        name.split(".")[1] for name in imports(module) if name.startswith("mentorkit.") and len(name.split(".")) > 1
    }


@pytest.mark.parametrize(
    ("engine", "home"), [("mkdocs", "mentorkit.portal.engine"), ("weasyprint", "mentorkit.workbooks.engine")]
)
def test_each_engine_is_imported_in_one_module(engine: str, home: str) -> None:
    users = [module for module in MODULES if any(name.split(".")[0] == engine for name in imports(module))]
    assert users == [home]


PURE = [module for module in MODULES if module.startswith("mentorkit.definition.")] + [
    "mentorkit.toolkit",
    "mentorkit.palette",
    "mentorkit.moments",
    "mentorkit.references",
    "mentorkit.blocks",
    *(module for module in MODULES if module.startswith("mentorkit.design_rules.")),
]


@pytest.mark.parametrize("module", PURE)
def test_definition_and_toolkit_do_no_input_or_output(module: str) -> None:
    outside = {name.split(".")[0] for name in imports(module)}
    assert not outside & {"os", "io", "shutil", "subprocess", "tempfile", "jinja2", "click", "socket", "urllib"}
    source = MODULES[module].read_text("utf-8")
    assert not {
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    } & {"open", "print"}


MAY_ENTER = {
    "problems": set(),
    "yaml_source": {"problems"},
    "moments": {"definition"},
    "layers": {"problems"},
    "publish": {"problems"},
    "palette": {"definition", "problems"},
    "blocks": {"definition", "problems", "yaml_source"},
    "library": {"blocks", "definition", "layers", "problems", "yaml_source"},
    "templates": {"layers", "problems", "words"},
    "words": set(),
}


@pytest.mark.parametrize("room", MAY_ENTER)
def test_a_room_enters_only_those_behind_it(room: str) -> None:
    assert rooms(f"mentorkit.{room}") <= MAY_ENTER[room]


@pytest.mark.parametrize(("room", "other"), [("portal", "workbooks"), ("workbooks", "portal")])
def test_portal_and_workbooks_do_not_know_each_other(room: str, other: str) -> None:
    entered = {name for module in MODULES if module.startswith(f"mentorkit.{room}") for name in rooms(module)}
    assert not entered & {other, "cli", "build", "serve", "publish", "loading"}


def test_the_core_neither_prints_nor_exits() -> None:
    for module, path in MODULES.items():
        if module not in (
            "mentorkit.cli",
            "mentorkit.cli_check",
            "mentorkit.cli_new",
            "mentorkit.cli_overrides",
            "mentorkit.cli_publish",
            "mentorkit.console",
            "mentorkit.__main__",
        ):
            called = {
                ast.unparse(node.func)
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Call)
            }
            assert not called & {"print", "exit", "sys.exit", "click.echo"}, module


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check"], ["list"]])
def test_help_and_check_import_no_engine(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom mentorkit.cli import main\n"
        f"try:\n    main({arguments!r}, prog_name='mentorkit')\nexcept SystemExit:\n    pass\n"
        "print('ENGINES', sorted({'mkdocs', 'weasyprint'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("ENGINES []\n")
