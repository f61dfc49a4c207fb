"""Which templates the theme's overrides name: MiniJinja, which Zensical fills them with, reads whatever file is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateSyntaxError, nodes

from mentorkit.core.problems import Problem, Span
from mentorkit.language.templates import template_problem
from mentorkit.portal.look import THEME

_NAMING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_OF_THE_PORTAL = "config.theme.language"
"""What a name may hold besides words: it is ours."""


def refused_includes(overrides: Path) -> Iterator[Problem]:
    """A problem for each template in the folder that names another which may lie outside the theme, or that cannot be read."""
    reader = Environment(extensions=["jinja2.ext.loopcontrols"], autoescape=True)
    for file in sorted(path for path in overrides.rglob("*") if path.is_file()):
        name, text = f"{THEME}/{file.relative_to(overrides).as_posix()}", file.read_text("utf-8", "replace")
        try:
            tree = reader.parse(text if "{%" in text else "")
        except TemplateSyntaxError as error:
            yield template_problem(error, Span(name, error.lineno))
            continue
        for node in tree.find_all(_NAMING):
            for named in _names(getattr(node, "template", node)):
                if named is None or ".." in PurePosixPath(named).parts or named.startswith("/"):
                    yield Problem(
                        "template",
                        "this may name a file outside the theme, which Zensical would print",
                        Span(name, node.lineno),
                        'name the template in quotes, by its place in the theme: "partials/logo.html"',
                    )


def _names(node: nodes.Node) -> Iterator[str | None]:
    """Every name that an expression may give; None for one that cannot be known."""
    if isinstance(node, nodes.Const):
        yield str(node.value)
    elif isinstance(node, nodes.List | nodes.Tuple):
        for one in node.items:
            yield from _names(one)
    elif isinstance(node, nodes.Concat):
        parts = [_part(one) for one in node.nodes]
        yield None if None in parts else "".join(str(part) for part in parts)
    else:
        yield None


def _part(node: nodes.Node) -> str | None:
    if isinstance(node, nodes.Const):
        return str(node.value)
    return "" if _dotted(node) == _OF_THE_PORTAL else None


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
