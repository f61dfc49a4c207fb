"""The outputs of one programme, made or taken from the cache: its books, and its portal with everything beside the pages."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path

from mentorkit.build.cache import Cache
from mentorkit.build.fingerprint import Fingerprints, software
from mentorkit.build.kept_chapters import KeptChapters
from mentorkit.build.message_places import placed
from mentorkit.core.digests import digest
from mentorkit.core.names import is_file
from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.files.calendars import calendars, single_dates
from mentorkit.files.downloads import Download
from mentorkit.files.form_tools import form_files
from mentorkit.files.tables import heading_rows
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workbooks.compose.book_list import Book, books_of
from mentorkit.workbooks.compose.editions import PRINT
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.joining.book_of_chapters import ChapterStore
from mentorkit.workbooks.layout.imposition import impose
from mentorkit.workspace.layers import Layers


@dataclass(frozen=True)
class Job:
    """One programme on its way to a folder. Everything that a worker process needs."""

    toolkit: Toolkit
    layers: Layers
    config: Path
    folder: Path
    built_at: datetime
    editions: tuple[str, ...] = ()
    """Editions of the workbooks, instead of those that the programme names."""
    only: tuple[str, ...] = ()
    """The only books that are made, by the names of their files; all where nothing is named."""
    offline: bool = False
    """Whether the portal is opened as files, without a server."""
    for_facilitators: bool = False
    """Whether it holds what only facilitators may read: whole modules, and the books that are for them alone."""
    languages: tuple[Toolkit, ...] = ()
    """The same programme in each of its languages, the main one first, where it has several."""
    cache: Cache | None = None
    key: str = ""
    """The digest of everything that this is made from. It and `look` are needed with a cache."""
    appearance: str = ""
    """The digest of what every book looks like: this software, the templates and the brand."""

    @cached_property  # each book asks for all of them
    def books(self) -> tuple[Book, ...]:
        """The books that are made of this programme. Raises BuildFailed as `books_of` does."""
        every = books_of(self.toolkit, self.editions)
        mine = (book for book in every if self.for_facilitators or not book.for_facilitators)
        return tuple(book for book in mine if not self.only or book.stem in self.only)

    @cached_property  # each book compares with it
    def first_look(self) -> Fingerprints:
        """The digests of what its books look like, as this process read them first."""
        prints = Fingerprints()
        appearance(self.toolkit, self.layers, prints)
        return prints


def in_each_language(job: Job) -> tuple[Job, ...]:
    """The job of a programme and one for each further language that it is in, whose folder is in that of the first."""
    kits = job.toolkit.languages
    further = kits[1:]
    if not further:
        return (job,)
    return (
        replace(job, languages=kits),
        *(
            replace(
                job,
                toolkit=kit,
                languages=kits,
                folder=job.folder / kit.language,
                key=digest(job.key, kit.language) if job.key else "",
            )
            for kit in further
        ),
    )


def appearance(toolkit: Toolkit, layers: Layers, prints: Fingerprints) -> str:
    """The digest of what every book of a programme looks like."""
    return digest(software(), prints.layers(layers, "templates"), prints.object_digest(toolkit.branding))


@contextmanager
def told_with_places(job: Job) -> Iterator[None]:
    """The problems that engines find in an output, with the files that it was made from."""
    try:
        yield
    except BuildFailed as failed:
        raise placed(failed, job.toolkit, job.layers, job.config.parent) from None


def make_book(job: Job, book: Book) -> Download:
    """Compose one book and write its PDF, or take the one that was made from the same pages before. Raises BuildFailed."""
    with told_with_places(job):
        return _made(job, book)


def lay_out_chapters(job: Job, book: Book, part: int, parts: int) -> None:
    """Lay out one of so many shares of a book's chapters into the cache, from which `make_book` takes them. Raises BuildFailed."""
    from mentorkit.workbooks.layout.print_engine import lay_out_chapters as lay_out

    if job.cache is None:
        return

    def share(made_from: str) -> bool:
        return int(digest(made_from), 16) % parts == part

    chapters, saved = KeptChapters(job.cache), _saved_at(job.toolkit.pictures.values())
    with told_with_places(job):
        lay_out(compose(job.toolkit, book, job.layers), job.layers, chapters, share)
    if _is_unchanged(job, saved):
        chapters.settle()


