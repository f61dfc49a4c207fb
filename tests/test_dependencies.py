"""What is imported is declared, what is declared is used, what is locked satisfies what is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
BUILD = [Requirement(line) for line in DECLARED["build-system"]["requires"]]
RUN = [Requirement(line) for line in DECLARED["project"]["dependencies"]]
TEST = [Requirement(line) for line in DECLARED["project"]["optional-dependencies"]["test"]]
EXTRAS = {
    name: [Requirement(line) for line in lines]
    for name, lines in DECLARED["project"]["optional-dependencies"].items()
    if name != "test"
}
EXTRA = [one for lines in EXTRAS.values() for one in lines]
LOCKS = {"requirements.txt": [*BUILD, *RUN], "requirements-test.txt": [*BUILD, *RUN, *EXTRA, *TEST]}
"""The lists that dev/lock writes, and what each is made from."""
BOUNDED = (
    "zensical",
    "weasyprint",
    "pydyf",
    "markdown",
    "mkdocs",
    "mkdocs-material",
    "pikepdf",
    "pypdfium2",
    "pydantic",
    "pebble",
)
"""Packages whose inner workings are used, or whose next major version is known to be another: they have an upper bound."""


def names(requirements: list[Requirement]) -> set[str]:
    return {str(canonicalize_name(one.name)) for one in requirements}


@cache
def imported(folder: str) -> frozenset[str]:
    """The packages that the Python files of a folder import, wherever the import stands, by the names that pip knows."""
    modules = {one for path in (ROOT / folder).rglob("*.py") for one in modules_of(path)}
    modules -= sys.stdlib_module_names | {"mentorkit", folder}
    if folder != "mentorkit":  # these files find each other, and tests those of dev/, by their bare names
        modules -= {path.stem for path in (*(ROOT / folder).rglob("*.py"), *(ROOT / "dev").rglob("*.py"))}
    return packages_of(modules)


@cache
def modules_of(path: Path) -> frozenset[str]:
    """The first parts of the names of what a file imports."""
    modules = set[str]()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            modules.add((node.module or "").partition(".")[0])
    return frozenset(modules)


def packages_of(modules: Iterable[str]) -> frozenset[str]:
    return frozenset(str(canonicalize_name(name)) for module in modules for name in installed().get(module, [module]))


def imported_by(path: Path) -> frozenset[str]:
    return packages_of(modules_of(path))


@cache
def installed() -> Mapping[str, list[str]]:
    """The packages that bring each module."""
    return packages_distributions()


@pytest.mark.slow
def test_what_mentorkit_imports_is_declared() -> None:
    assert imported("mentorkit") - names(RUN) - names(EXTRA) == set()


@pytest.mark.slow
@pytest.mark.parametrize("extra", EXTRAS)
def test_what_an_extra_installs_is_imported_in_the_folder_of_its_name_alone(extra: str) -> None:
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "mentorkit").glob(f"**/{extra}/*.py")}
    everywhere = {path for path in (ROOT / "mentorkit").rglob("*.py") if path.parent.relative_to(ROOT) not in folders}
    assert not {path for path in everywhere if imported_by(path) & names(EXTRAS[extra])}


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["tests", "dev", "benchmarks"])
def test_what_works_on_mentorkit_imports_is_declared(folder: str) -> None:
    assert imported(folder) - names(RUN) - names(EXTRA) - names(TEST) == set()


def test_what_is_declared_is_imported_or_says_why_not() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    reasoned = {
        str(canonicalize_name(name)) for name in re.findall(r'^  "([\w-]+)[^"]*", +# not imported: ', text, re.M)
    }
    everywhere = imported("tests") | imported("dev") | imported("benchmarks")
    assert names([*RUN, *EXTRA]) ^ imported("mentorkit") == names([*RUN, *EXTRA]) & reasoned
    assert names(TEST) - everywhere == names(TEST) & reasoned
    assert names([*RUN, *EXTRA]) & names(TEST) == set(), "the tests have what MentorKit needs"


@pytest.mark.parametrize("name", BOUNDED)
def test_packages_whose_inner_workings_are_used_have_an_upper_bound(name: str) -> None:
    (one,) = [one for one in [*RUN, *EXTRA] if canonicalize_name(one.name) == name]
    assert any(part.operator == "<" for part in one.specifier)


def test_people_who_install_mentorkit_get_ranges() -> None:
    for one in [*RUN, *EXTRA]:
        assert one.url is None
        assert not [part for part in one.specifier if part.operator in ("==", "===", "~=")], one


def locked(name: str) -> dict[str, list[tuple[Version, Requirement, int, bool]]]:
    """Each package of a lock: its versions with what they are for, how many digests they have, and whether we ask for it."""
    found: dict[str, list[tuple[Version, Requirement, int, bool]]] = {}
    text = (ROOT / "dev" / name).read_text("utf-8")
    for entry in re.split(r"\n(?=[a-z0-9])", "\n" + text)[1:]:
        one = Requirement(entry.partition("\\")[0].strip())
        (exactly,) = one.specifier
        assert exactly.operator == "=="
        ours = "mentorkit (pyproject.toml)" in entry
        digests = len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
        found.setdefault(str(canonicalize_name(one.name)), []).append((Version(exactly.version), one, digests, ours))
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_what_is_locked_is_what_is_declared(name: str) -> None:
    """Where this fails, `dev/lock --keep` mends it."""
    lock = locked(name)
    asked_for = {package for package, entries in lock.items() if any(ours for *_, ours in entries)}
    assert asked_for == names(LOCKS[name]) - names(BUILD)
    for one in LOCKS[name]:
        for version, *_ in lock[str(canonicalize_name(one.name))]:
            assert one.specifier.contains(version, prereleases=True), f"dev/{name}: {one} does not allow {version}"


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_its_digests_and_one_version(name: str) -> None:
    for package, entries in locked(name).items():
        assert [digests > 0 for _, _, digests, _ in entries] == [True], package


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_server_and_no_machine(name: str) -> None:
    text = (ROOT / "dev" / name).read_text("utf-8")
    assert re.findall(r"://|file:|--(?:extra-)?index|--find-links|(?:^|\s)/\w+", text) == []


def test_the_examples_are_made_with_the_versions_that_are_tested() -> None:
    few, all_ = locked("requirements.txt"), locked("requirements-test.txt")
    assert {name: one[0][0] for name, one in few.items()}.items() <= {
        name: one[0][0] for name, one in all_.items()
    }.items()
    assert not few.keys() & (names(TEST) - {"lxml", "packaging", "tinyhtml5"}), "the examples need no test tools"


def test_the_version_stands_once_and_types_are_marked() -> None:
    import mentorkit

    assert "version" not in DECLARED["project"]
    assert Path(mentorkit.__file__).with_name("py.typed").is_file()
