"""The names that templates know: stock templates use no others, and the manual tells of all."""

import sys
from functools import cache
from pathlib import Path

import pytest
from conftest import ROOT
from jinja2 import Environment, meta, nodes

sys.path.insert(0, str(ROOT / "dev"))
from templates_page import COMMON, EVERYWHERE, KINDS, Kind, fields_of, kind_of, stock_templates

from mentorkit.language.templates import FORMATS, TemplateContext

TEMPLATES = list(stock_templates(ROOT))
CONTEXTS = {context for kind in KINDS for own in (kind.contexts, *kind.besides.values()) for context in own}


ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], optimized=False, autoescape=True)
BUILT_IN = set(ENVIRONMENT.filters)
ENVIRONMENT.filters |= dict.fromkeys([*COMMON, *(name for kind in KINDS for name in kind.filters)], str)
ENVIRONMENT.tests["contains"] = str
ENVIRONMENT.install_null_translations(newstyle=True)  # type: ignore[attr-defined]


@cache
def tree_of(name: str) -> nodes.Template:
    return ENVIRONMENT.parse((ROOT / "templates" / name).read_text("utf-8"))


def set_in(tree: nodes.Template) -> set[str]:
    """Names that a template sets itself: variables, macros, and what it imports."""
    found = {node.name for node in tree.find_all(nodes.Name) if node.ctx in ("store", "param")}
    found |= {node.name for node in tree.find_all(nodes.Macro)} | {node.target for node in tree.find_all(nodes.Import)}
    imported = (one for node in tree.find_all(nodes.FromImport) for one in node.names)
    return found | {one if isinstance(one, str) else one[1] for one in imported}


def included_by(tree: nodes.Template) -> set[str]:
    """Templates that this one includes or extends; "" stands for a name that is worked out."""
    targets = [node.template for node in tree.find_all((nodes.Include, nodes.Extends))]
    return {str(target.value) if isinstance(target, nodes.Const) else "" for target in targets}


@cache
def extended_by(name: str) -> set[str]:
    return {str(node.template.value) for node in tree_of(name).find_all(nodes.Extends)}


@cache
def includes() -> dict[str, set[str]]:
    return {name: included_by(tree_of(name)) for name in TEMPLATES}


def set_around(name: str) -> set[str]:
    """Names that are set by a template, by those that it extends, by those that include it, and so on."""
    around, waiting = {name}, [name]
    while waiting:
        one = waiting.pop()
        new = extended_by(one) | {
            other for other, inside in includes().items() if one in inside or ("" in inside and same_kind(one, other))
        }
        waiting += new - around
        around |= new
    return {found for template in around for found in set_in(tree_of(template))}


def same_kind(one: str, other: str) -> bool:
    return kind_of(one) is kind_of(other)


def context_names(name: str) -> set[str]:
    return {field for context in kind_of(name).known_to(name) for field in fields_of(context)}


@pytest.mark.parametrize("name", TEMPLATES)
def test_stock_templates_use_only_what_their_contexts_hold(name: str) -> None:
    known = {*context_names(name), *EVERYWHERE, "_trans"}
    assert meta.find_undeclared_variables(tree_of(name)) - known - set_around(name) == set()


@pytest.mark.parametrize("name", TEMPLATES)
def test_stock_templates_use_only_filters_of_the_manual(name: str) -> None:
    kind = kind_of(name)
    known = BUILT_IN | set(kind.filters) | set(FORMATS if kind.title == "Blocks of guides" else COMMON)
    assert {node.name for node in tree_of(name).find_all(nodes.Filter)} - known == set()


@pytest.mark.parametrize("context", sorted(CONTEXTS, key=lambda one: one.__name__), ids=lambda one: one.__name__)
def test_every_field_is_used_and_told(context: type[TemplateContext]) -> None:
    told = fields_of(context)
    assert [name for name, (_, said) in told.items() if not said.endswith(".")] == []
    where = [name for name in TEMPLATES if context in kind_of(name).known_to(name)]
    used = {node.name for name in where for node in tree_of(name).find_all(nodes.Name)}
    assert set(told) - used == set()


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.title)
def test_every_kind_has_templates(kind: Kind) -> None:
    assert [name for name in TEMPLATES if kind_of(name) is kind]
    for pattern in kind.besides:
        assert any(Path(name).match(pattern) or name.startswith("portal/") for name in TEMPLATES), pattern
