"""The places in people's own files that messages of engines are about: engines know pages and books, which nobody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.portal.look import THEME, engine_theme
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers, shown
from mentorkit.workspace.workspace import open_workspace

_ENGINES = ("book", "portal")
"""The rules under which what an engine says is told."""
_SETTINGS = "mkdocs.yml"
"""The file that names the workspace's own plugins, which may be what stops its pages."""
_SETTING = re.compile(r"the site engine says: Config value '(?P<name>\w+)': (?P<why>.+)", re.DOTALL)
"""What the engine says of a setting that it refuses."""
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"|'([^']+)'|`([^`]+)`")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that people wrote: its file, the line on which it begins, and the page of the portal that it is."""

    file: str
    first: int
    text: str
    page: str = ""

    def place(self, words: str) -> Span | None:
        """The place of these words, or of the first of their letters that stands here; None where none does."""
        at = self.text.find(words)
        if at < 0:
            return None
        before = self.text[:at]
        return Span(self.file, self.first + before.count("\n"), at - before.rfind("\n"))


def placed(failed: BuildFailed, toolkit: Toolkit, layers: Layers, root: Path) -> BuildFailed:
    """The same, with a file and a line for everything that an engine says, of a workspace in the folder `root`."""
    texts = [*_texts(toolkit, root), *_styles(layers, root)]
    known = (_of_a_setting(_as_known(one, toolkit, layers, root), root) for one in failed.problems)
    return BuildFailed([_placed(one, texts, toolkit) for one in known])


def _of_a_setting(problem: Problem, root: Path) -> Problem:
    """The same, where the engine refuses a setting of the workspace with its line, and as a sentence of ours."""
    refused = _SETTING.fullmatch(problem.message) if problem.at.file == _SETTINGS else None
    if not refused:
        return problem
    workspace = open_workspace(root / _SETTINGS).value
    at = workspace.config_data.place.keys.get(refused["name"]) if workspace else None
    message = f'"{refused["name"]}" is not what the site engine takes: {refused["why"]}'
    return replace(
        problem,
        message=message,
        at=at or Span(_SETTINGS, 1, 1),
        hint="write it as the manual of MkDocs says, or take it out",
    )


def _as_known(problem: Problem, toolkit: Toolkit, layers: Layers, root: Path) -> Problem:
    """The same, with the file of a template called as people of the workspace know it."""
    name = problem.at.file  # in a layer, or its path
    names: tuple[str, ...]
    if name.startswith(f"{THEME}/"):
        names = (f"{engine_theme(toolkit.engine)}/{name.removeprefix(f'{THEME}/')}", name)
    else:
        names = (name,) if name.startswith("templates/") or Path(name).is_absolute() else ()
    found = min((file for one in names if (file := layers.find(one))), key=lambda file: file.depth, default=None)
    return replace(problem, at=replace(problem.at, file=shown(found.path, root))) if found else problem


def _placed(problem: Problem, texts: Iterable[_Text], toolkit: Toolkit) -> Problem:
    if problem.rule not in _ENGINES or problem.at.line:
        return problem
    quoted = ["".join(groups).strip() for groups in _QUOTED.findall(problem.message)]
    places = (place for words in quoted for place in _places(words, texts))
    otherwise = Span(_SETTINGS, 1, 1) if problem.at.file == _SETTINGS else toolkit.program.where()
    return replace(problem, at=next(places, otherwise))


def _places(words: str, texts: Iterable[_Text]) -> Iterator[Span]:
    """Where these words may come from: a page, a text that holds them, or one that holds some of such letters."""
    yield from (Span(text.file, 1, 1) for text in texts if text.page == words)
    name = words.rpartition("/")[2]  # of a file that is named in full
    single = words.split()
    fewer = (" ".join(single[:number]) for number in range(len(single) - 1, 1, -1))
    parts = dict.fromkeys((words, name, *fewer, max(single, key=len, default="")))
    yield from (place for part in parts if part for text in texts if (place := text.place(part)))
    unusual = [letter for letter in words if ord(letter) > 127]
    yield from (place for letter in unusual for text in texts if (place := text.place(letter)))


def _texts(toolkit: Toolkit, root: Path) -> Iterator[_Text]:
    """The programme's definition, then its guides."""
    definition = toolkit.program.where().file
    with suppress(OSError, UnicodeDecodeError):  # it was deleted or changed since it was read
        yield _Text(definition, 1, (root / definition).read_text("utf-8"))
    for guide in dict.fromkeys((*toolkit.guides, *toolkit.pieces)):
        yield _Text(guide.file, guide.body_line, guide.body, f"{guide.path}.md")


def _styles(layers: Layers, root: Path) -> Iterator[_Text]:
    """The style sheets of books and reports that are not the stock's."""
    for folder in ("print", "outcomes", "frame"):
        for file in layers.own_files(f"templates/{folder}", "*.css"):
            with suppress(OSError, UnicodeDecodeError):
                yield _Text(shown(file.path, root), 1, file.path.read_text("utf-8"))
