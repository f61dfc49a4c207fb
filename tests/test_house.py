"""The plan of the house, read from the imports: folders in one order, no circle, engines behind one door each."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter

import pytest
from conftest import ROOT

PACKAGE = ROOT / "mentorkit"
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TABLE = re.findall(r"^\| `(\w+)(?:/|\.py)` \|", (ROOT / "docs/pages/architecture.md").read_text("utf-8"), re.MULTILINE)
"""The folders as the manual lists them: each may import those below it."""
WORKBOOKS = ("layout", "joining", "compose")
"""The same order inside `workbooks/`."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is read of a module in one go: to parse them all takes seconds, and many tests ask."""

    imports: frozenset[str]
    classes: tuple[str, ...]
    calls: frozenset[str]
    """What is called by a name or by a name of a module: `print`, `sys.exit`."""
    takes_problems: tuple[str, ...]
    """Parameters by which a function is given a list of problems."""


@cache
def source(module: str) -> Source:
    text = MODULES[module].read_text("utf-8")
    found, classes, calls, takes = set[str](), list[str](), set[str](), list[str]()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= names if names <= MODULES.keys() else {node.module or "", *(names & MODULES.keys())}
        elif isinstance(node, ast.ClassDef):
            classes.append(node.name)
        elif isinstance(node, ast.Call):
            calls.add(called(node.func))
        elif isinstance(node, ast.arguments):
            takes += [
                one.arg
                for one in (*node.posonlyargs, *node.args, *node.kwonlyargs)
                if one.arg == "found" or (one.annotation and "list[Problem]" in ast.unparse(one.annotation))
            ]
    return Source(frozenset(found), tuple(classes), frozenset(calls), tuple(takes))


def called(function: ast.expr) -> str:
    """The name of a function, with that of what it is taken from; empty where it is taken from more than a name."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return f"{function.value.id}.{function.attr}"
    return function.id if isinstance(function, ast.Name) else ""


def imports(module: str) -> frozenset[str]:
    """Every module that `module` imports, wherever the import stands."""
    return source(module).imports


def folder(module: str) -> str:
    """The folder of a module, or the module itself where it stands in none."""
    return module.split(".")[1] if "." in module else module


def test_the_table_in_the_manual_names_every_folder() -> None:
    there = {folder(module) for module in MODULES} - {"mentorkit", "__main__"}
    assert sorted(TABLE) == sorted(there)
    assert len(TABLE) <= 25


@pytest.mark.parametrize("order", [TABLE, WORKBOOKS], ids=["mentorkit", "workbooks"])
def test_a_folder_imports_only_those_below_it(order: list[str]) -> None:
    level = {name: number for number, name in enumerate(order)}
    depth = 1 if order is TABLE else 2
    upwards = []
    for module in MODULES:
        for target in imports(module) & MODULES.keys():
            here, there = (f"{one}...".split(".")[depth] for one in (module, target))
            if here in level and there in level and level[there] < level[here]:
                upwards.append(f"{module} imports {target}")
    assert upwards == []


def test_no_module_imports_itself_by_way_of_others() -> None:
    graph = {module: imports(module) & MODULES.keys() - {module} for module in MODULES}
    TopologicalSorter(graph).prepare()  # raises CycleError with the circle


def test_no_two_files_and_no_two_classes_have_one_name() -> None:
    files = [path.stem for path in MODULES.values() if path.stem != "__init__"]
    classes = [name for module in MODULES for name in source(module).classes]
    assert {name for name, count in Counter(files + classes).items() if count > 1} == set()


@pytest.mark.parametrize(
    ("engine", "home"),
    [
        ("mkdocs", "mentorkit.portal.mkdocs_engine"),
        ("zensical", "mentorkit.portal.zensical.zensical_process"),
        ("weasyprint", "mentorkit.workbooks.layout.print_engine"),
    ],
)
def test_each_engine_is_imported_in_one_module(engine: str, home: str) -> None:
    users = [module for module in MODULES if any(name.split(".")[0] == engine for name in imports(module))]
    assert users == [home]


@pytest.mark.parametrize(
    ("inner", "homes"),
    [
        (r"\bpydyf\b(?=\.)", {"layout.pdf_finish", "layout.print_engine"}),
        (r"\._page_box\b|\.string_set\b|\.descendants\(", {"layout.page_boxes"}),
        (r"\bpdf\.objects\b", {"layout.pdf_objects", "layout.engine_shape"}),
        (r"\.page_references\b", {"layout.pdf_objects", "layout.engine_shape"}),
    ],
)
def test_the_inner_workings_of_the_print_engine_stand_behind_its_gate(inner: str, homes: set[str]) -> None:
    books = {module: path for module, path in MODULES.items() if folder(module) == "workbooks"}
    users = {module for module, path in books.items() if re.search(inner, path.read_text("utf-8"))}
    assert users == {f"mentorkit.workbooks.{home}" for home in homes}


PURE = [module for module in MODULES if folder(module) in ("definition", "design_rules") and module.count(".") == 2] + [
    "mentorkit.toolkit",
    "mentorkit.brand.palette",
    "mentorkit.checking.references",
    "mentorkit.guides.blocks",
]


@pytest.mark.parametrize("module", PURE)
def test_definition_and_toolkit_do_no_input_or_output(module: str) -> None:
    outside = {name.split(".")[0] for name in imports(module)}
    assert not outside & {"os", "io", "shutil", "subprocess", "tempfile", "jinja2", "click", "socket", "urllib"}
    assert not source(module).calls & {"open", "print"}


@pytest.mark.parametrize(("one", "other"), [("portal", "workbooks"), ("workbooks", "portal")])
def test_portal_and_workbooks_do_not_know_each_other(one: str, other: str) -> None:
    entered = {folder(name) for module in MODULES if folder(module) == one for name in imports(module) & MODULES.keys()}
    assert other not in entered


def test_the_core_neither_prints_nor_exits() -> None:
    for module in MODULES:
        if folder(module) not in ("cli", "__main__"):
            assert not source(module).calls & {"print", "exit", "sys.exit", "click.echo"}, module


def test_no_function_adds_to_a_list_of_problems_that_it_is_given() -> None:
    """What is wrong is returned: `Result`, an iterator of problems, or one or none."""
    assert [(module, name) for module in MODULES for name in source(module).takes_problems] == []


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        *(pytest.param(words, marks=pytest.mark.slow) for words in (["build", "--help"], ["check"], ["list"])),
    ],
)
def test_help_and_check_import_no_engine(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom mentorkit.cli import main\n"
        f"try:\n    main({arguments!r}, prog_name='mentorkit')\nexcept SystemExit:\n    pass\n"
        "print('ENGINES', sorted({'mkdocs', 'weasyprint', 'numpy', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("ENGINES []\n")


def test_every_file_beside_the_tests_is_used_by_one() -> None:
    """A file counts as used where a test names it; a flawed programme, where there is a judgement of it, and the other way round.

    Calendars are compared all at once with those that are made.
    """
    folder = ROOT / "tests/projects"
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"tests/projects/([\w./-]+\.\w+)", texts + (ROOT / "tests/conftest.py").read_text("utf-8")))
    flawed = {name.split(".")[0] for name in there if name.startswith("flawed/")}
    assert '"tests/projects/flawed").glob("*.expected.yml")' in texts
    calendars = {name for name in there if name.startswith("calendars/")}
    assert 'HOME = ROOT / "tests/projects/calendars"' in texts
    assert there == named | calendars | {f"{name}{kind}" for name in flawed for kind in (".yml", ".expected.yml")}
