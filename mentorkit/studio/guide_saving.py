"""Guides opened in the studio's editor, read while they are typed, and saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mentorkit.checking.guide_checks import checked_text
from mentorkit.core.digests import digest
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Severity, Span
from mentorkit.core.yaml_source import Located, read_mapping
from mentorkit.definition.front_matter import GuideFacts
from mentorkit.editing.changes import ABSENT, Change, Edited, Value
from mentorkit.editing.line_merge import merged_lines
from mentorkit.editing.saving import save
from mentorkit.editing.yaml_edits import edited
from mentorkit.guides.library import Guide, Library, read_library
from mentorkit.guides.pictures import shown_names
from mentorkit.studio.form_values import Inputs
from mentorkit.studio.guide_facts import fields_for, typed_changes
from mentorkit.studio.guide_list import ListedGuide, listed_guides
from mentorkit.studio.guide_text import GuideText, as_in_file, parted
from mentorkit.upkeep.kept_originals import put
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import Workspace


@dataclass(frozen=True)
class OpenGuide:
    """One guide of a client's library, with its file as it stands."""

    workspace: Workspace
    layers: Layers
    """Those of its library, in the language of the programme."""
    listed: ListedGuide
    library: Library
    """The library that it belongs to."""
    raw: str
    """The text of the file, with its line ends and its byte order mark."""

    @cached_property
    def text(self) -> GuideText:
        """The text in its parts."""
        return parted(self.raw)

    @property
    def digest(self) -> str:
        """The digest of the text, whatever its line ends are."""
        return digest(self.text.whole)

    def read(self, text: str) -> Result[Guide[GuideFacts] | None]:
        """The guide that a text would be, with everything that is wrong with it."""
        listed = self.listed
        return checked_text(
            self.workspace,
            self.layers,
            self.library,
            listed.path,
            text,
            layer=listed.file.layer.name,
            file=listed.called,
        )

    def pictures(self, guide: Guide[GuideFacts]) -> dict[str, Path]:
        """The files of the pictures that a guide shows, as far as they can be shown."""
        files = self.library.pictures
        return {name: files[name].path for name in set(shown_names([guide.body])) & files.keys()}


def open_guide(
    workspace: Workspace, layers: Layers, path: str, texts: Mapping[str, str] = MappingProxyType({})
) -> OpenGuide | None:
    """Open a guide at a path of the library of these layers; None where there is none. Raises BuildFailed where it is no text."""
    read = read_library(layers, workspace.called)
    listed = next((one for one in listed_guides(workspace, layers, texts, read) if one.path == path), None)
    if listed is None:
        return None
    try:
        if not listed.file.layer.holds(listed.file.path):
            raise BuildFailed(listed.problems)
        raw = listed.file.path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise BuildFailed(
            listed.problems or [Problem("unreadable-file", "this cannot be read", Span(listed.called))]
        ) from None
    return OpenGuide(workspace, layers, listed, read.value, raw)


@dataclass(frozen=True, slots=True)
class WrittenFacts:
    """The facts at the top of a guide, as its author wrote them."""

    source: Located

    def value(self, path: tuple[str, ...]) -> Value:
        """What stands at a path: a text, a list or a mapping; ABSENT where nothing does."""
        found: Any = self.source
        for step in path:
            if not isinstance(found, dict) or step not in found:
                return ABSENT
            found = found[step]
        return found


def facts_of(text: GuideText, called: str) -> WrittenFacts | None:
    """The facts of a guide; None where they cannot be read, and are mended as text."""
    if not text.facts.strip():
        begun = text.before or not text.body.startswith(("---", "+++"))
        return WrittenFacts(Located()) if begun else None
    source, problems = read_mapping(text.facts, called, first_line=text.facts_line)
    return WrittenFacts(source) if source is not None and not Report(problems).stops() else None


