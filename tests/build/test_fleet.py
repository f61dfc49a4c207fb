"""Many programmes in one run: parts for several machines, failures that stay where they are, limits, other clients."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import NO_WORKBOOKS, ONE_FORM, PATIENCE, SHORT, SMALL, Project

from mentorkit.build import fleet, outputs, preview
from mentorkit.build.cache import Cache
from mentorkit.build.fingerprint import Fingerprints
from mentorkit.build.live_server import LiveServer
from mentorkit.build.pipeline import build, part
from mentorkit.build.workers import IN_FLIGHT, OutOfBounds, TaskRunner, opened_once, result, workers
from mentorkit.checking.loading import Loader
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits
from mentorkit.files.downloads import Download
from mentorkit.workbooks.compose.book_list import Book
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workspace.workspace import ProgramFile, open_workspace

BROKEN = "{{ nothing }}"
TWO_WORKBOOKS = SHORT.replace("mentee-workbook: none", "mentee-workbook: {chapters: [sessions, dates]}").replace(
    "{chapters: [dates]}", "{chapters: [sessions, dates]}"
)


def look(job: outputs.Job) -> str:
    """What the books of a job look like."""
    return outputs.appearance(job.toolkit, job.layers, Fingerprints())


def test_parts_are_disjoint_complete_and_the_same_in_any_order() -> None:
    every = [ProgramFile("acme", f"p{number}", Path()) for number in range(21)]
    parts = [part(every, number, 8) for number in range(1, 9)]
    assert sorted(one.id for some in parts for one in some) == sorted(one.id for one in every)
    assert {len(some) for some in parts} == {2, 3}
    assert parts == [part(reversed(every), number, 8) for number in range(1, 9)]


@pytest.mark.parametrize("given", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_part_that_there_is_not_is_refused(project: Project, given: str) -> None:
    result = project.run("build", "--shard", given)
    assert result.exit_code == 2
    assert "write which part of how many: 3/8" in result.stderr


def test_a_part_without_programmes_is_no_mistake(project: Project) -> None:
    made = project.run("build", "--shard", "2/2")
    assert (made.exit_code, made.stdout) == (0, "No programme is in this part.\n")


@pytest.fixture
def clients(project: Project) -> Project:
    """Two clients with a small programme each."""
    for client in ("acme", "beta"):
        project.write(f"programs/{client}/lead.yml", SHORT)
    return project


@pytest.mark.slow
def test_what_is_wrong_with_one_programme_stops_no_other(clients: Project) -> None:
    clients.write("programs/beta/templates/print/mentor-workbook.html", BROKEN)
    clients.write("programs/gamma/lead.yml", "title: No more than this\n")
    made = clients.run("build", "-j", "1")
    assert made.exit_code == 1
    assert (clients.root / "site/acme/lead/index.html").is_file()
    assert not (clients.root / "site/beta").exists()
    assert "programs/beta/templates/print/mentor-workbook.html" in made.stderr
    assert made.stderr.endswith(" errors. 1 programme built. Not built: beta/lead, gamma/lead.\n")
    steps = re.findall(r"^\[(\d+)/(\d+)\]", made.stderr, re.MULTILINE)
    assert steps[-1][0] == steps[-1][1], "the count of steps comes to its end"
    clients.write("programs/beta/templates/print/mentor-workbook.html", '{% extends "print/book.html" %}')
    (clients.root / "programs/gamma/lead.yml").unlink()
    again = clients.run("build", "-j", "1")
    assert again.stdout.endswith("1 programme built, 1 unchanged.\n"), again.output


def test_a_fleet_made_part_by_part_is_the_one_made_together(clients: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the programmes of a part are in memory; one that cannot be read, or whose folder is not ours, stops no other."""
    clients.write("programs/gamma/lead.yml", "title: No more than this\n")
    clients.write("site-1/beta/lead/mine.txt", "Written by hand")
    monkeypatch.setattr(fleet, "on_this_machine", lambda _jobs: at_once)
    monkeypatch.setattr(fleet, "make_book", lambda job, book: Download(book.stem, "", ("mentee",), 1))
    monkeypatch.setattr(fleet, "make_portal", lambda job, _: (job.folder / "index.html").write_text(job.toolkit.id))
    workspace, steps = open_workspace(clients.root / "mkdocs.yml").value, list[str]()
    assert workspace
    load_part, forget = Loader.load, Loader.forget_programmes
    monkeypatch.setattr(
        Loader, "load", lambda self, part: steps.extend(one.client for one in part) or load_part(self, part)
    )
    monkeypatch.setattr(Loader, "forget_programmes", lambda self: steps.append("forgotten") or forget(self))
    made = {
        number: build(workspace, workspace.programs(), clients.root / f"site-{number}", together=number)
        for number in (1, 3)
    }
    one_by_one = ["acme", "forgotten", "beta", "forgotten", "gamma", "forgotten"]
    assert steps == [*one_by_one, "acme", "beta", "gamma", "forgotten"]
    assert (made[1].made, made[1].failed) == (("acme/lead",), ("beta/lead", "gamma/lead"))
    assert (made[3].made, made[3].failed) == (("acme/lead", "beta/lead"), ("gamma/lead",))
    rules = [{problem.rule for problem in made[number].report.problems} for number in (1, 3)]
    assert rules[0] - rules[1] == {"not-ours"}
    assert (clients.root / "site-1/beta/lead/mine.txt").read_text() == "Written by hand"


