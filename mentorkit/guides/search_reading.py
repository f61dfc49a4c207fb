"""The lists of what people type into the search, read through the layers: a client's counts before the stock's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Result, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.reading import read_as
from mentorkit.definition.search_list import SearchList, joined
from mentorkit.workspace.layers import LayerFile, Layers, read_text

FOLDER = "content/search"

SearchLists = Mapping[str, tuple[SearchList, ...]]
"""The lists of each language by its tag in lower case, the nearest first."""


def list_files(layers: Layers) -> Iterator[LayerFile]:
    """The files of all lists."""
    for tag in layers.names(FOLDER, ".yml"):
        yield from layers.every(f"{FOLDER}/{tag}.yml")


def read_search_lists(layers: Layers, name: Callable[[LayerFile], str]) -> Result[SearchLists]:
    """Read the lists of every layer. `name` says how a file is called in messages."""
    lists: dict[str, tuple[SearchList, ...]] = {}
    problems: list[Problem] = []
    for file in list_files(layers):
        tag, called = file.path.stem, name(file)
        if not is_language(_tag(tag)):
            hint = "name it after the language that people type: en.yml, de.yml, pt-br.yml"
            problems.append(Problem("language", f'"{tag}" is not a language', Span(called), hint))
            continue
        one, wrong = read_text(file.path, called, file.layer).then(lambda text, at=called: _read_list(text, at))  # type: ignore[misc]
        problems += wrong
        lists[tag] = (*lists.get(tag, ()), *([one] if one else ()))
    return Result(lists, tuple(problems))


@lru_cache(maxsize=50)
def _read_list(text: str, file: str) -> Result[SearchList | None]:
    """Read one list from its text. The stock's has hundreds of lines, is read for each client, and does not change: it is remembered."""
    return read_mapping(text, file).then(lambda source: read_as(SearchList, source))


def list_of(lists: SearchLists, language: str) -> SearchList:
    """The list for a programme in this language: what is for its country, then what is for all who speak it."""
    tag = language.lower()
    return joined((*lists.get(tag, ()), *(lists.get(tag.partition("-")[0], ()) if "-" in tag else ())))


def _tag(stem: str) -> str:
    """A language as tags write it: pt-BR, zh-Hant-TW."""
    first, *parts = stem.split("-")
    return "-".join((first, *(part.upper() if len(part) == 2 else part.title() for part in parts)))
