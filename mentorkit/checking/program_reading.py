"""A programme read from its definition in one language: placeholders filled, gaps told, spelled as its language asks."""

from __future__ import annotations

from mentorkit.brand.branding import BRAND_FILE
from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Result
from mentorkit.core.yaml_source import Located
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.inheritance.archetypes import Archetypes
from mentorkit.inheritance.gaps import counted, gap_problems, gaps
from mentorkit.inheritance.lineage import Definition
from mentorkit.language.american import AMERICAN, in_american
from mentorkit.language.placeholders import filled, unknown
from mentorkit.language.voice import Voice

Gaps = tuple[tuple[str | int, ...], ...]
"""The paths of the gaps of a definition."""


def read_program(definition: Definition, archetypes: Archetypes) -> Result[tuple[Program, Gaps] | None]:
    """The programme of a definition, with its placeholders filled, and the gaps that its author left open.

    What it takes over from the stock’s archetypes is spelled as its language asks.
    """
    source = definition.source
    assert source is not None, "whoever asks has looked"
    if source.get("language") == AMERICAN:
        source = in_american(source, archetypes.of_stock())
    if strange := _a_brand(source):
        return Result(None, (strange,))
    whole = _filled(source)
    texts = dict(gaps(whole))
    open_ = [(path, texts[path]) for path, _ in gaps(source)]  # what names an open place is not one itself
    program, wrong = read_as(Program, whole)
    problems = (*unknown(source), *gap_problems(source, open_, definition.bases), *wrong)
    return Result((program, tuple(counted(path) for path, _ in open_)) if program else None, problems)


def _a_brand(source: Located) -> Problem | None:
    """One problem where somebody wrote a brand under the name of a programme."""
    written = [name for name in source if name != "books"]  # the standard ones are taken over by all
    if any(name in Program.names() for name in written) or not any(name in Brand.names() for name in written):
        return None
    at = min(source.place.keys[name] for name in written)
    hint = f"call it {BRAND_FILE} to make it the brand of this client, or delete it"
    return Problem("file-name", "this is a brand, and no programme", at, hint)


_STOOD_FOR = ("title", "organisation", "starts", "ends", "people", "wording", "language", "languages")
"""The parts of a definition that placeholders stand for."""


def _filled(source: Located) -> Located:
    """A definition with its placeholders filled; as it is, where the parts that they stand for cannot be read."""
    texts = texts_of_placeholders(source)
    return filled(source, texts) if texts is not None else source


def texts_of_placeholders(source: Located) -> dict[str, str] | None:
    """The text of each placeholder, read from those parts alone: the rest may hold placeholders where none can be read."""
    part = Located({name: source[name] for name in _STOOD_FOR if name in source})
    part.place = source.place
    named = "sessions" if source.get("sessions") else "events"  # a cohort without pairs has other words
    part |= {"sessions": {"1": {"title": "any"}}} if named == "sessions" else {"events": [{"what": "any"}]}
    program = read_as(Program, part, source).value
    if program is None or not is_language(program.language):
        return None
    return Voice.of(program).placeholders(program)
