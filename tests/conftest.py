"""Small workspaces to try things on, and a way to run the command in them."""

from __future__ import annotations

import functools
import http.server
import inspect
import os
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner, Result
from filelock import FileLock
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mentorkit.answers import outcome_trial, outcomes
from mentorkit.build import fleet, pipeline, reporting, template_trial, trial
from mentorkit.build.outputs import Job
from mentorkit.build.workers import Start, one_a_processor, workers
from mentorkit.checking.loading import load
from mentorkit.cli import main
from mentorkit.definition.settings import EngineName, Limits
from mentorkit.matching import match_run
from mentorkit.office import office_run
from mentorkit.personal import copies
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import open_workspace

ROOT = Path(__file__).resolve().parent.parent
ARABIC = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
"""A font of Debian that has Arabic letters."""

SMALL = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
"""
ONE_FORM = "library: {forms: [goal-sheet]}\n"
"""For builds that are about something else: a programme that names no form has every one of the stock."""
SHORT = """\
title: Lead
organisation: Acme
starts: 2027-02-01
ends: 2027-12-01
sessions:
  1: {title: Begin, week: 2, keys: [first-conversation]}
library: {forms: [goal-sheet]}
books: {mentor-workbook: {chapters: [dates]}, mentee-workbook: none, facilitator-guide: none, cards: none, keys: none}
"""
"""A programme whose only books are one of a few pages and a form."""
NO_WORKBOOKS = (
    "books: {mentor-workbook: none, mentee-workbook: none, facilitator-guide: none, cards: none, keys: none}\n"
)
"""For builds that are about something else: workbooks take most of the time."""


OF_A_TIMETABLE = """\
library: {forms: [goal-sheet], keys: [first-conversation], training: [launch-event]}
books: {cards: none, keys: none}
"""
"""For a programme of which the days are looked at: little else stands in its books and on its portal."""


def runner() -> CliRunner:
    """A runner that keeps apart what goes to stderr, which click does by itself from 8.2 on."""
    old = "mix_stderr" in inspect.signature(CliRunner).parameters
    return CliRunner(**({"mix_stderr": False} if old else {}))


@dataclass
class Project:
    """A workspace of one test. `run` runs the command in it."""

    root: Path
    runner: CliRunner = field(default_factory=runner)

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else textwrap.dedent(text).encode("utf-8")
        target.write_bytes(data)
        return target

    def configure(self, engine: EngineName = "mkdocs") -> None:
        """Write the `mkdocs.yml` of stock, with this engine for portals."""
        text = (stock_root() / "mkdocs.yml").read_text("utf-8")
        ours = text.replace("  mentorkit:\n", f"  mentorkit:\n    engine: {engine}\n")
        assert ours != text
        self.write("mkdocs.yml", ours if engine != "mkdocs" else text)

    def files(self, folder: str = "") -> dict[str, bytes]:
        """Every file of the workspace, or below a folder of it, by its path from there: to see what else has changed."""
        home = self.root / folder
        return {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}

    def run(self, *arguments: str, config: bool = True) -> Result:
        extra = ["-f", str(self.root / "mkdocs.yml")] if config else []
        return self.runner.invoke(main, [*arguments, *extra])

    def job(self) -> Job:
        """The programme acme/lead, for tests that need one of its outputs and not the whole build."""
        workspace, problems = open_workspace(self.root / "mkdocs.yml")
        assert workspace is not None, problems
        loaded = load(workspace, workspace.choose(["acme/lead"]))
        assert not loaded.report.stops(), loaded.report
        kit = loaded.toolkits[0]
        folder = self.root / "site/acme/lead"
        return Job(kit, workspace.layers(kit.client), workspace.config, folder, datetime(2026, 11, 18, tzinfo=UTC))

    def problems(self, *arguments: str) -> list[str]:
        """What `check` prints of form, a problem and its hint in one line, without notes."""
        return self.checked(*arguments)[1]

    def checked(self, *arguments: str) -> tuple[int, list[str]]:
        """The same, behind the exit code of `check`."""
        result = self.run("check", "--ignore", "design", *arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        lines: list[str] = []
        for line in result.stderr.splitlines():
            if line.startswith("    "):
                lines[-1] += f" -> {line.strip()}"
            else:
                lines.append(line)
        return result.exit_code, [line for line in lines if "  note  " not in line]


def begun(folder: Path, program: str = SMALL, engine: EngineName = "mkdocs") -> Project:
    """A workspace in `folder` with one programme, acme/lead."""
    made = Project(folder)
    made.configure(engine)
    made.write("programs/acme/lead.yml", program)
    return made


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A workspace with one small programme, acme/lead."""
    return begun(tmp_path / "workspace")


