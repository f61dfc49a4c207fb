"""The templates of the studio: files of this package, which no layer can replace; escaped, strict, in the words of the catalogue."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mentorkit.definition.weeks import WEEKDAYS
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.templates import FORMATS
from mentorkit.studio.leads import Called

FOLDER = Path(__file__).parent / "templates"


@cache
def studio_environment(words: Words) -> Environment:
    """The templates, with the formats of `words` as filters; `said` translates a message that data holds."""
    env = Environment(
        loader=FileSystemLoader(FOLDER),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True  # as messages are collected
    env.install_gettext_translations(words.catalogue, newstyle=True)  # type: ignore[attr-defined]
    env.globals["words"] = words
    names = words.locale.days["stand-alone"]["wide"]
    env.globals["weekdays"] = [(day, names[number]) for number, day in enumerate(WEEKDAYS)]
    env.filters |= {name: getattr(words, method) for name, method in FORMATS.items()}
    env.filters |= {"said": partial(_said, words), "capital": capital}
    return env


def _said(words: Words, text: str) -> str:
    """A message that data holds in the language of the page; a name that people gave is in quotes."""
    if isinstance(text, Called):
        return words.quoted(text)
    return words.gettext(text) if text else ""