def _made(job: Job, book: Book) -> Download:
    saved = _saved_at(job.toolkit.pictures.values())
    composed, path = compose(job.toolkit, book, job.layers), _path(book)
    key = digest("book", job.appearance, path, Fingerprints().text_of(composed, job.layers)) if job.cache else ""
    note = job.cache.take(key, job.folder) if job.cache else None
    if note is None:
        into = job.folder / path
        into.parent.mkdir(parents=True, exist_ok=True)
        chapters = KeptChapters(job.cache) if job.cache else None
        note = {"pages": write_book(composed, job.layers, into, chapters)}
        if job.cache and chapters and _is_unchanged(job, saved):
            job.cache.keep(key, job.folder, [path], note)
            chapters.settle()
    size = (job.folder / path).stat().st_size
    return _download(job, book, note["pages"], size, key)


def _is_unchanged(job: Job, saved: tuple[tuple[int, int], ...]) -> bool:
    """Return whether nobody has saved something meanwhile: the layout reads pictures once more."""
    pictures = _saved_at(job.toolkit.pictures.values())
    return pictures == saved and appearance(job.toolkit, job.layers, job.first_look.anew()) == job.appearance


def _saved_at(files: Iterable[Path]) -> tuple[tuple[int, int], ...]:
    """When each of these files was saved, and its size: another one where somebody saves it meanwhile."""
    stats = (file.stat() if is_file(file) else None for file in files)
    return tuple((one.st_mtime_ns, one.st_size) if one else (0, 0) for one in stats)


def _path(book: Book) -> str:
    return f"downloads/{book.stem}.pdf"


def _download(job: Job, book: Book, pages: int, size: int, key: str) -> Download:
    program = job.toolkit.program
    voice = Voice.of(program)
    several = book.holds_guides and {one.edition for one in job.books if one.holds_guides} != {PRINT}
    extents = {one.extent for one in job.books if one.id == book.id}
    said = [book.extent_label(voice.words)] if len(extents) > 1 else []
    edition = voice.words.comma.join([*said, book.edition.label(voice.words)] if several else said)
    path = _path(book)
    guide = book.guide.path if book.guide else f"questionnaires/{book.questionnaire.id}" if book.questionnaire else ""
    paper = book.edition.sheet(program.paper)
    return Download(path, book.title(voice), book.audience, size, pages, paper, edition, guide, book.summary, key)


def fill_in(job: Job, theme: bool) -> None:  # noqa: FBT001 - workers give arguments by place
    """Fill in every template of a programme, those of the `theme` where that is asked for; lay out and keep nothing.

    Raises BuildFailed with all that is wrong: a mistake in each of them, a rule of style that the engine of the books does
    not know.
    """
    tasks: list[Callable[[], None]] = [partial(_fill_in_book, job, book) for book in job.books]
    tasks.append(partial(_fill_in_portal, job, [_download(job, book, 1, 1, "") for book in job.books], theme=theme))
    if problems := dict.fromkeys(problem for task in tasks for problem in _problems_of(job, task)):
        raise BuildFailed(problems)


def _problems_of(job: Job, task: Callable[[], None]) -> tuple[Problem, ...]:
    """The problems with which a task ends, with their places; none where it can be done."""
    try:
        with told_with_places(job):
            task()
    except BuildFailed as failed:
        return tuple(failed.problems)
    return ()


def _fill_in_book(job: Job, book: Book) -> None:
    from mentorkit.workbooks.layout.print_engine import refuse_unprintable

    refuse_unprintable(compose(job.toolkit, book, job.layers), job.layers)


def try_guide(job: Job, path: str) -> None:
    """Lay out one guide of the programme alone, to see whether it can be."""
    guides = (*job.toolkit.guides, *job.toolkit.pieces)
    kit = replace(job.toolkit, pieces=tuple(one for one in guides if one.path == path)[:1])
    book = Book("alone", ("facilitator",), "facilitator", "print/book.html", chapters=(path,), holds_guides=True)
    with tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        write_book(compose(kit, book, job.layers), job.layers, Path(scratch, "alone.pdf"))


def try_settings_of(job: Job) -> None:
    """Read the settings of the programme's portal as a build does. Raises BuildFailed."""
    from mentorkit.portal import site_engine

    with told_with_places(job), tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        _stage(job, (), Path(scratch, "staged"))
        site_engine.try_settings(Path(scratch, "staged"), engine=job.toolkit.engine)


