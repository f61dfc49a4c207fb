"""Which templates the theme's overrides name: MiniJinja, which Zensical fills them with, reads whatever file is named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateSyntaxError, nodes

from mentorkit.core.problems import Problem, Span
from mentorkit.language.templates import template_problem
from mentorkit.portal.look import THEME

_NAMING = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_SETTINGS = "config"
"""What templates know the portal's settings by. A template that gives this name to something else could put a path there."""
_LANGUAGE = f"{_SETTINGS}.theme.language"
"""What the name of a template may hold besides text in quotes: the portal sets it."""
_HINT = 'name the template in quotes, by its place in the theme: "partials/logo.html"'


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
            if any(one is None or _leads_out(one) for one in _names(getattr(node, "template", node))):
                message = "this may name a file outside the theme, which Zensical would print"
                yield Problem("template", message, Span(name, node.lineno), _HINT)
        for part in tree.find_all(nodes.Node):
            if _SETTINGS in _assigned(part):
                message = f'"{_SETTINGS}" names the settings of the portal, and nothing else'
                yield Problem("template", message, Span(name, part.lineno), "choose another name")


def _leads_out(name: str) -> bool:
    """Whether a name may lead out of the theme. MiniJinja and Jinja read a backslash in quotes differently."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def _assigned(node: nodes.Node) -> Iterator[str]:
    """The names to which a node itself gives another value."""
    if isinstance(node, nodes.NSRef | nodes.Macro) or (isinstance(node, nodes.Name) and node.ctx != "load"):
        yield node.name
    elif isinstance(node, nodes.Import):
        yield node.target
    elif isinstance(node, nodes.FromImport):
        yield from (one if isinstance(one, str) else one[1] for one in node.names)


def _names(node: nodes.Node) -> Iterator[str | None]:
    """Each name that an expression can have as its value; None where that is not known before it runs."""
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
    return "" if _dotted(node) == _LANGUAGE else None


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_dotted(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
