"""The Jinja environment over the layers.

A template is found in the nearest layer that has it. It can extend the one that it replaces, block by block:
`{% extends "behind:portal/home.html" %}`.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from types import CodeType
from typing import Any, NoReturn

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    Environment,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from mentorkit.core.names import is_inside, is_passed_over
from mentorkit.core.plain_words import words_of_text
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.language import foreign_parts
from mentorkit.language.catalogue import Words, capital
from mentorkit.language.comparison_words import how_compared, how_much
from mentorkit.language.sandbox import SandboxedTemplates
from mentorkit.language.shaping import in_one_form, is_joined
from mentorkit.language.voice import Voice
from mentorkit.workspace.layers import Layers, read_text

_BEHIND = "behind:"


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates for as long as the process lives: many portals are made from the same ones.

    A template is known by its name and its text, wherever its file lies: every portal has a folder of its own. Its
    environments must not be `optimized`: the optimiser works out filters of constants while compiling, and so one client's
    words would stand in another's pages.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name alone."""
        return name

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """What was compiled of this text, with the file that is read now, which errors name."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code and filename:
            bucket.code = _of_file(bucket.code, filename)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled from this very text, if anything was."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code:
            self._kept[bucket.key, bucket.checksum] = bucket.code


def _of_file(code: CodeType, file: str) -> CodeType:
    """The same code, as if it had been compiled from this file."""
    if code.co_filename == file:
        return code
    inside = (_of_file(one, file) if isinstance(one, CodeType) else one for one in code.co_consts)
    return code.replace(co_filename=file, co_consts=tuple(inside))


_COMPILED = CompiledTemplates()


@dataclass(frozen=True)
class TemplateContext:
    """The names that a kind of template knows: each field is one, and its docstring stands in the manual."""

    def names(self) -> dict[str, Any]:
        """The fields by name, as Jinja takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


class _LayerLoader(BaseLoader):
    """Loads `name` from the nearest layer, and `N|name` from the layers from number N on."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        depth, _, name = template.rpartition("|")
        if not is_inside(name):  # what lies beside the templates is for nobody's pages
            raise SecurityError("a template reads none but templates")
        hidden = any(map(is_passed_over, name.split("/")))
        for file in () if hidden else self.layers.every(f"templates/{name}"):
            if file.depth >= int(depth or 0):
                text, problems = read_text(file.path, str(file.path), file.layer)
                if text is None:
                    raise BuildFailed(problems)
                return text, str(file.path), lambda: False
        raise TemplateNotFound(name)


class _LayeredEnvironment(SandboxedTemplates):
    def join_path(self, template: str, parent: str) -> str:
        """Resolve `behind:name`, said in `parent`, to the next layer after the one that `parent` comes from."""
        if not template.startswith(_BEHIND):
            return template
        depth, _, own_name = parent.rpartition("|")
        name = template.removeprefix(_BEHIND)
        layers = [file.depth for file in self.loader.layers.every(f"templates/{own_name}")]  # type: ignore[union-attr]
        own_depth = min((number for number in layers if number >= int(depth or 0)), default=0)
        return f"{own_depth + 1}|{name}"

    def handle_exception(self, source: str | None = None) -> NoReturn:
        """Say what is wrong with a template, and where, as with everything else that people write."""
        try:
            super().handle_exception(source)
        except (TemplateError, *MISTAKES) as error:
            place = _place(error)
            if place is None:  # nothing that somebody wrote into a template
                raise
            raise BuildFailed([template_problem(error, place)]) from error


MISTAKES = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""The errors by which Python tells a mistake in an expression of a template."""


def _place(error: Exception) -> Span | None:
    """The line of a template in which an error came up; None where no template was at work."""
    if isinstance(error, TemplateSyntaxError):
        return Span(error.filename or error.name or "", error.lineno)
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "templates" in frame.filename and not frame.filename.endswith(".py")
    ]
    if frames:
        return Span(frames[-1].filename, frames[-1].lineno or 0)
    return Span("templates") if isinstance(error, TemplateError) else None


