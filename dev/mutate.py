"""Mutation testing: make one small change after another to a module, and see whether the fast tests notice.

    python dev/mutate.py                      every target, 60 mutants of each
    python dev/mutate.py toolkit --mutants 0  all mutants of one target

Prints each mutant that survives, with its place, and the share that was killed. A mutant is killed when a test fails or
does not end. Survivors are read by a person: some change nothing that anybody can see (a size of a cache, say).

Each mutant is written into a copy of the project and tested in a forked process, which saves importing anew every library
and what of the project does not lead to the module; that is why this is a loop of our own (the well-kept tools start an interpreter for each).
"""

from __future__ import annotations

import argparse
import ast
import importlib
import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import cache_from_source
from pathlib import Path

import babel
import click
import icalendar
import jinja2
import markdown
import pikepdf
import PIL.Image
import playwright.sync_api
import pydantic
import pypdfium2
import pytest
import yaml

LOADED = (babel, click, icalendar, jinja2, markdown, pikepdf, PIL.Image, playwright.sync_api, pydantic, pypdfium2, yaml)
"""Libraries that every test process would load again."""

PACKAGE = "mentorkit"
ROOT = Path(__file__).resolve().parent.parent

TARGETS = {
    "toolkit": ("mentorkit/toolkit.py", ["tests/test_toolkit.py", "tests/files"]),
    "calendars": ("mentorkit/files/calendars.py", ["tests/files", "tests/build/test_cohort.py"]),
    "copies": ("mentorkit/personal/copies.py", ["tests/personal/test_copying.py", "tests/personal/test_copies.py"]),
    "kinds-of-copies": (
        "mentorkit/personal/kinds_of_copies.py",
        ["tests/personal/test_copying.py", "tests/personal/test_copies.py"],
    ),
    "copy-writing": ("mentorkit/personal/copy_writing.py", ["tests/personal/test_copying.py"]),
    "disk-forecast": ("mentorkit/personal/disk_forecast.py", ["tests/personal/test_large_runs.py"]),
    "participants": ("mentorkit/personal/participants.py", ["tests/personal/test_participants.py"]),
    "private-folder": (
        "mentorkit/workspace/private_folder.py",
        ["tests/workspace/test_private_contents.py", "tests/workspace/test_private_folder.py"],
    ),
    "site-folder": (
        "mentorkit/workspace/site_folder.py",
        ["tests/workspace/test_site_contents.py", "tests/workspace/test_site_folder.py"],
    ),
    "publishing": (
        "mentorkit/build/publishing.py",
        ["tests/build/test_publishing_places.py", "tests/build/test_publishing.py"],
    ),
    "proof": ("mentorkit/workbooks/layout/proof.py", ["tests/workbooks/test_proof.py"]),
    "references": (
        "mentorkit/checking/references.py",
        ["tests/checking/test_references.py", "tests/checking/test_bad_input.py"],
    ),
}
"""What is tested in this way: its file, and the tests that should notice."""

_COMPARE = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_ARITHMETIC = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
               ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.Mod: ast.Mult}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mutant:
    """One changed source: the line that differs, and how."""

    line: int
    change: str
    source: str


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source. Docstrings, annotations, decorators and the words of asserts stay."""
    tree = ast.parse(source)
    for node in _code(tree):
        for change, field, value in _changes(node):
            before = getattr(node, field)
            setattr(node, field, value)
            yield Mutant(getattr(node, "lineno", 0), change, ast.unparse(ast.fix_missing_locations(tree)))
            setattr(node, field, before)


def _code(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that does something when the program runs."""
    yield node
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params") or (field, type(node)) == (
            "msg",
            ast.Assert,
        ):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not _is_text_alone(child):
                yield from _code(child)


def _is_text_alone(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.AST) -> Iterator[tuple[str, str, object]]:  # noqa: C901 - a table of cases
    """How a node can be changed: in words, which of its fields, and to what."""
    match node:
        case ast.Compare(ops=[op, *more]) if type(op) in _COMPARE:
            other = _COMPARE[type(op)]
            yield f"{other.__name__} for {type(op).__name__}", "ops", [other(), *more]
        case ast.BoolOp(op=op, values=values):
            yield "and and or swapped", "op", ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "only its first part", "values", [values[0], values[0]]
            yield "only its last part", "values", [values[-1], values[-1]]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "without not", "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            other = _ARITHMETIC[type(op)]
            yield f"{other.__name__} for {type(op).__name__}", "op", other()
        case ast.If() | ast.IfExp():
            yield "always", "test", ast.Constant(value=True)
            yield "never", "test", ast.Constant(value=False)
        case ast.Constant(value=bool(value)):
            yield f"{not value}", "value", not value
        case ast.Constant(value=int(value)) | ast.Constant(value=float(value)):
            yield f"{value + 1} for {value}", "value", value + 1
        case ast.Constant(value=str(value)):
            yield f"{value[:20]!r} changed", "value", f"{value}X"
        case ast.Return(value=ast.expr() as value) if not _is_empty(value):
            yield "returns None", "value", ast.Constant(value=None)
        case ast.Expr(value=ast.Call() | ast.YieldFrom() | ast.Yield()):
            yield "left out", "value", ast.Constant(value=None)
        case ast.comprehension(ifs=[_, *_]):
            yield "without its condition", "ifs", []