def write_book(composed: PrintHtml, layers: Layers, into: Path, chapters: ChapterStore | None = None) -> int:
    """Write the PDF of a book, on the sheets of its edition, and return their number of pages.

    Chapters that were laid out before are taken from `chapters`.
    """
    from mentorkit.workbooks.layout.print_engine import write_pdf

    pages, edition = write_pdf(composed, layers, into, chapters), composed.edition
    if edition.folded:
        right_to_left = Words(composed.language).direction == "rtl"
        pages = impose(into, has_back=True, right_to_left=right_to_left)
    return pages


def keep(job: Job, downloads: Iterable[Download]) -> None:
    """Keep what was made of this programme, whole: its files, and by which keys its books are kept.

    Other machines do not find it before it is certain that nobody saved something meanwhile.
    """
    assert job.cache is not None, "asked for where there is a cache"
    books = {one.path: one.made_from for one in downloads}
    paths = (path for path in sorted(job.folder.rglob("*")) if path.is_file())
    apart = {kit.language for kit in job.languages[1:]}  # what is in their folders is kept with them
    names = [inside.as_posix() for path in paths if (inside := path.relative_to(job.folder)).parts[0] not in apart]
    note = {"books": [*books.values()]}
    job.cache.keep(job.key, job.folder, [name for name in names if name not in books], note, announced=False)


def restore(job: Job) -> bool:
    """Put what was made of this programme before into its folder; False where not all of it is there any more.

    Calendars are made anew: what was moved and is moved back has to be newer than what people have in theirs.
    """
    note = job.cache.take(job.key, job.folder) if job.cache else None
    if note is None or not all(job.cache and job.cache.take(key, job.folder) for key in note["books"]):
        return False
    _put_calendars(job)
    return True


def make_portal(job: Job, downloads: list[Download]) -> None:
    """Stage the portal, make its site and put the calendars, the tables and the picture of shared links beside it.

    Raises BuildFailed.
    """
    with told_with_places(job):
        _make_portal(job, downloads)


def _make_portal(job: Job, downloads: list[Download]) -> None:
    from mentorkit.portal.look import CARD
    from mentorkit.portal.site_engine import build_site

    tables = heading_rows(job.toolkit)
    with tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        staged, made = Path(scratch, "staged"), Path(scratch, "site")
        pages = _stage(job, downloads, staged)
        build_site(staged, made, pages, engine=job.toolkit.engine, offline=job.offline)
        shutil.copytree(made, job.folder, copy_function=shutil.move, dirs_exist_ok=True)
    if job.toolkit.program.address and not job.offline:
        from mentorkit.build.share_card import draw_card

        _write(job.folder / CARD, draw_card(job.toolkit, job.layers))
    for table in tables:
        _write(job.folder / table.download.path, table.data)
    for file in form_files(job.toolkit):
        _write(job.folder / file.download.path, file.data)
    _put_calendars(job)


def _put_calendars(job: Job) -> None:
    for name, _role, data in calendars(job.toolkit, job.built_at):
        _write(job.folder / name, data)
    for path, data in single_dates(job.toolkit, job.built_at):
        _write(job.folder / path, data)


def _stage(job: Job, downloads: Iterable[Download], staged: Path) -> tuple[str, ...]:
    """Write the project of the portal into a folder; return the paths of its pages."""
    from mentorkit.portal.dates import last_change
    from mentorkit.portal.stage import stage

    order = [_path(book) for book in job.books]
    still_made = [one for one in downloads if one.path in order]  # a preview may hold others from before
    files = sorted(still_made, key=lambda one: order.index(one.path))
    files += [table.download for table in heading_rows(job.toolkit)]
    files += [file.download for file in form_files(job.toolkit)]
    today = last_change(job.toolkit, job.built_at.date())
    return stage(
        job.toolkit, job.layers, job.config, staged,
        today=today, downloads=files, offline=job.offline, for_facilitators=job.for_facilitators,
        languages=job.languages,
    )  # fmt: skip


def _fill_in_portal(job: Job, downloads: Iterable[Download], *, theme: bool) -> None:
    """Fill in the templates of the portal, and throw away what comes of it."""
    from mentorkit.build.share_card import compose_card

    with tempfile.TemporaryDirectory(prefix="mentorkit-") as scratch:
        staged = Path(scratch, "staged")
        pages = _stage(job, downloads, staged)
        if theme:
            from mentorkit.portal.site_engine import build_site

            build_site(staged, Path(scratch, "site"), pages, engine=job.toolkit.engine, offline=job.offline)
    if job.toolkit.program.address and not job.offline:
        compose_card(job.toolkit, job.layers)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
