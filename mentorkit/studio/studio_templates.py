"""The templates of the studio: files of this package, which no layer can replace; escaped, strict, in the words of the catalogue."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mentorkit.definition.weeks import WEEKDAYS
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.templates import FORMATS

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
    env.filters |= {"said": lambda text: words.gettext(text) if text else "", "capital": capital}
    return env