def typed_text(
    over: GuideText, folder: str, called: str, body: str, inputs: Callable[[str], Inputs | None]
) -> Result[str]:
    """The whole text that was typed over another: its body, and the changes to its facts, which alone change their lines.

    A fact that cannot be written stays as it was, with the problem that says why.
    """
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    before = facts_of(over, called)
    if before is None:  # the text area holds the whole file
        return Result(body)
    changes = tuple(typed_changes(fields_for(folder, before.value), before.value, inputs))
    made = _written(over.facts, called, changes) if changes else None
    facts = over.facts if made is None or made.value is None else made.value.text
    whole = replace(over.with_facts(facts), body=body) if facts != over.facts else replace(over, body=body)
    return Result(whole.whole, made.problems if made else ())


def _written(facts: str, called: str, changes: tuple[Change, ...]) -> Result[Edited | None]:
    """These changes made to facts, or written as the first ones where there are none."""
    if facts.strip():
        return edited(facts, called, changes)
    gone = Change(("title",), "?", ABSENT)
    begun = tuple(Change(one.path, "?" if one.path == gone.path else one.before, one.after) for one in changes)
    named = any(one.path == gone.path for one in changes)
    return edited("title: '?'\n", called, begun if named else (*begun, gone))


@dataclass(frozen=True, slots=True)
class SavedGuide:
    """What became of a text that was to be saved."""

    state: str
    """`saved`; `merged` where somebody else's changes are in it too; `wrong` where it is no guide; `clash`."""
    text: str
    """What stands in the file now."""
    problems: tuple[Problem, ...] = ()


def save_guide(opened: OpenGuide, text: str, over: str, meant: str = "") -> SavedGuide:
    """Save a text that was typed over another. Whoever changed the file meanwhile keeps what they wrote.

    Nothing is written that is no guide any more, or where both changed the same lines. `meant` says in words what is undone
    when this is undone. Raises BuildFailed where an empty file cannot be written.
    """
    now, state = opened.text.whole, "saved"
    if now not in (over, text):
        merged = merged_lines(over, text, now)
        if merged is None:
            return SavedGuide("clash", now)
        text, state = merged, "merged"
    guide, problems = opened.read(text)
    if guide is None:
        return SavedGuide("wrong", now, tuple(one for one in problems if one.severity is Severity.ERROR))
    if text != now:
        whole = as_in_file(text, opened.raw)
        if not now.strip():  # there is nothing to be undone
            put(
                opened.listed.file.layer, opened.listed.file.path, whole.encode("utf-8"), was=opened.raw.encode("utf-8")
            )
            return SavedGuide(state, text, problems)
        made, refused = save(opened.workspace, opened.listed.file.path, whole, digest(opened.raw), meant=meant)
        if made is None or not made.is_merged:
            return SavedGuide("clash" if made else "wrong", now, refused)
        text = parted(made.text).whole
    return SavedGuide(state, text, problems)


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem of a text as the editor shows it."""

    message: str
    hint: str
    severity: Severity
    line: int
    """The line of the text area, from 1; 0 where it is not about a line of it."""
    fact: str
    """The fact at the top that it is about; empty where it is about none."""
    column: int = 0
    """The column of that line, from 1."""
    to_write: bool = False
    """Whether something is still to be written there; the message says what."""


def told_problems(problems: tuple[Problem, ...], text: GuideText, *, whole: bool) -> Iterator[ToldProblem]:
    """Problems with their places in the editor. With `whole`, the text area holds the whole file."""
    facts = text.facts.split("\n")
    for one in Report.of(problems).problems:
        line, fact = one.at.line - (0 if whole else text.body_line - 1), ""
        at = one.at.line - text.facts_line
        if line < 1 and 0 <= at < len(facts):
            named = [name.partition(":")[0] for name in facts[: at + 1] if name[:1].isalpha() and ":" in name]
            fact = named[-1] if named else ""
        yield _told(one, max(line, 0), fact)


def _told(one: Problem, line: int, fact: str) -> ToldProblem:
    """A problem at its place; of what is still to be written, what is asked there."""
    if one.rule != "to-fill-in":
        return ToldProblem(one.message, one.hint, one.severity, line, fact, one.at.column)
    asked = one.message.partition("still to fill in")[2].removeprefix(": ") or fact or one.message
    return ToldProblem(asked, "", one.severity, line, fact, one.at.column, to_write=True)
