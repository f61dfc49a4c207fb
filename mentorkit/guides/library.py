"""Keys, training modules, forms and pages, read through the layers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from posixpath import dirname
from typing import Any, Generic, NamedTuple, TypeVar

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Report, Result, Severity, Span
from mentorkit.definition.front_matter import KINDS, FormFacts, GuideFacts, KeyFacts, ModuleFacts, PageFacts
from mentorkit.definition.reading import read_as
from mentorkit.definition.search_list import SearchList
from mentorkit.guides.blocks import WRITING, Block, read_blocks
from mentorkit.guides.first_wordings import first_difference
from mentorkit.guides.guide_head import read_head
from mentorkit.guides.heading_levels import levelled
from mentorkit.guides.module_parts import part_problems
from mentorkit.guides.module_timing import timed, timing_problems
from mentorkit.guides.pictures import picture_files
from mentorkit.guides.search_reading import SearchLists, list_of, read_search_lists
from mentorkit.guides.translation_sources import plain_file, source_file
from mentorkit.language.catalogue import STOCK_LANGUAGE, catalogued
from mentorkit.workspace.layers import STOCK, LayerFile, Layers, read_text

Facts = TypeVar("Facts", bound=GuideFacts, covariant=True)


@dataclass(frozen=True, slots=True)
class Guide(Generic[Facts]):
    """A Key, a training module, a form or a page: its facts, its Markdown, and the blocks in it."""

    id: str
    facts: Facts
    body: str
    blocks: tuple[Block, ...]
    folder: str
    file: str
    body_line: int
    """The line of the file on which `body` begins."""
    layer: str = field(compare=False)
    language: str = ""
    """The tag of the language that it is written in; empty for the main language of the programme that uses it."""
    source: Guide[Any] | None = field(default=None, compare=False, repr=False)
    """Of a translation, the text that it was made from: readers' answers are kept under the words of that."""
    filed_under: str = ""
    """Of a translated Key, the topic as the text that it was made from names it."""

    def __hash__(self) -> int:
        """Guides with the same text in the same file are seldom different; all of it would be looked through each time."""
        return hash((self.file, self.body))

    def every(self, *kinds: str) -> list[Block]:
        """All blocks of these kinds, at any depth, in order."""
        return [inner for block in self.blocks for inner in block.walk() if inner.kind in kinds]

    def first(self, kind: str, argument: str | None = None) -> Block | None:
        """The first block of this kind (and with this argument)."""
        return next((b for b in self.every(kind) if argument is None or b.argument == argument), None)

    def lines_of(self, block: Block) -> range:
        """The numbers of the lines of `body`, from 0, on which this block stands."""
        return range(block.at.line - self.body_line, block.last_line + 1 - self.body_line)

    @property
    def top(self) -> Span:
        """Where its text begins, below the facts."""
        return Span(self.file, self.body_line, 1)

    @property
    def topic(self) -> str:
        """Of a Key, its topic in the same word in every language: signs and rules of design go by it."""
        return self.filed_under or str(getattr(self.facts, "topic", ""))

    @property
    def path(self) -> str:
        """Its path in the portal and in the library, without suffix: keys/feedback, pages/handbook/first-week."""
        return f"{self.folder}/{self.id}"

    @property
    def home(self) -> str:
        """The folder that its links count from: keys, pages/handbook."""
        return dirname(self.path)


Key = Guide[KeyFacts]
TrainingModule = Guide[ModuleFacts]
Form = Guide[FormFacts]
HandbookPage = Guide[PageFacts]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything that one client's programmes can draw on, by id."""

    keys: dict[str, Key]
    training: dict[str, TrainingModule]
    forms: dict[str, Form]
    pages: dict[str, HandbookPage] = field(default_factory=dict)
    pictures: dict[str, LayerFile] = field(default_factory=dict)
    """The files of all pictures that texts may show, by their names."""
    search: SearchLists = field(default_factory=dict)
    """What people type into the search, in each language."""
    joined: dict[str, SearchList] = field(default_factory=dict, repr=False, compare=False)
    """The lists of each language that was asked for, as one."""
    unreadable: frozenset[str] = frozenset()
    """Paths of guides that are there, and that could not be read: nobody is told that they do not exist."""

    def at_path(self, path: str) -> Guide[GuideFacts] | None:
        """Return the guide at `keys/feedback`, `training/…`, `forms/…` or `pages/…`, if there is one."""
        folder, _, name = path.partition("/")
        return self._shelves().get(folder, {}).get(name)

    def names(self, folder: str) -> list[str]:
        """Return the ids of the guides in `keys`, `training`, `forms` or `pages`, readable or not."""
        unread = [name for home, _, name in (path.partition("/") for path in self.unreadable) if home == folder]
        return [*self._shelves()[folder], *unread]

    def guides(self) -> list[Guide[GuideFacts]]:
        """Return every guide."""
        return [guide for shelf in self._shelves().values() for guide in shelf.values()]

    def search_list(self, language: str) -> SearchList:
        """What people type into the search of a programme in this language."""
        if language not in self.joined:
            self.joined[language] = list_of(self.search, language)
        return self.joined[language]

    def _shelves(self) -> dict[str, dict[str, Guide[GuideFacts]]]:
        return {folder: {**getattr(self, folder)} for folder in KINDS}