@pytest.fixture(scope="session", params=get_args(EngineName))
def engine(request: pytest.FixtureRequest) -> EngineName:
    """Each site engine. Whatever reads a built portal, or drives a browser through one, does so with each.

    With MkDocs alone: what is staged and not yet built, which is the same for both; most of the eight examples (see `portals`);
    answers of the search by our own worker and lists, since `test_zensical.py` finds the indexes equal; builds, caches and
    publishing, which take a site as it is. What one engine has for itself is tested by its own name: the plugins of MkDocs, the
    templates and messages of Zensical.
    """
    name: EngineName = request.param
    return name


LEAD = "programs/acme/lead.yml"
HEAD = "title: Lead\norganisation: Acme\narchetype: sound\nstatus: {}\nstarts: 2027-02-01\n"
"""The definition of a programme in which nothing of its design is open, with a place for its status."""


@pytest.fixture
def sound(project: Project) -> Project:
    """A workspace with an archetype in which nothing is to be found, and a draft that begins from it."""
    text = (ROOT / "tests/projects/sound.yml").read_text("utf-8").replace("archetype: inclusion\n", "")
    project.write("content/archetypes/sound.yml", text)
    project.write(LEAD, HEAD.format("draft"))
    return project


EPOCH = "1795000000"
"""The moment of these tests, whenever they run: 18 November 2026."""
PATIENCE = 180.0
"""Seconds until a test gives up waiting for something that comes at once on a quiet machine. No test waits for a time to pass."""


def until(true: Callable[[], bool], seen: Callable[[], object]) -> None:
    """Wait until something is true. A test that waits in vain shows what is `seen` instead."""
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            pytest.fail(f"waited in vain; what is seen: {seen()}")
        time.sleep(0.05)


