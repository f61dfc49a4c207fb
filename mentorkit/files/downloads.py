"""The downloads of a portal, as its page lists them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.base import PAIR, SAFE_CONTACT


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a programme's folder."""

    path: str
    """Relative to the programme's folder: downloads/mentor-workbook.pdf."""
    title: str
    audience: tuple[str, ...]
    size: int
    """Bytes."""
    pages: int = 0
    """Pages of a PDF; 0 for other files."""
    paper: str = ""
    edition: str = ""
    """How it is laid out, where there is a choice: in large print."""
    form: str = ""
    """The form, the Key or the questionnaire that it is of: forms/goal-sheet, questionnaires/end, form-tools/end."""
    summary: str = ""
    made_from: str = ""
    """The digest of what it was made from, where the cache knows it by one."""

    @property
    def suffix(self) -> str:
        """`pdf`, `csv`."""
        return self.path.rpartition(".")[2]

    @property
    def alone(self) -> bool:
        """Whether it is one of many forms, Keys or questionnaires, which are offered where these are."""
        kind = self.form.partition("/")[0]
        return bool(kind) and (kind == "questionnaires" or self.path.startswith(f"downloads/{kind}/"))


_READERS = (PAIR, ("manager", "sponsor", SAFE_CONTACT), ("facilitator", "hr"))


def by_reader(files: Iterable[Download]) -> list[tuple[tuple[str, ...], list[Download]]]:
    """The files by who reads them: pairs, those who back them, those who run the programme. Each stands once."""
    waiting, groups = list(files), []
    for roles in _READERS:
        theirs = [file for file in waiting if set(roles) & set(file.audience)]
        waiting = [file for file in waiting if file not in theirs]
        present = tuple(role for role in roles if any(role in file.audience for file in theirs))
        groups += [(present, theirs)] if theirs else []
    return groups


def refuse_taken(name: str, file: str, taken: Collection[str]) -> None:
    """Raise BuildFailed where the form `name`, written in `file`, would take the place of a file that has this name."""
    if name in taken:
        message = f'a file called "{name}" is made of every programme, and this form would take its place'
        raise BuildFailed([Problem("file-name", message, Span(file), "give this form another name")])