def read_library(layers: Layers, name: Callable[[LayerFile], str]) -> Result[Library]:
    """Read every guide that wins in its layer, and find the pictures; one with problems of form is left out.

    `name` says how a file is called in messages.
    """
    shelves = {folder: _shelf(layers, folder, kind.facts, name) for folder, kind in KINDS.items()}
    unreadable = frozenset(path for shelf, _ in shelves.values() for path in shelf.unreadable)
    guides: dict[str, dict[str, Any]] = {folder: shelf.guides for folder, (shelf, _) in shelves.items()}
    search, wrong_lists = read_search_lists(layers, name)
    problems = (*(problem for _, wrong in shelves.values() for problem in wrong), *wrong_lists)
    library = Library(**guides, pictures=picture_files(layers), search=search, unreadable=unreadable)
    return Result(library, problems)


def guide_files(layers: Layers, folder: str) -> dict[str, LayerFile]:
    """The files of one kind of guide, by their ids."""
    return layers.names(f"content/{folder}", ".md", deep=KINDS[folder].in_folders, apart=catalogued())


class _Shelf(NamedTuple, Generic[Facts]):
    """The guides of one folder by their ids, and the paths of those that could not be read."""

    guides: dict[str, Guide[Facts]]
    unreadable: list[str]


def _shelf(layers: Layers, folder: str, kind: type[Facts], name: Callable[[LayerFile], str]) -> Result[_Shelf[Facts]]:
    shelf, problems = _Shelf[Facts]({}, []), list[Problem]()
    for id_, file in guide_files(layers, folder).items():
        guide, wrong = _guide(id_, file, kind, folder, name(file))
        problems += wrong
        if guide and file.language:
            guide, astray = _translated(guide, file, kind, layers, name)
            problems += astray
        if guide:
            shelf.guides[id_] = guide
        else:
            shelf.unreadable.append(f"{folder}/{id_}")
    return Result(shelf, tuple(problems))


def _guide(id_: str, file: LayerFile, kind: type[Facts], folder: str, name: str) -> Result[Guide[Facts] | None]:
    text = read_text(file.path, name, file.layer)
    layer = STOCK if file.layer.is_stock else file.layer.name  # in our own checkout the stock is the workspace’s
    read = text.then(lambda text: read_guide(id_, text, kind, folder, name, layer))
    if read.value is None:
        return read  # type: ignore[return-value]
    said, problems = read.value.facts.language, read.problems
    if said and not is_language(said):
        at, hint = read.value.facts.where("language"), "write its tag: en for English, de for German, pl for Polish"
        problems = (*problems, Problem("language", f'"{said}" is not a language', at, hint))
        said = None
    own = file.language or said or (STOCK_LANGUAGE if file.layer.is_stock else "")
    return Result(replace(read.value, language=own), problems)  # type: ignore[arg-type]


def _translated(
    guide: Guide[Facts], file: LayerFile, kind: type[Facts], layers: Layers, name: Callable[[LayerFile], str]
) -> Result[Guide[Facts]]:
    """A translation with the text that it was made from, where there is one and it is built alike; else a warning."""
    found = source_file(layers, guide.folder, guide.id, file)
    if found is None:
        return Result(guide)
    plain = plain_file(layers, guide.folder, guide.id, file.depth)
    first = _guide(guide.id, found, kind, guide.folder, name(found)).value
    if first is None:
        what, hint = f"{name(found)}, which this was made from, cannot be read", "mend it, or bring it back as it was"
        return Result(guide, (Problem("translation", what, Span(guide.file), hint, Severity.WARNING),))
    if plain is not None and not first.facts.language:
        first = replace(first, language=STOCK_LANGUAGE if plain.layer.is_stock else "")
    apart = first_difference(guide.blocks, first.blocks, guide.top)
    if apart is None:
        return Result(replace(guide, source=first))
    message = f"this translation is built otherwise than {name(found)}, which it was made from"
    hint = "give it the same blocks in the same order: what readers write is then kept in every language alike"
    return Result(guide, (Problem("translation", message, apart, hint, Severity.WARNING),))


_QUOTED_TOO_DEEP = re.compile(r"(?: *>){40}")
_DEEPEST = " " * 120
"""Thirty levels of a list; at three hundred the engine falls over."""