def test_processes_are_begun_with_the_first_part_and_go_on_with_the_next() -> None:
    seen = list[object]()

    @contextmanager
    def begin(tasks: int, _limits: Limits) -> Iterator[TaskRunner]:
        seen.append(tasks)
        yield TaskRunner(lambda *_: Future[Any](), lambda: 1)
        seen.append("ended")

    with ExitStack() as ends:
        open_runner = opened_once(begin, ends, in_parts=True)
        for part_of in ("first part", "second part"):
            with open_runner(3, Limits()) as runner:
                seen.append((part_of, runner.at_once()))
    assert seen == [sys.maxsize, ("first part", 1), ("second part", 1), "ended"]


@contextmanager
def at_once(_tasks: int, _limits: Limits) -> Iterator[TaskRunner]:
    """A runner whose tasks are done in this process."""

    def start(task: Callable[..., Any], *given: Any) -> Future[Any]:
        future = Future[Any]()
        future.set_result(task(*given))
        return future

    yield TaskRunner(start, lambda: 1)


def test_the_count_of_steps_never_falls_and_comes_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """One programme fails at its second book, while others wait: what is left out counts as done."""

    def make(job: Any, book: Any) -> object:
        if (job.toolkit.id, book.stem) == ("beta/lead", "b"):
            raise BuildFailed([Problem("book", "no", Span("b"))])
        return book

    monkeypatch.setattr(fleet, "restore", lambda job: False)
    monkeypatch.setattr(fleet, "make_book", make)
    monkeypatch.setattr(fleet, "make_portal", lambda *_: None)
    books = tuple(SimpleNamespace(stem=name, holds_guides=False) for name in "abcde")
    jobs: Any = [
        SimpleNamespace(
            toolkit=SimpleNamespace(id=f"{client}/lead", languages=("en",)), books=books, cache=None, languages=()
        )
        for client in ("acme", "beta", "gamma")
    ]
    steps, whole = list[tuple[int, int]](), list[str]()
    made = fleet.Fleet(Limits())
    made.make(
        jobs,
        fleet.on_this_machine(1),
        lambda job, _: whole.append(job.toolkit.id),
        lambda done, total, _: steps.append((done, total)),
    )
    assert (whole, [*made.failed]) == (["acme/lead", "gamma/lead"], ["beta/lead"])
    assert steps == sorted(steps), "it rises"
    assert {total for _, total in steps} == {18}, "what there is to do stays what it was"
    assert steps[-1] == (18, 18)