def _is_empty(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and not value.value


class Bench:
    """A copy of the project in which mutants are tested, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        left_out = shutil.ignore_patterns(".git", ".venv*", "site", "dist", ".cache", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, self.root, ignore=left_out)

    def share(self, file: str) -> None:
        """Import every module of the project that does not lead to `file`: they are the same for all of its mutants."""
        for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
            del sys.modules[name]
        sys.path[:] = [str(self.root), *(place for place in sys.path if not place.endswith("/project"))]
        for name in sorted(_others(self.root, file)):
            importlib.import_module(name)

    def passes(self, tests: list[str], seconds: float, *, first: bool = False) -> bool:
        """Run tests in a forked process, which has every library but the project itself already.

        The first run leaves its bytecode for the others.
        """
        child = os.fork()
        if not child:
            os.setsid()  # so that whatever the tests start ends with them
            sys.dont_write_bytecode = not first
            os._exit(self._run(tests))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                return os.waitstatus_to_exitcode(status) == 0
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return False

    def _run(self, tests: list[str]) -> int:
        os.chdir(self.root)
        os.environ["PYTHONPATH"] = str(self.root)
        silent = os.open(os.devnull, os.O_WRONLY)
        for stream in (1, 2):
            os.dup2(silent, stream)
        chosen = [test for test in tests if Path(test).exists()]
        return int(pytest.main(["-x", "-n0", "-q", "-m", "not slow", "-p", "no:cacheprovider", *chosen]))


def _others(root: Path, file: str) -> set[str]:
    """The modules of the project in `root` that import `file` neither themselves nor through others."""
    paths = {_module(path.relative_to(root)): path for path in (root / PACKAGE).rglob("*.py")}
    imported = {name: set(_imported(name, ast.parse(path.read_text("utf-8")))) for name, path in paths.items()}
    changed, more = {f"{PACKAGE}.__main__"}, {_module(Path(file))}
    while more:
        changed |= more
        more = {name for name, used in imported.items() if used & changed} - changed
    return paths.keys() - changed


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported(module: str, tree: ast.AST) -> Iterator[str]:
    """Names of modules that one imports, perhaps; the packages that it is in are always imported."""
    yield from itertools.accumulate(module.split(".")[:-1], "{}.{}".format)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def tried(name: str, most: int, seed: int) -> tuple[int, int]:
    """Test up to `most` mutants of one target (0 for all), and return how many were killed, and how many there were."""
    file, tests = TARGETS[name]
    source = (ROOT / file).read_text("utf-8")
    chosen = list(mutants(source))
    if 0 < most < len(chosen):
        chosen = sorted(random.Random(seed).sample(chosen, most), key=lambda one: one.line)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        bench.share(file)
        begun = time.monotonic()
        if not bench.passes(tests, 600, first=True):
            sys.exit(f"{name}: the tests fail without any mutant")
        seconds, killed = 20 + 5 * (time.monotonic() - begun), 0
        Path(cache_from_source(str(bench.root / file))).unlink(
            missing_ok=True
        )  # two mutants can be alike in size and age
        for one in chosen:
            (bench.root / file).write_text(one.source, "utf-8")
            if bench.passes(tests, seconds):
                print(f"{file}:{one.line}  survived: {one.change}", flush=True)
            else:
                killed += 1
    print(f"{name}: {killed} of {len(chosen)} killed ({100 * killed / len(chosen):.0f} %)", flush=True)
    return killed, len(chosen)


def main() -> None:
    """Test the targets that are named, or all."""
    parser = argparse.ArgumentParser(description="Mutation testing of what must stay true.")
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], help=f"of: {', '.join(TARGETS)}")
    parser.add_argument("--mutants", type=int, default=60, help="of each target at most; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which of them, where there are more")
    given = parser.parse_args()
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    results = [tried(name, given.mutants, given.seed) for name in given.targets or TARGETS]
    killed, every = (sum(column) for column in zip(*results, strict=True))
    print(f"all: {killed} of {every} killed ({100 * killed / every:.0f} %)")


if __name__ == "__main__":
    main()