def template_problem(error: Exception, at: Span) -> Problem:
    """The problem behind an error that came up in a template."""
    said = _said(error)
    if isinstance(error, TemplateSyntaxError):
        return Problem("template", f"this template cannot be read: {said}", at)
    if isinstance(error, SecurityError):
        hint = "templates print what they are given, and reach neither files nor Python"
        return Problem("template", f"this template is refused: {said}", at, hint)
    hint = "compare it with the one behind it: mentorkit which PATH"
    return Problem("template", f"this template cannot be filled in: {said}", at, hint)


def _said(error: Exception) -> str:
    """What is wrong, in words for whoever wrote the template."""
    if isinstance(error, RecursionError):
        return "it includes, extends or calls itself without end"
    if isinstance(error, TemplateNotFound) and error.name:
        return f'there is no template "{error.name}"'
    return (error.message if isinstance(error, TemplateError) else str(error)) or "a value is of another kind"


def environment(layers: Layers, words: Words) -> Environment:
    """Templates of these layers in this language: escaped, strict, with the formats of `words` as filters."""
    env = _LayeredEnvironment(
        loader=_LayerLoader(layers),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        optimized=False,  # what is compiled is shared: see CompiledTemplates
        auto_reload=False,  # an environment serves one build; checking would compile every template at every use
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.policies["ext.i18n.trimmed"] = True  # as messages are collected: else those of several lines are never found
    env.install_gettext_translations(words.catalogue, newstyle=True)  # type: ignore[attr-defined]
    env.globals |= {"words": words, "comma": words.comma}
    foreign_parts.install(env, words)
    env.filters |= {name: getattr(words, method) for name, method in FORMATS.items()}
    return env


def programme_environment(layers: Layers, voice: Voice) -> Environment:
    """Templates of these layers in the voice of one programme, which they know as `voice`."""
    env = environment(layers, voice.words)
    env.globals["voice"] = voice
    env.filters |= {name: getattr(voice, name) for name in PHRASES} | PLAIN
    env.filters["compared"] = lambda criterion, program: how_compared(criterion, program, voice)
    env.filters["how_much"] = lambda weight: how_much(weight, voice.words)
    return env


def css_text(text: str) -> Markup:
    """A text inside a string of a style sheet, such as a running head: every letter that could end it is written as its number."""
    plain = in_one_form(foreign_parts.unmarked(text))
    return Markup("".join(one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in plain))  # noqa: S704 - nothing is left to escape


def font_name(family: str) -> Markup:
    """A font's family as style sheets, pages and pictures all say it, without another way of writing it for each.

    Other signs than those of plain names are written as their numbers: the engine of the books would take a comma for
    the end of a name, and knows no other way of writing one in a picture.
    """
    return Markup("".join(one if one.isalnum() or one in " -_." else f"_{ord(one):x}_" for one in family))  # noqa: S704 - nothing is left to escape


def font_list(families: Iterable[str]) -> Markup:
    """Families as style sheets and pictures list them, each for the letters that those before it lack.

    Without spaces, which the engine of the books would take for a part of their names in a picture.
    """
    return Markup(",").join(Markup("'{}'").format(font_name(family)) for family in families)


def short_address(address: str) -> str:
    """A web address as people say it: without scheme and closing slash."""
    return address.partition("://")[2].rstrip("/") or address.removeprefix("mailto:").removeprefix("tel:")


FORMATS = {
    name: name
    for name in (
        "date",
        "day_and_month",
        "weekday_date",
        "month",
        "time",
        "zone",
        "weekday_and_day",
        "digits",
        "alphabetically",
    )
} | {"listed": "list"}
"""The filters of all templates that write dates, times, numbers and lists, and the methods of `Words` behind them."""

PLAIN = {
    "capital": capital,
    "css_text": css_text,
    "font_list": font_list,
    "font_name": font_name,
    "short_address": short_address,
    "joined": is_joined,
    "spoken": words_of_text,
    "unmarked": foreign_parts.unmarked,
}
"""The filters of a programme's templates that do the same in every language."""

COMPARISONS = {"compared": how_compared, "how_much": how_much}
"""The filters that say how a criterion of matching is compared and how much it counts, and the functions behind them."""

PHRASES = (
    "day", "in_words", "clock", "home_clock", "leaf", "duration", "work_time", "how_long", "week", "role", "roles", "audience", "for_whom", "kind",
    "phase",
    "each_date", "left_out", "phase_means", "goal_level", "route", "method", "asked", "answer", "result", "message",
)  # fmt: skip
"""The methods of a `Voice` that templates use as filters."""
