"""Guides as they stand in one book: the parts for its reader, with links that lead to pages of this book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from posixpath import normpath

from markupsafe import Markup

from mentorkit.definition.base import PAIR
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.guides.addressees import with_addressees
from mentorkit.guides.blocks import FOR_ONE, Block
from mentorkit.guides.essentials import essential_lines
from mentorkit.guides.library import Guide
from mentorkit.guides.markdown import Prose, fill
from mentorkit.guides.participants_part import participants_part
from mentorkit.language.speech import Speech
from mentorkit.workbooks.compose.run_sheets import RunStep, with_clocks

PART = "::"
"""Stands between the anchor of a guide and that of its heading in links from other guides, until the whole book is known."""


@dataclass(slots=True)
class GuidePrinter:
    """Turns guides into HTML for one book.

    `vocabulary` is the configuration of `mentorkit.vocabulary`. Of Keys and forms, an
    `essential` book holds the essential part.
    """

    vocabulary: Mapping[str, object]
    speech: Speech
    role: str
    essential: bool = False
    prose: Prose = field(init=False)
    clocks: Mapping[str, tuple[RunStep, ...]] = field(default_factory=dict)
    """The run sheets of modules, by their paths."""
    whole: bool = True
    """Whether modules stand in it whole; else, the part that everybody may read."""
    _folder: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.prose = Prose(self.vocabulary, self._address)

    def html(
        self, guide: Guide[GuideFacts], level: int, leave_out: str = "", only: str = "", questions: int = 3
    ) -> Markup:
        """The guide without what is only for somebody else, under a heading on `level`.

        Blocks of the kind `leave_out` do not stand in it, or none but those of the kind `only`. Of a Key in an essential
        book stand so many `questions`.
        """
        guide = guide if self.whole else participants_part(guide)
        self._folder = guide.home
        body = self._own_part(guide, questions)
        if only or leave_out:
            body = _without(body, guide, only or leave_out, inside=bool(leave_out))
        if self.whole and guide.path in self.clocks:
            body = with_clocks(guide, body, self.clocks[guide.path])  # type: ignore[arg-type]
        elif self.role not in PAIR:
            body = with_addressees(guide, body)
        body = fill(body, self.speech.placeholders(guide.language))
        return self.prose.html(body, level=level, top=2, prefix=f"{anchor(guide)}-")  # its title is on level 1

    def text(self, text: str, guide: Guide[GuideFacts]) -> Markup:
        """A piece of a guide."""
        self._folder = guide.home
        return self.prose.html(
            fill(text, self.speech.placeholders(guide.language)), level=4, prefix=f"{anchor(guide)}-piece-"
        )

    def _address(self, target: str) -> str:
        """The anchor that the guide, or its heading, would have.

        Links to those that are not there are mended in the whole book (`compose`): where the heading stands in a part for
        somebody else, the link leads to its guide, and where that is not there, its words are left.
        """
        name, _, heading = target.partition("#")
        path = normpath(f"{self._folder}/{name}").removesuffix(".md").replace("/", "-")
        return f"#{path}{PART}{heading}" if heading else f"#{path}"

    def _own_part(self, guide: Guide[GuideFacts], questions: int) -> str:
        if self.role not in PAIR:
            return guide.body
        lines = guide.body.split("\n")
        for block in guide.every(*FOR_ONE) if self.vocabulary["format"] != "peer" else ():
            if not block.is_for(self.role):
                for number in guide.lines_of(block):
                    lines[number] = ""
        if self.essential and guide.folder in ("keys", "forms"):
            lines = [
                line if kept else ""
                for line, kept in zip(lines, essential_lines(guide, self.role, questions), strict=True)
            ]
        return "\n".join(lines)


def _without(body: str, guide: Guide[GuideFacts], kind: str, *, inside: bool) -> str:
    """The text with the lines left empty that stand inside the blocks of this kind, or those outside them."""
    within = {number for block in guide.every(kind) for number in guide.lines_of(block)}
    lines = enumerate(body.split("\n"))
    return "\n".join("" if (number in within) == inside else line for number, line in lines)


def anchor(guide: Guide[GuideFacts]) -> str:
    """The anchor of a guide in a book: keys-feedback."""
    return guide.path.replace("/", "-")


def starters(key: Guide[GuideFacts]) -> Block | None:
    """The conversation starters of a Key."""
    return key.first("starters")
