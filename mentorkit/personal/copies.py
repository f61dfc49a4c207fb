"""Personal copies: each participant's workbook with names, groups and own dates, and a calendar of their own."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from hashlib import sha256
from importlib.metadata import version
from itertools import chain, groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import category
from unicodedata import name as unicode_name
from urllib.parse import urlsplit
from urllib.request import url2pathname

from mentorkit import __version__
from mentorkit.brand.scripts import way_out
from mentorkit.build.message_places import placed
from mentorkit.build.outputs import write_book
from mentorkit.build.workers import Progress, Start, Worker, workers
from mentorkit.checking.loading import load
from mentorkit.core.clock import now
from mentorkit.core.machine import unwritable
from mentorkit.core.names import as_id
from mentorkit.core.problems import BuildFailed, Problem, Report, Result, Span
from mentorkit.files.calendars import calendar_for
from mentorkit.language.voice import Voice
from mentorkit.personal.large_runs import LARGE, Forecast, Pace, room_of, share
from mentorkit.personal.lettering import Typesetter, lay_out, names_css
from mentorkit.personal.participant_words import group_label
from mentorkit.personal.participants import Participant, read_participants
from mentorkit.personal.stamping import LaidOut, Stamped, places, stamped, too_wide
from mentorkit.toolkit import Occurrence, PlannedEvent, Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.name_slots import PersonalLayout
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout.set_lines import SetLines
from mentorkit.workspace.private_folder import PRIVATE, PrivateFolder, misplaced, refuse_public
from mentorkit.workspace.workspace import ProgramFile, Workspace

_TASKS = 3000
"""Tasks after which the process that sets and stamps names makes room for a fresh one: a thousand copies."""
_STEPS = 1000
"""Steps in which the progress of a large run is told."""
_ANY_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)
"""Stands for the moment of the run in what a copy is made from: a later run alone makes no copy anew."""


@dataclass(frozen=True, slots=True)
class Personalised:
    """The outcome: how many copies were made, how many were there already, and the problems of rows.

    `others` are folders of people who do not stand in the table any more; where rows are wrong that cannot be known.
    """

    folder: Path
    made: int
    kept: int
    others: tuple[str, ...]
    report: Report


def personalise(
    workspace: Workspace,
    program: ProgramFile,
    table: Path,
    into: Path | None = None,
    *,
    editions: tuple[str, ...] = (),
    shard: tuple[int, int] = (1, 1),
    ignore_space: bool = False,
    progress: Progress = lambda done, total, what: None,
    say: Callable[[str], None] = lambda text: None,
) -> Personalised:
    """Make a copy for everybody in `table`, but for rows that are wrong, which the report names.

    Copies are written one after the other, and none is held: memory does not grow with their number. `shard` is which of
    several equal parts of the people has copies. A large run says what it needs before it begins, and is refused where the
    disk has too little room, unless that is to be ignored.

    Raises BuildFailed, with nothing written, where the programme or the table has errors, or the folder is not private.
    """
    folder = into or workspace.root / PRIVATE / program.client / program.slug
    refuse_public(folder, workspace)
    toolkit, people, problems = _read(workspace, program, table)
    names, private, results = folder_names(people), PrivateFolder(folder), Counter[str]()
    mine = share(sorted(people, key=_order), *shard)
    large = len(mine) >= LARGE
    try:
        with private.held(), workers(1, workspace.settings.limits, _TASKS) as start:
            rounds = list(_rounds(mine, _Recipes(toolkit, workspace, editions, start)))
            pace = _announced(rounds, names, private, say, ignore_space=ignore_space) if large else Pace(0, say)
            made = _make(rounds, names, private, str(table), look_first=not large)
            for done, ((name, how), refused) in enumerate(made, 1):
                problems += refused
                results[how] += 1
                if how == "made":
                    pace.step()
                if not large:
                    progress(done, len(mine), name)
                elif done % (len(mine) // _STEPS or 1) == 0 or done == len(mine):
                    progress(done, len(mine), "copies")
    except OSError as error:
        problems.append(unwritable(error, error.filename or str(folder), "private-folder"))
    report = Report.of(problems)
    others = () if report.stops() else tuple(private.others(set(names.values())))
    return Personalised(folder, results["made"], results["kept"], others, report)


def _read(
    workspace: Workspace, program: ProgramFile, table: Path
) -> tuple[Toolkit, tuple[Participant, ...], list[Problem]]:
    """The programme, the people in the table, and what is wrong with single rows. Raises BuildFailed where nothing can be made."""
    problems = list(misplaced(table, workspace))
    if Report.of(problems).stops():
        raise BuildFailed(problems)
    loaded = load(workspace, [program])
    if loaded.report.stops():
        raise BuildFailed(loaded.report.problems)
    try:
        people, wrong_rows = read_participants(table, loaded.toolkits[0])
    except BuildFailed as no_table:
        raise BuildFailed([*problems, *no_table.problems]) from None
    return loaded.toolkits[0], people, [*problems, *wrong_rows]


def _alike(person: Participant) -> tuple[str, str, tuple[str, ...], bool, str]:
    """Those whose copies differ in nothing but names: one layout serves them all."""
    return person.language, person.role, person.groups, bool(person.partner), person.zone


def _order(person: Participant) -> tuple[tuple[str, str, tuple[str, ...], bool, str], str, str]:
    """Those who are alike stand together, in an order that does not depend on that of the table."""
    return _alike(person), person.name, person.partner


def folder_names(people: Iterable[Participant]) -> dict[Participant, str]:
    """A name for each person's folder that works on every system, and is nobody else's: mentee-ada-nowak.

    It is the same whatever the order of the table. Other scripts keep their letters.
    """
    plain = {person: _plain(person) for person in people}
    shared = Counter(plain.values())
    return {
        person: name if shared[name] == 1 else f"{name}-{_hash(person.role, person.name, person.partner)[:6]}"
        for person, name in plain.items()
    }


def _plain(person: Participant) -> str:
    name = person.name.casefold()
    kept = "".join(one if category(one)[0] in "LMN" else " " for one in name)  # letters, their marks, and numbers
    latin = any("LATIN" in unicode_name(one, "") for one in kept)
    short = as_id(name) if latin else "-".join(kept.split())
    return f"{person.role}-{short[:40]}".rstrip("-")


def for_groups(toolkit: Toolkit, groups: Iterable[str], named_as: Toolkit | None = None) -> Toolkit:
    """The programme as somebody in these groups meets it: of an event that has one of them, no other is left.

    The groups are called as in `named_as`, the same programme in its main language, where that is given.
    """
    mine, labels = set(groups), _labels(named_as or toolkit)

    def meets(event: PlannedEvent, one: Occurrence) -> bool:
        return labels[one.uid] in mine or not mine & {labels[other.uid] for other in event.occurrences}

    def met(event: PlannedEvent) -> PlannedEvent:
        return replace(event, occurrences=tuple(one for one in event.occurrences if meets(event, one)))

    timeline = (
        replace(entry, event=entry.event and met(entry.event))
        for entry in toolkit.timeline
        if not (entry.event and entry.occurrence) or meets(entry.event, entry.occurrence)
    )
    return replace(toolkit, events=tuple(met(event) for event in toolkit.events), timeline=tuple(timeline))


def _labels(toolkit: Toolkit) -> dict[str, str]:
    """What the group of each time of an event is called."""
    return {one.uid: group_label(one) for event in toolkit.events for one in event.occurrences}


_Round = tuple["_Copies", list[Participant]]
"""Those who are alike, and what their copies are made by."""


class _Refused(Exception):
    """No copy can be made of this row."""

    def __init__(self, rule: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def _make(
    rounds: Sequence[_Round], names: Mapping[Participant, str], private: PrivateFolder, file: str, *, look_first: bool
) -> Iterator[Result[tuple[str, str]]]:
    """Each person's folder as it is done, and whether it was `made`, `kept` or `refused`; then the problems say why.

    To `look_first` is to set all names in type before the first copy is written; more names than can be remembered would
    be set twice.
    """
    looked_at = list[dict[Participant, Result[str]]]()
    for copies, alike in rounds:
        every = _each(alike, partial(_wanted, private, names, copies), file) if look_first else ()
        looked_at.append({person: result for person, result in every if result.value != "made"})
    for (copies, alike), known in zip(rounds, looked_at, strict=True):
        made = _each([one for one in alike if one not in known], partial(_put, private, names, copies), file)
        for person, (how, problems) in chain(known.items(), made):
            yield Result((names[person], how), problems)
        copies.let_go()


def _rounds(people: Iterable[Participant], recipes: _Recipes) -> Iterator[_Round]:
    """Those who are alike, who come one after the other, with what their copies are made by."""
    for _, some in groupby(people, key=_alike):
        alike = list(some)
        yield _Copies(recipes.in_language(alike[0].language), alike[0]), alike


def _announced(
    rounds: Iterable[_Round],
    names: Mapping[Participant, str],
    private: PrivateFolder,
    say: Callable[[str], None],
    *,
    ignore_space: bool,
) -> Pace:
    """Say what the copies will need that are not there yet. Raises BuildFailed where that is not to be had.

    One copy of each role in each language is made, to see its size; what other copies are made from is not kept in memory.
    """
    missing, needed, sizes = 0, 0, dict[tuple[str, str], int]()
    for copies, alike in rounds:
        kind = copies.alike.role, copies.alike.language
        with suppress(BuildFailed):  # which is told when they are made
            wanted = [one for one in alike if not private.claims(names[one], copies.made_for(one))]
            if wanted and not sizes.get(kind):
                sizes[kind] = _size_of_one(copies, wanted)
            else:
                copies.let_go()
            missing += len(wanted)
            needed += len(wanted) * sizes.get(kind, 0)
    forecast = Forecast.of(missing, needed, private.root)
    if missing:
        say(str(forecast))
    if not ignore_space:
        forecast.refuse_without_room(private.root)
    return Pace(missing, say)


def _size_of_one(copies: _Copies, people: Iterable[Participant]) -> int:
    """The room that one of these copies takes: the first that can be made."""
    for person in people:
        with suppress(_Refused):
            return room_of(copies.files(person).values())
    return 0


def _each(
    alike: Iterable[Participant], do: Callable[[Participant], str], file: str
) -> Iterator[tuple[Participant, Result[str]]]:
    """What is done for each person, or `refused` and why; where their book cannot be made, that is told once."""
    failed = False
    for person in alike:
        how, problems = "refused", tuple[Problem, ...]()
        try:
            how = how if failed else do(person)
        except _Refused as refused:
            problems = (Problem(refused.rule, refused.message, Span(file, person.line), refused.hint),)
        except BuildFailed as none:  # others can be made
            problems, failed = none.problems, True
        yield person, Result(how, problems)


def _wanted(private: PrivateFolder, names: Mapping[Participant, str], copies: _Copies, person: Participant) -> str:
    """Whether a copy is there (`kept`) or has to be `made`. Raises _Refused where none can be."""
    name = names[person]
    if private.has(name, copies.made_for(person)):
        return "kept"
    if foreign := private.foreign(name):
        message = f'a new copy would replace "{foreign}", which somebody changed or put there'
        raise _Refused("not-ours", message, "move it away, or name another folder with --into")
    copies.lettered(person)
    return "made"


def _put(private: PrivateFolder, names: Mapping[Participant, str], copies: _Copies, person: Participant) -> str:
    """Make a copy where it is wanted; return `made` or `kept`. Raises _Refused where none can be made."""
    how = _wanted(private, names, copies, person)
    if how == "made":
        private.put(names[person], copies.made_for(person), copies.files(person))
    return how


class _Recipes:
    """What copies are made by, in each language that somebody has: a recipe is made when the first copy is wanted."""

    def __init__(self, toolkit: Toolkit, workspace: Workspace, editions: tuple[str, ...], start: Start) -> None:
        self.main, self.editions, self.workspace = toolkit, editions, workspace
        self.worker = Worker(start, workspace.settings.limits)
        self._made: dict[str, _Recipe] = {}

    def in_language(self, tag: str) -> _Recipe:
        """The recipe of a language of the programme; of the main one where `tag` is empty."""
        if tag not in self._made:
            kits = {kit.language: kit for kit in self.main.translations} | {"": self.main}
            self._made[tag] = _Recipe(kits[tag], self.main, self.workspace, self.editions, self.worker)
        return self._made[tag]


class _Recipe:
    """The parts that are the same for all copies in one language. `main` is the programme in its main one."""

    def __init__(
        self, toolkit: Toolkit, main: Toolkit, workspace: Workspace, editions: tuple[str, ...], worker: Worker
    ) -> None:
        self.toolkit, self.main, self.editions, self.root = toolkit, main, editions, workspace.root
        self.layers, self.voice = workspace.layers(toolkit.client), Voice.of(toolkit.program)
        self.worker = worker
        css = self.within_limits("the style of names", names_css, toolkit, self.layers)
        set_one = partial(self.within_limits, "a name set in type", lay_out)
        self.typesetter = Typesetter(css, self.layers, set_one)

    def called(self, groups: Iterable[str]) -> tuple[str, ...]:
        """What these groups of the main language are called in this one."""
        ours, labels = _labels(self.toolkit), _labels(self.main)
        return tuple(dict.fromkeys(ours[uid] for group in groups for uid, label in labels.items() if label == group))

    def within_limits(self, what: str, task: Callable[..., Any], *given: Any) -> Any:
        """Return the result of a task of another process. Raises BuildFailed where it goes beyond the limits, or cannot be done."""
        return self.worker.do(what, self.toolkit.program.where(), task, *given)


class _Copies:
    """Copies of those who are alike, from one layout that is made when the first is wanted."""

    def __init__(self, recipe: _Recipe, alike: Participant) -> None:
        self.recipe, self.alike = recipe, alike
        self.toolkit = for_groups(recipe.toolkit, alike.groups, recipe.main)

    def let_go(self) -> None:
        """Drop the books and their layouts from memory: there may be many kinds of copies, and each is made in one go."""
        self.__dict__.pop("books", None)

    @cached_property
    def books(self) -> tuple[_NamedBook, ...]:
        """The workbook and, where the programme gives one, the certificate."""
        workbook = _workbook(self.toolkit, self.alike.role, self.recipe.editions)
        certificates = (book for book in books_of(self.toolkit) if book.id == "certificate")
        return tuple(self._named(book) for book in (workbook, *certificates))

    def _named(self, book: Book) -> _NamedBook:
        alike, edition = self.alike, book.edition.id
        groups = self.recipe.called(alike.groups)
        personal = PersonalLayout(groups, partner=bool(alike.partner), edition=edition, zone=alike.zone)
        return _NamedBook(self.recipe, self.toolkit, book, personal)

    @cached_property
    def made_from(self) -> str:
        """A hash of everything in these copies but for the names."""
        calendar = calendar_for(self.toolkit, self.alike.role, _ANY_MOMENT, self.alike.zone).decode()
        versions = (__version__, version("weasyprint"), version("pikepdf"))
        texts = (text for book in self.books for text in book.made_from)
        return _hash(*versions, self.recipe.typesetter.css, calendar, *texts)

    @cached_property
    def calendar(self) -> bytes:
        return calendar_for(self.toolkit, self.alike.role, now(), self.alike.zone)

    def made_for(self, person: Participant) -> str:
        """A hash of everything in the copy of one person."""
        return _hash(self.made_from, person.name, person.partner, str(person.first_day or ""))

    def lettered(self, person: Participant) -> dict[str, SetLines]:
        """The names in the copy of one person, set in type. Raises _Refused where one cannot be, or finds no room."""
        names = _names_of(person)
        lines = {whose: self.recipe.typesetter.set(name) for whose, name in names.items()}
        if missing := sorted({letter for one in lines.values() for letter in one.missing}):
            codes = ", ".join(f"U+{ord(letter):04X}" for letter in missing)
            message = f"no font has letters for “{''.join(missing)}” ({codes})"
            raise _Refused("no-letters", message, way_out(missing, self.toolkit.program.language))
        for whose in chain.from_iterable(too_wide(book.personal, lines) for book in self.books):
            message = f'"{names[whose]}" is too long for its place, even in small letters'
            raise _Refused("too-long", message, "write a shorter form of the name")
        return lines

    def files(self, person: Participant) -> Mapping[str, bytes]:
        """The files of one person, by name. Raises _Refused where one would not be what it claims to be."""
        names, lines = _names_of(person), self.lettered(person)
        made = {f"{book.stem}.pdf": book.copy(names, lines) for book in self.books}
        own = person.first_day
        role, zone = self.alike.role, self.alike.zone
        calendar = calendar_for(self.toolkit, role, now(), zone, own) if own else self.calendar
        return made | {"calendar.ics": calendar}


def _names_of(person: Participant) -> dict[str, str]:
    """The names in the copy of one person, by whose they are."""
    return {"own": person.name, "partner": person.partner} if person.partner else {"own": person.name}


class _NamedBook:
    """One book of those who are alike, with places for their names, from one layout."""

    def __init__(self, recipe: _Recipe, toolkit: Toolkit, book: Book, personal: PersonalLayout) -> None:
        self.recipe, self.toolkit, self.personal = recipe, toolkit, personal
        self.book = replace(book, personal=personal)

    @property
    def stem(self) -> str:
        return self.book.stem

    @cached_property
    def composed(self) -> PrintHtml:
        what = self.book.title(self.recipe.voice)
        made: PrintHtml = self.recipe.within_limits(what, compose, self.toolkit, self.book, self.recipe.layers)
        return made

    @property
    def made_from(self) -> tuple[str, ...]:
        """Everything in it but for the names: its texts, and the digests of its files."""
        from_files = (_digest(path) for path in _files(self.composed.html + self.composed.css))
        return (repr(self.composed.edition), self.composed.html, self.composed.css, *from_files)

    @cached_property
    def laid_out(self) -> LaidOut:
        with TemporaryDirectory(prefix="mentorkit-") as scratch:
            file = Path(scratch, f"{self.book.stem}.pdf")
            self._lay_out(file)
            mirrored = self.recipe.voice.words.direction == "rtl"
            made = LaidOut(file.read_bytes(), self.composed.title, self.personal, mirrored)
        place, template = _PLACES.get(self.book.id, _PLACES[""])
        if place not in self.recipe.within_limits(self.composed.title, places, made):
            whose = "this certificate" if self.book.id in _PLACES else "the cover of these workbooks"
            message = f"{whose} leaves no place for a name"
            hint = f'put `slot(book.personal, "{place}")` into your own template, as the stock\'s has it'
            raise BuildFailed([Problem("no-place", message, Span(template), hint)])
        return made

    def _lay_out(self, into: Path) -> None:
        recipe = self.recipe
        try:
            recipe.within_limits(self.composed.title, write_book, self.composed, recipe.layers, into)
        except BuildFailed as failed:
            raise placed(failed, self.toolkit, recipe.layers, recipe.root) from None

    def copy(self, names: Mapping[str, str], lines: Mapping[str, SetLines]) -> bytes:
        """The book with these names. Raises _Refused where it would not be what it claims to be."""
        title, edition = self.composed.title, self.book.edition
        made: Stamped = self.recipe.within_limits(title, stamped, self.laid_out, edition, names, lines)
        if made.broken:
            raise _Refused("book", made.broken[0], "take another edition, or write the name in other letters")
        return made.data


_PLACES = {
    "": ("cover-own", "templates/print/parts/cover.html"),
    "certificate": ("certificate-own", "templates/print/certificate.html"),
}
"""The place for a name that each book has to have, and the template where it stands; "" is any workbook."""


def _workbook(toolkit: Toolkit, role: str, editions: tuple[str, ...]) -> Book:
    """The workbook of a role, in the first of these editions: the standard one, else the first that is for it alone."""
    books = [book for book in books_of(toolkit, editions) if book.holds_guides and book.audience == (role,)]
    if not books:
        hint = "add a book for them under `books`, or take their rows out of the table"
        message = f'this programme has no workbook for the role "{role}"'
        raise BuildFailed([Problem("no-workbook", message, toolkit.program.where("books"), hint)])
    return next((book for book in books if book.id == f"{role}-workbook"), books[0])


def _files(text: str) -> Iterable[Path]:
    """The files that a book reads: pictures and fonts."""
    addresses = sorted(set(re.findall(r"file://[^\"')\s]+", text)))
    return [path for one in addresses if (path := Path(url2pathname(urlsplit(one).path))).is_file()]


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _hash(*parts: str) -> str:
    return sha256(json.dumps(parts).encode()).hexdigest()
