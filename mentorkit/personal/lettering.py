"""Names set in type for personal copies, once each: by WeasyPrint, so that every script is shaped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from mentorkit.brand.branding import Branding
from mentorkit.brand.palette import Scheme
from mentorkit.language.templates import TemplateContext, css_text, programme_environment
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workspace.layers import Layers

LOOKS = ("name", "head")
"""The settings of a name: where somebody would write it, and in a running head."""
SIZE = 20.0
"""Points in which names are set before they are fitted to their places."""
_REMEMBERED = 1000
"""Names that are remembered as they were set: each takes about ten kilobytes, and there may be a hundred thousand."""
LINE = SIZE * 1.5
"""Height in points of the page that one name is set on."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The page that one name is set on: the size of its letters and its height, in points."""

    size: float
    line: float


@dataclass(frozen=True)
class LetteringContext(TemplateContext):
    """The names that `print/names.css` knows, the style of names in personal copies."""

    branding: Branding
    """The brand, with its files found and its colours made readable."""
    colours: Scheme
    """The brand's colours on white paper."""
    sheet: Strip
    """The page that one name is set on: `sheet.size` of the letters and `sheet.line`, its height, in points."""


def names_css(toolkit: Toolkit, layers: Layers) -> str:
    """The style sheet of names."""
    branding = toolkit.branding
    context = LetteringContext(branding, branding.palette.print, Strip(SIZE, LINE))
    return (
        programme_environment(layers, Voice.of(toolkit.program)).get_template("print/names.css").render(context.names())
    )


def lay_out(html: str, css: str, layers: Layers) -> SetLines:
    """Set the lines of a page. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import set_lines

    return set_lines(html, css, layers)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets names by a style sheet. It remembers the latest: a name that somebody's partner has often comes again.

    `lay_out` is the function of that name, as it is called here: in another process.
    """

    css: str
    layers: Layers
    lay_out: Callable[[str, str, Layers], SetLines]
    _done: dict[str, SetLines] = field(default_factory=dict)

    def set(self, name: str) -> SetLines:
        """A name in each of `LOOKS`, in the brand's font; where that lacks letters, as a whole in one that has them."""
        if name in self._done:
            self._done[name] = self._done.pop(name)  # the latest is last
        else:
            lines = self.lay_out(_sheet(name, ""), self.css, self.layers)
            if family := _lent(name, lines):
                lines = self.lay_out(_sheet(name, family), self.css, self.layers)
            while len(self._done) >= _REMEMBERED:
                del self._done[next(iter(self._done))]
            self._done[name] = lines
        return self._done[name]


def _sheet(name: str, family: str) -> str:
    """The name on a page for each look, with a mark behind it that tells its width."""
    style = f' style="font-family: &quot;{css_text(family)}&quot;"' if family else ""
    lines = (
        f'<p class="look-{look}"{style}><bdi>{escape(name)}</bdi><a id="end-{number}"></a></p>'
        for number, look in enumerate(LOOKS)
    )
    return f"<!DOCTYPE html><html><head><title>-</title></head><body>{''.join(lines)}</body></html>"


def _lent(name: str, lines: SetLines) -> str:
    """The font of the system that lent some letters of a name, and not all of them; nothing where there is none."""
    own = set(name) - {" "}
    return next((family for family, letters in lines.strange.items() if own & letters and own - letters), "")