def test_the_book_that_takes_the_longest_is_begun_first(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begun last, it would keep one process at work while the others rest."""
    monkeypatch.setattr(fleet, "make_book", lambda job, book: book)
    monkeypatch.setattr(fleet, "make_portal", lambda *_: None)
    steps = list[str]()
    fleet.Fleet(Limits()).make(
        [replace(project.job(), for_facilitators=True)],
        fleet.on_this_machine(1),
        lambda *_: None,
        lambda _done, _total, what: steps.append(what),
    )
    assert steps[:3] == [f"acme/lead {name}" for name in ("facilitator-guide", "mentor-workbook", "mentee-workbook")]
    assert steps[-1] == "acme/lead portal"


@contextmanager
def eight_threads(_tasks: int, _limits: Limits) -> Iterator[TaskRunner]:
    """A runner that keeps eight threads at work."""
    with ThreadPoolExecutor(8) as threads:
        yield TaskRunner(threads.submit, lambda: 8 * IN_FLIGHT)


@pytest.mark.parametrize(("programmes", "fresh", "shares"), [(1, False, 4), (2, False, 0), (1, True, 0)])
def test_processes_that_would_be_idle_lay_out_shares_of_chapters_before_books(
    project: Project, monkeypatch: pytest.MonkeyPatch, programmes: int, fresh: bool, shares: int
) -> None:
    """One programme takes as long as its chapters, and not as its longest book."""
    laid_out, counts = list[tuple[str, int, int]](), list[int]()

    def lay_out(_: outputs.Job, book: Book, part: int, parts: int) -> None:
        time.sleep(0.02)
        laid_out.append((book.stem, part, parts))

    def make(_: outputs.Job, book: Book) -> Book:
        if book.holds_guides:
            counts.append(sum(stem == book.stem for stem, *_ in laid_out))
        return book

    monkeypatch.setattr(fleet, "lay_out_chapters", lay_out)
    monkeypatch.setattr(fleet, "make_book", make)
    monkeypatch.setattr(fleet, "make_portal", lambda *_: None)
    monkeypatch.setattr(fleet, "keep", lambda *_: None)
    monkeypatch.setattr(fleet, "restore", lambda _: False)
    job, steps = replace(project.job(), cache=Cache(project.root / "cache", fresh)), list[tuple[int, int]]()
    jobs = [replace(job, toolkit=replace(job.toolkit, slug=f"lead-{number}")) for number in range(programmes)]
    made = fleet.Fleet(Limits())
    made.make(jobs, eight_threads, lambda *_: None, lambda done, total, _: steps.append((done, total)))
    books = ("mentee-workbook", "mentor-workbook")
    assert sorted(laid_out) == [(book, part, shares) for book in books for part in range(shares)]
    assert counts == [shares] * len(books) * programmes, "each book waits for its shares"
    assert {total for _, total in steps} == {steps[-1][0]}, "shares are steps from the beginning"


@pytest.mark.slow
def test_shares_hold_every_chapter_once_and_give_the_same_books(project: Project, tmp_path: Path) -> None:
    """Also where two books show the same chapter. What shows page numbers is laid out with its book."""
    project.write("programs/acme/lead.yml", TWO_WORKBOOKS)
    job = project.job()
    one, other = (
        replace(job, folder=tmp_path / name, cache=Cache(tmp_path / f"{name}-kept"), appearance=look(job))
        for name in ("whole", "shared")
    )
    assert other.cache
    entries = list[set[str]]()
    for number in range(3):
        for book in (one for one in job.books if one.holds_guides):
            outputs.lay_out_chapters(other, book, number, 3)
        entries.append({path.parent.name for path in other.cache.folder.glob("*/*/entry")})
    assert entries[0] < entries[1] < entries[2], "each has something"
    with_shares = len(entries[2])
    for job in (one, other):
        for book in job.books:
            outputs.make_book(job, book)
    assert [path.read_bytes() for path in sorted(one.folder.rglob("*.pdf"))] == [
        path.read_bytes() for path in sorted(other.folder.rglob("*.pdf"))
    ]
    assert one.cache
    kept = [len([*cache.folder.glob("*/*/entry")]) for cache in (one.cache, other.cache)]
    assert kept[0] == kept[1], "no share laid out what no book shows"
    assert with_shares > kept[0] / 3


PDF = re.compile(r"href=[^>]*?([\w-]+\.pdf)")


@pytest.mark.slow
def test_of_the_books_only_those_that_are_named_are_made(project: Project) -> None:
    """The portal lists what was made, and a build without names makes the rest."""
    project.write("programs/acme/lead.yml", SHORT)
    downloads = project.root / "site/acme/lead/downloads"
    workbook, form = "mentor-workbook.pdf", "forms/goal-sheet.pdf"
    for words, books in (("--book none", set[str]()), ("--book mentor-workbook", {workbook}), ("", {workbook, form})):
        done = project.run("build", "-j", "1", *words.split())
        assert done.exit_code == 0, done.output
        assert {path.relative_to(downloads).as_posix() for path in downloads.rglob("*.pdf")} == books
        listed = {name for page in ("downloads", "forms/goal-sheet") for name in PDF.findall(_page(project, page))}
        assert listed == {Path(name).name for name in books}


def _page(project: Project, name: str) -> str:
    return (project.root / f"site/acme/lead/{name}/index.html").read_text("utf-8")


def test_a_book_that_there_is_not_is_named(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT)
    done = project.run("build", "--book", "mentor-workbok", "--book", "mentor-workbook")
    assert done.exit_code == 1
    assert done.stderr.splitlines()[:2] == [
        '--book  error  there is no book "mentor-workbok"  [no-such-book]',
        '    did you mean "mentor-workbook"?',
    ]
    assert not (project.root / "site").exists()


@pytest.mark.slow
def test_parts_put_together_are_the_whole(clients: Project, tmp_path: Path) -> None:
    for number in ("1", "2"):
        assert clients.run("build", "--shard", f"{number}/2", "-d", str(tmp_path / "parts"), "-j", "1").exit_code == 0
    assert clients.run("build", "-d", str(tmp_path / "whole"), "-j", "1", "--fresh").exit_code == 0
    parts, whole = (
        {path.relative_to(site).as_posix(): path.read_bytes() for path in site.glob("[!.]*/**/*") if path.is_file()}
        for site in (tmp_path / "parts", tmp_path / "whole")
    )
    assert parts == whole


WATCHED = """
import sys
from mentorkit.cli import main
opened = []
def hook(event, given):
    if event in ("open", "os.listdir", "os.scandir") and isinstance(given[0], str):
        opened.append(given[0])
sys.addaudithook(hook)
try:
    main(["build", "acme/lead", "-j", "1", "-q"])
finally:
    print([one for one in opened if "/beta" in one], file=sys.stderr)
"""


@pytest.mark.slow
def test_nothing_of_another_client_is_read(clients: Project) -> None:
    clients.write("programs/beta/_brand.yml", "]")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=clients.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == "[]\n"


@pytest.mark.slow
def test_a_task_beyond_its_limits_ends_and_the_others_go_on() -> None:
    limits = Limits(seconds=20, megabytes=300)  # seconds in which a busy machine, too, does what takes none
    with workers(2, limits) as start:
        tasks = [start(time.sleep, PATIENCE), start(bytearray, 10**9), start(os._exit, 3), start(abs, -3)]
        said = []
        for task in tasks[:3]:
            with pytest.raises(OutOfBounds) as ended:
                result(task, limits)
            said.append(str(ended.value))
        assert result(tasks[3], limits) == 3
    with workers(1, limits) as start:
        full = result(start(os.getpid), limits)
        with pytest.raises(OutOfBounds):
            result(start(bytearray, 10**9), limits)
        assert result(start(os.getpid), limits) != full, "a process that is full makes room for another"
    assert said == [
        "takes longer than 20 seconds",
        "needs more than 300 MB of memory",
        "ends the process that makes it, as a lack of memory does",
    ]


@pytest.mark.slow
def test_processes_that_the_system_ends_are_replaced() -> None:
    """They were at work on nothing: a pool breaks then, and what is given to it next is done by others."""
    with workers(1, Limits()) as start:
        process = result(start(os.getpid), Limits())
        os.kill(process, signal.SIGKILL)
        time.sleep(1)  # until the pool has seen it
        assert result(start(abs, -3), Limits()) == 3


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "template"),
    [
        (["build", "-j", "1", "-q"], "portal/home.html"),
        (["serve", "-a", "127.0.0.1:0"], "portal/home.html"),
        (["report", "-q"], "report/parts.html"),
        (["check", "--format", "html"], "report/parts.html"),
        (["personalise", "people.csv", "-q"], "print/names.css"),
        (["personalise", "people.csv", "-q"], "print/parts/cover.html"),
    ],
    ids=lambda one: one if isinstance(one, str) else one[0],
)
def test_what_never_ends_is_stopped_by_one_process_too(command: list[str], template: str, project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL + ("" if command[0] == "personalise" else NO_WORKBOOKS) + ONE_FORM)
    project.write(f"programs/acme/templates/{template}", ENDLESS)
    project.write("people.csv", "role,name\nmentee,Ada\n")
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("mentorkit:", "mentorkit:\n    limits: {seconds: 2}"))
    words = [sys.executable, "-m", "mentorkit", command[0], "acme/lead", *command[1:]]
    done = subprocess.run(words, cwd=project.root, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert done.returncode == 1, done.stderr
    told = r"(?:portal of|report of|style of|templates of|Workbook for|forms/[\w-]+ of) (?:acme/lead|names|mentees) takes longer than 2 seconds"
    assert re.search(rf"{told}  \[limits\]\n", done.stderr), done.stderr
    assert not (project.root / "reports/acme/lead.html").exists()
    assert [*project.root.glob("private/acme/lead/mentee-*")] == []


@pytest.mark.slow
def test_a_machine_that_allows_less_memory_than_we_do_is_told_in_words(project: Project) -> None:
    project.write("programs/acme/lead.yml", SHORT)
    words = f"ulimit -d 120000; exec {sys.executable} -m mentorkit build -j 1"
    done = subprocess.run(["bash", "-c", words], cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert re.search("memory|cannot be loaded", done.stderr), done.stderr
    assert not (project.root / "site/acme").exists()


def test_the_guide_that_takes_too_much_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise RecursionError

    def tried(job: outputs.Job, path: str) -> None:
        if path == "keys/feedback":
            raise RecursionError

    project.write("programs/acme/lead.yml", SHORT.replace("first-conversation", "first-conversation, feedback"))
    monkeypatch.setattr(fleet, "make_book", slow)
    monkeypatch.setattr(fleet, "try_guide", tried)
    made = project.run("build", "-j", "1", "-q")
    assert made.exit_code == 1
    assert made.stderr == (
        "(stock) content/keys/feedback.md  error  mentor-workbook of acme/lead is nested too deeply  [limits]\n"
        "    look here for a huge table or picture, or raise `limits` in mkdocs.yml\n"
        "1 error. Nothing was written.\n"
    )


@pytest.mark.parametrize("path", ["keys/first-conversation", "forms/goal-sheet", "pages/rules"])
def test_a_guide_is_tried_alone_whichever_it_is(path: str, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("content/pages/rules.md", "# House rules\n\nBe on time.\n")
    project.write("programs/acme/lead.yml", SHORT)
    composed: list[PrintHtml] = []
    monkeypatch.setattr(outputs, "write_book", lambda book, *_: composed.append(book))
    job = project.job()
    outputs.try_guide(job, path)
    (book,) = composed
    shown = {one.path for one in job.toolkit.guides if one.facts.title in visible_text(book.html)}
    assert shown == {path}


class FakePool:
    """Processes of the preview, in this one: each task ends as `ends` says, and is noted with what it was given."""

    begun: list[Limits]
    ends: Callable[[str, int, Any], object]

    def __init__(self, _: int, limits: Limits) -> None:
        self.limits = limits
        self.begun.append(limits)

    def submit(self, _: Callable[..., Any], task: Callable[..., Any], *given: object) -> Future[Any]:
        """Start a task as `JobSender` hands it over."""
        future: Future[Any] = Future()
        ended = type(self).ends(task.__name__, len(self.begun), given[-1])
        if isinstance(ended, BaseException):
            future.set_exception(ended)
        else:
            future.set_result(ended)
        return future

    def shutdown(self) -> None:
        pass


@pytest.mark.parametrize(
    ("ends", "processes", "shown"),
    [
        (lambda _, processes, __: RecursionError() if processes == 1 else "made", 2, "made"),
        (lambda task, *_: None if task == "try_guide" else RecursionError(), 3, "programs/acme/lead.yml"),
        (lambda *_: RecursionError(), 3, "programs/acme/lead.yml"),
        (
            lambda task, _, guide: None if task == "try_guide" and "goal-sheet" in guide else RecursionError(),
            3,
            "(stock) content/keys/first-conversation.md",
        ),
    ],
    ids=["a process that remembers too much", "a programme that is too much", "a template that is", "a Key that is"],
)
@pytest.mark.parametrize("what", ["books", "pages"])
def test_a_preview_knows_limits(
    what: str,
    ends: Callable[[str, int, Any], object],
    processes: int,
    shown: str,
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """What one process cannot lay out, a fresh one tries that remembers nothing; then it is said what takes too much."""
    project.write("programs/acme/lead.yml", SHORT)
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("mentorkit:", "mentorkit:\n    limits: {megabytes: 400}"))
    monkeypatch.setattr(FakePool, "begun", [], raising=False)
    monkeypatch.setattr(FakePool, "ends", staticmethod(ends), raising=False)
    monkeypatch.setattr(preview, "Pool", FakePool)
    server = LiveServer(tmp_path, "127.0.0.1", 0)
    watched = preview._Previewed(settings, "acme/lead", tmp_path, str, print, server)
    worker = watched.layout if what == "books" else watched.pages
    worker.begin()
    try:
        seen = str(worker.make(what, project.job(), outputs.make_portal, ()))
    except BuildFailed as failed:
        (problem,) = failed.problems
        assert problem.message == f"{what} of acme/lead is nested too deeply"
        seen = problem.at.file
    assert seen == shown
    assert [one.megabytes for one in FakePool.begun] == [400] * processes
