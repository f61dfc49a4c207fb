"""The page of one guide as its portal shows it, made at once and without the site engine: for those who are writing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from mentorkit.definition.front_matter import GuideFacts, KeyFacts
from mentorkit.guides.key_signs import sign_of
from mentorkit.guides.library import Guide
from mentorkit.guides.markdown import Prose
from mentorkit.guides.typed_guide import as_typed
from mentorkit.guides.vocabulary import options
from mentorkit.language.templates import programme_environment
from mentorkit.language.voice import Voice
from mentorkit.portal import look
from mentorkit.portal.guide_pages import GuidePages
from mentorkit.portal.portal_context import SignPartContext
from mentorkit.portal.site_pictures import ANY_PAGE, put_pictures
from mentorkit.toolkit import Toolkit, with_guide
from mentorkit.workspace.layers import Layers

_THEME = ("main", "palette")
"""The style sheets of the theme that a text needs."""


@dataclass(slots=True)
class GuidePreview:
    """The pages of a programme's guides, with the look of its portal in a folder beside them."""

    toolkit: Toolkit
    layers: Layers
    folder: Path
    """Where its style sheets, fonts and pictures are written: what pages ask for."""
    styles: tuple[str, ...] = field(init=False)
    """The style sheets of every page, by their paths in the folder."""

    def __post_init__(self) -> None:
        kit, theme = self.toolkit, self.folder / "assets/theme"
        own, _ = look.put_look(kit.branding, self.layers, self.folder, self.folder / look.OVERRIDES, kit.speech.words)
        theme.mkdir(parents=True, exist_ok=True)
        for file in _theme_styles():
            (theme / f"{file.name.partition('.')[0]}.css").write_bytes(file.read_bytes())
        self.styles = (*(f"assets/theme/{name}.css" for name in _THEME), *own)

    def page(self, guide: Guide[GuideFacts], base: str, *, dark: bool = False, pictures: dict[str, Path]) -> str:
        """The page of a guide, whether the programme uses it or not, as HTML without scripts.

        `base` is the address of the folder, with a slash at its end; `pictures` are the files of those that it shows.
        """
        voice = Voice.of(self.toolkit.program)
        guide = as_typed(guide, self.toolkit.speech)
        kit = with_guide(self.toolkit, guide, pictures)
        writer = GuidePages(kit, voice)
        vocabulary = options(
            "portal",
            self.layers,
            voice.words.language,
            voice.people,
            writer.values,
            sessions=len(kit.sessions),
            allow_html=kit.allow_html,
            pictures=put_pictures(kit, self.folder),
        )
        text = str(Prose(vocabulary).html(writer.text(guide))).replace(ANY_PAGE, escape(base))
        if isinstance(guide.facts, KeyFacts):
            env = programme_environment(self.layers, voice)
            sign = env.get_template("portal/parts/sign.html").render(SignPartContext(sign_of(guide)).names())
            text = text.replace("<h1", f"{sign.strip()}<h1", 1)
        return self._document(text, guide, voice, base, scheme="slate" if dark else "default")

    def _document(self, text: str, guide: Guide[Any], voice: Voice, base: str, *, scheme: str) -> str:
        """A page in the frame that the theme has around every text, without its navigation."""
        words = voice.words
        links = "\n".join(f'<link rel="stylesheet" href="{escape(base + style)}">' for style in self.styles)
        return f"""<!doctype html>
<html lang="{words.language}" dir="{words.direction}" class="no-js">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(guide.facts.title)}</title>
{links}
</head>
<body dir="{words.direction}" data-md-color-scheme="{scheme}" data-md-color-primary="custom" data-md-color-accent="custom">
<div class="md-container"><main class="md-main"><div class="md-main__inner md-grid">
<div class="md-content"><article class="md-content__inner md-typeset">
<div class="mk-page mk-page--{guide.folder}">
{text}
</div></article></div></div></main></div>
</body>
</html>
"""


def _theme_styles() -> Iterator[Path]:
    """The theme's own style sheets."""
    spec = find_spec("material")
    for place in (spec and spec.submodule_search_locations) or ():
        for name in _THEME:
            yield from sorted(Path(place).glob(f"templates/assets/stylesheets/{name}.*.min.css"))