@lru_cache(maxsize=1000)
def read_guide(
    id_: str, text: str, kind: type[GuideFacts], folder: str, file: str, layer: str
) -> Result[Guide[GuideFacts] | None]:
    """Read one guide from its text; None where its facts or its blocks cannot be read.

    A preview reads all guides after every save, and all but one are as they were: these are remembered.
    """
    (head, body, body_line), wrong_head = read_head(text, kind, file, id_)
    if head is None:
        return Result(None, wrong_head)
    facts, wrong_facts = read_as(kind, head)
    blocks, wrong_blocks = read_blocks(body, file, body_line)
    problems = (*wrong_head, *wrong_facts, *wrong_blocks, *_too_deep(body, file, body_line))
    if facts is None or Report(problems).stops():
        return Result(None, problems)
    body = levelled(body, top=2, title=facts.title)
    guide = Guide(id_, facts, body, blocks, folder, file, body_line, layer)
    return Result(guide, (*problems, *_anatomy(guide)))


def _too_deep(body: str, file: str, first_line: int) -> Iterator[Problem]:
    """A problem for the first line that is indented further than an engine can follow."""
    for number, line in enumerate(body.split("\n"), first_line):
        if line.startswith(_DEEPEST) or _QUOTED_TOO_DEEP.match(line):
            signs = "spaces" if line.startswith(_DEEPEST) else "marks"
            hint = f"take out the {signs} at its front; lists can have some levels, not dozens"
            yield Problem("text-depth", "this line is indented too far", Span(file, number, 1), hint)
            return


def _key_anatomy(key: Guide[GuideFacts]) -> list[Problem]:
    """The parts that a Key lacks of the anatomy in the authors' guide, `content/README.md`."""
    missing = [
        (key.first("scale"), "an opening scale", "/// scale | How … are you today?"),
        (key.first("role", "mentor"), "a part for the mentor", "//// role | mentor"),
        (key.first("bring"), "what to bring to the session", "/// bring"),
        (key.first("starters"), "conversation starters", "/// starters"),
        (key.first("action", "mentee"), "an action for the mentee", "/// action | mentee"),
        (key.first("action", "mentor"), "an action for the mentor", "/// action | mentor"),
        (key.first("after"), "what to look at after the session", "//// after"),
        (key.first("private"), "what may be kept private", "/// private"),
    ]
    problems = [_lacks(key, "Key", what, hint) for block, what, hint in missing if block is None]
    shared = [block for top in key.blocks if top.kind not in ("role", "after") for block in top.walk()]
    prompts = sum(block.kind in WRITING for block in shared)
    if not 4 <= prompts <= 6:
        problems.append(
            Problem(
                "key-anatomy",
                f"this Key has {prompts} prompts; four to six fit into its time",
                Span(key.file, key.body_line, 1),
                "count prompt, fill, draw and checklist blocks outside the role parts",
            )
        )
    return problems


def _module_anatomy(module: Guide[GuideFacts]) -> list[Problem]:
    """The parts that a module lacks, and a run sheet that does not fill its duration exactly."""
    facts = module.facts
    assert isinstance(facts, ModuleFacts)
    training = {"case": "a case", "practice": "a practice", "debrief": "a debrief"}
    kinds = {
        "step": "a run sheet",
        **(training if facts.kind == "training" else {}),
        "handout": "a handout",
        "remote": "a remote variant",
        "access": "accessibility notes",
        "worked": "how to tell that it worked",
    }
    problems = [
        _lacks(module, "module", what, f"/// {kind}") for kind, what in kinds.items() if module.first(kind) is None
    ]
    if facts.short is not None and module.first("short") is None:
        problems.append(_lacks(module, "module", "what its shorter version leaves out", "/// short"))
    problems += timing_problems(facts, timed(module.every("step", "break")))
    for step in module.every("step"):
        problems += [
            Problem(
                "run-sheet", f'the step "{step.argument}" has no {kind} block', step.at, f"add /// {kind} inside it"
            )
            for kind in ("say", "watch")
            if not any(inner.kind == kind for inner in step.inside)
        ]
    return [*problems, *part_problems(module.blocks)]


def _lacks(guide: Guide[GuideFacts], kind: str, what: str, hint: str) -> Problem:
    return Problem(
        f"{kind.lower()}-anatomy",
        f"this {kind} lacks {what}",
        Span(guide.file, guide.body_line, 1),
        f"add a block that begins: {hint}",
    )


def _anatomy(guide: Guide[GuideFacts]) -> list[Problem]:
    """The parts that a guide of its kind lacks; forms and pages have what their authors give them."""
    judge = {"keys": _key_anatomy, "training": _module_anatomy}.get(guide.folder)
    return judge(guide) if judge else []