class Preview:
    """A live preview in a process of its own, and what it says."""

    def __init__(self, command: Sequence[str | Path]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.said, self.address = "", f"http://127.0.0.1:{port}/"
        at_a_terminal = ["env", "--default-signal=INT"]  # what shells run in the background does not hear Ctrl+C
        words = [*at_a_terminal, *command, "--dev-addr", f"127.0.0.1:{port}"]
        self.process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.said += line

    def says(self, text: str) -> bool:
        """Wait until it says something, or ends."""
        until(lambda: text in self.said or not self._listener.is_alive(), lambda: self.said)
        return text in self.said

    def shows(self, text: str, path: str = "") -> None:
        """Wait until a page shows something."""
        until(lambda: text in self.fetched(path), lambda: self.fetched(path))

    def fetched(self, path: str = "") -> str:
        """A page, or why it is not to be had."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
                return str(answer.read().decode("utf-8"))
        except OSError as error:
            return str(error)

    def end(self, how: signal.Signals) -> int:
        """Its exit status once it has ended."""
        self.process.send_signal(how)
        status = self.process.wait(PATIENCE)
        self._listener.join(PATIENCE)
        return status


@contextmanager
def preview(*command: str | Path) -> Iterator[Preview]:
    """A preview from when it serves, which does not outlive the block.

    Others may take a free port before it does; then it gets another.
    """
    shown = Preview(command)
    try:
        while not shown.says("Serving") and "[address]" in shown.said:
            shown = Preview(command)
        assert "Serving" in shown.said, shown.said
        yield shown
    finally:
        shown.process.kill()
        shown.process.wait()


def made_once(folder: Path, make: Callable[[], str]) -> Path:
    """Make a folder once, whichever of the test processes asks first. What says why it failed fails for all."""
    failed = folder.with_name(f"{folder.name}.failed")
    with FileLock(f"{folder}.lock"):
        if not folder.exists() and not failed.exists() and (why := make()):
            failed.write_text(why, "utf-8")
    assert not failed.exists(), failed.read_text("utf-8")
    return folder


def ran_here(workspace: Path, *words: str) -> str:
    """Run a command in this process, which has read the stock already, and return what it says where it fails."""
    done = runner().invoke(main, [*words, "-f", str(workspace / "mkdocs.yml")])
    return "" if done.exit_code == 0 else f"{done.stderr}\n{done.exception!r}"


def built_once(folder: Path, *words: str, cwd: Path) -> Path:
    """Build the programmes of a workspace into `folder` once."""
    return made_once(folder, lambda: ran_here(cwd, "build", "-d", str(folder), *words))


def book_of(site: Path, program: str, book: str, cwd: Path = ROOT) -> Path:
    """A book of a programme whose site was built once: of the portal, or the facilitator guide, which is in none and made once too."""
    if book != "facilitator-guide":
        return site / program / f"downloads/{book}.pdf"
    folder = site.with_name(f"{site.name}-office") / program
    folder.parent.mkdir(parents=True, exist_ok=True)
    made_once(folder, lambda: ran_here(cwd, "office", program, "--only", "books", "-o", str(folder)))
    return folder / "books/facilitator-guide.pdf"


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all test processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session", autouse=True)
def environment(shared: Path) -> None:
    """One moment and one cache for the whole run: what several tests build is made once."""
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    os.environ["MENTORKIT_CACHE"] = str(shared / "cache")
    os.environ["MENTORKIT_CACHE_KEY"] = "the workspaces of all tests"


@contextmanager
def _here(number: int, limits: Limits, _tasks: int = 0) -> Iterator[Start]:
    """One worker is this process itself, which knows no limits: a process for each build of a test would take the tests too long."""

    def start(task: Callable[..., Any], *given: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(task(*given))
        except BaseException as error:
            future.set_exception(error)
        return future

    if number == 1:
        yield start
    else:
        with workers(number, limits) as start_there:
            yield start_there


WORKING = (copies, fleet, match_run, office_run, outcomes, reporting, trial)
"""The modules that do their work by workers."""
COUNTING = (office_run, outcome_trial, pipeline, template_trial)
"""The modules that ask how many there are where nobody says it."""


@pytest.fixture(scope="session", autouse=True)
def no_process_for_one_worker() -> None:
    """Commands that a test runs in its own process have one worker where the test does not say another number of jobs, and
    do its work there. Commands in a process of their own have workers as everywhere: such a process imports every engine anew."""
    for module in WORKING:
        vars(module)["workers"] = _here
    for module in COUNTING:
        vars(module)["one_a_processor"] = lambda: 1


@contextmanager
def processes() -> Iterator[None]:
    """Commands that a test runs in its own process have as many workers as elsewhere meanwhile: what they do crosses over to others."""
    with pytest.MonkeyPatch.context() as patch:
        for module in WORKING:
            patch.setattr(module, "workers", workers)
        for module in COUNTING:
            patch.setattr(module, "one_a_processor", one_a_processor)
        yield


EXAMPLES = sorted(
    f"{path.parent.name}/{path.stem}" for path in (ROOT / "programs").glob("*/*.yml") if not path.name.startswith("_")
)
"""The example programmes."""
PROGRAMS = [program for program in EXAMPLES if not program.startswith("fjordvang/")]
"""Those that are in English alone and have all books: tests read their words."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One test that needs the examples comes first, so that they are built from the beginning, and the others come last, so
    that no other process waits for them."""
    apart = {True: list[pytest.Item](), False: list[pytest.Item]()}
    for item in items:
        apart[not {"examples", "portals"}.isdisjoint(getattr(item, "fixturenames", ()))].append(item)
    items[:] = [*apart[True][:1], *apart[False], *apart[True][1:]]


@pytest.fixture(scope="session")
def examples(shared: Path) -> Path:
    """The site of the example programmes, built as users do: by the command, with as many workers as there are processors."""

    def make() -> str:
        words = [sys.executable, "-m", "mentorkit", "build", "-d", shared / "examples"]
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        return done.stderr if done.returncode else ""

    return made_once(shared / "examples", make)


BY_ZENSICAL = ("lumen/first-stage", "northbridge/emerging-leaders")
"""The examples of which Zensical makes the pages too: one that opens in the light, and one in the dark."""
BY_EITHER = [*(("mkdocs", one) for one in EXAMPLES), *(("zensical", one) for one in BY_ZENSICAL)]
"""The portals of `portals`: engine and programme."""


@pytest.fixture(scope="session")
def portals(engine: EngineName, shared: Path, request: pytest.FixtureRequest) -> Path:
    """The site of the examples by each engine: by Zensical the pages of two, without books."""
    if engine == "mkdocs":
        return Path(request.getfixturevalue("examples"))
    site, workspace = shared / "portals", Project(shared / "portals-workspace")

    def make() -> str:
        workspace.configure(engine)
        for client in {one.partition("/")[0] for one in BY_ZENSICAL}:
            shutil.copytree(ROOT / "programs" / client, workspace.root / "programs" / client)
        return ran_here(workspace.root, "build", "-b", "none", "-d", str(site), *BY_ZENSICAL)

    return made_once(site, make)


def pages(folder: Path) -> list[str]:
    """The pages of a portal."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))


def kinds(folder: Path) -> list[str]:
    """A page of each kind: of each section its list and one of those that are listed."""
    return sorted({(name.split("/")[0], name.count("/")): name for name in pages(folder)}.values())


@pytest.fixture(scope="session")
def cohort(shared: Path) -> Path:
    """The site of a programme with the timetable of a real open cohort."""
    workspace = shared / "cohort-workspace"
    with FileLock(f"{workspace}.lock"):
        if not workspace.exists():
            (workspace / "programs/open").mkdir(parents=True)
            shutil.copy(stock_root() / "mkdocs.yml", workspace)
            text = (ROOT / "tests/projects/open-cohort/cohort.yml").read_text("utf-8")
            (workspace / "programs/open/cohort.yml").write_text(text + OF_A_TIMETABLE, "utf-8")
    return built_once(shared / "cohort", cwd=workspace)


@pytest.fixture
def built(project: Project, shared: Path) -> Project:
    """The workspace of `project` with its site, which is built once for all tests."""
    project.write("programs/acme/lead.yml", SMALL + ONE_FORM)
    workspace = shared / "lead-workspace"
    with FileLock(f"{workspace}.lock"):
        if not workspace.exists():
            shutil.copytree(project.root, workspace)
    shutil.copytree(built_once(shared / "lead", cwd=workspace), project.root / "site")
    return project


def in_background(server: http.server.ThreadingHTTPServer) -> http.server.ThreadingHTTPServer:
    """Let this server answer until it is shut down, which it notices at once."""
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    return server


def one_fast(names: Iterable[str], fast: str) -> list[Any]:
    """These names as values of a test: `fast` for the fast tests, all others for the slow ones."""
    return [name if name == fast else pytest.param(name, marks=pytest.mark.slow) for name in names]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        """Let fonts be kept: a browser that asked again for each page would set its first lines in another one."""
        if self.path.endswith((".woff2", ".ttf", ".otf")):
            self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve() -> Iterator[object]:
    """A function that serves a folder on this machine and returns its address."""
    servers: dict[Path, http.server.ThreadingHTTPServer] = {}

    def start(folder: Path) -> str:
        if folder not in servers:
            handler = functools.partial(_Quiet, directory=folder)
            servers[folder] = in_background(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        return f"http://127.0.0.1:{servers[folder].server_port}"

    yield start
    for server in servers.values():
        server.shutdown()


def patient(make: Callable[..., Any]) -> Callable[..., Any]:
    """Make contexts or pages that wait as long as these tests do."""

    def made(**about: Any) -> Any:
        one = make(**about)
        one.set_default_timeout(1000 * PATIENCE)
        return one

    return made


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "the tests drive Chromium: apt-get install chromium"
    expect.set_options(timeout=1000 * PATIENCE)
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"], timeout=1000 * PATIENCE
        )
        made.new_context, made.new_page = patient(made.new_context), patient(made.new_page)  # type: ignore[method-assign]
        yield made
        made.close()


def search(page: Page, words: str) -> None:
    """Open the search by its keys and type, as readers do."""
    page.keyboard.press("Control+k")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type(words, delay=20)
