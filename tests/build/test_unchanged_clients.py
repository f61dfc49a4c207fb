"""What is wrong with one client's programmes, or new in them, makes nobody read those of another one again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import SHORT, Project
from test_fleet import at_once

from mentorkit.build import fleet
from mentorkit.build.outputs import Job
from mentorkit.build.pipeline import BuildOptions, Built, build
from mentorkit.checking.loading import Loaded, Loader
from mentorkit.core.clock import now
from mentorkit.files.downloads import Download
from mentorkit.workspace.workspace import ProgramFile, open_workspace

ALL = BuildOptions()


def page(job: Job, _downloads: object) -> None:
    """A portal of one page."""
    job.folder.mkdir(parents=True, exist_ok=True)
    (job.folder / "index.html").write_text(job.toolkit.program.title, "utf-8")


class Fleet:
    """A workspace whose books and portals cost nothing, and the programmes that its builds read."""

    def __init__(self, project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
        self.project, self.read = project, list[str]()
        monkeypatch.setenv("MENTORKIT_CACHE", str(project.root / ".cache/mentorkit"))
        monkeypatch.setattr(fleet, "on_this_machine", lambda _jobs: at_once)
        monkeypatch.setattr(fleet, "make_book", lambda job, book: Download(book.stem, "", ("mentee",), 1))
        monkeypatch.setattr(fleet, "make_portal", page)
        whole = Loader.load

        def load(loader: Loader, programs: tuple[ProgramFile, ...]) -> Loaded:
            self.read += [program.id for program in programs]
            return whole(loader, programs)

        monkeypatch.setattr(Loader, "load", load)

    def build(self, options: BuildOptions = ALL, *names: str) -> Built:
        """Build all programmes, or those that are named."""
        self.read.clear()
        workspace = open_workspace(self.project.root / "mkdocs.yml").value
        assert workspace
        return build(workspace, workspace.choose(names), self.project.root / "site", options)


@pytest.fixture
def clients(project: Project, monkeypatch: pytest.MonkeyPatch) -> Fleet:
    """Two programmes of one client and one of another, built."""
    for name in ("acme/lead", "acme/second", "beta/lead"):
        project.write(f"programs/{name}.yml", SHORT)
    made = Fleet(project, monkeypatch)
    assert made.build().made == ("acme/lead", "acme/second", "beta/lead")
    return made


def folders(built: Built) -> list[str]:
    return [folder.relative_to(folder.parents[1]).as_posix() for folder in built.folders]


def test_what_one_client_changes_makes_nobody_read_another(clients: Fleet) -> None:
    clients.project.write("programs/acme/lead.yml", SHORT.replace("title: ", "title: New "))
    built = clients.build()
    assert clients.read == ["acme/lead", "acme/second"]
    assert built.made == ("acme/lead",)
    assert folders(built) == ["acme/lead", "acme/second", "beta/lead"]
    assert clients.build().made == ()
    assert clients.read == [], "nothing is read where nothing has changed"


@pytest.mark.parametrize("path", ["content/keys/first-conversation.md", "templates/portal/home.html", "_brand.yml"])
def test_what_is_shared_is_read_for_all(clients: Fleet, path: str) -> None:
    stock = Path(__file__).parents[2] / path
    clients.project.write(path, stock.read_text("utf-8") + "\n" if stock.is_file() else "color: {primary: '#7a1f5c'}\n")
    clients.build()
    assert clients.read == ["acme/lead", "acme/second", "beta/lead"]


def test_all_problems_are_told_again_and_each_is_what_a_build_of_its_client_tells(clients: Fleet) -> None:
    clients.project.write("programs/beta/lead.yml", f"{SHORT}languages: [en-GB, da]\n")
    alone = clients.build(ALL, "beta").report
    told = clients.build().report
    assert alone.problems
    assert told == alone, "acme has none"
    clients.project.write("programs/acme/lead.yml", SHORT.replace("title: ", "title: New "))
    assert clients.build().report == told


def test_a_client_with_an_error_is_read_again_and_the_others_are_not(clients: Fleet) -> None:
    clients.project.write("programs/beta/lead.yml", "title: No more than this\n")
    clients.project.write("programs/acme/lead.yml", SHORT.replace("title: ", "title: New "))
    assert clients.build().failed == ("beta/lead",)
    again = clients.build()
    assert clients.read == ["beta/lead"]
    assert (again.failed, folders(again)) == (("beta/lead",), ["acme/lead", "acme/second"])
    assert again.report.problems


def test_a_folder_that_is_not_there_any_more_is_made_again(clients: Fleet) -> None:
    shutil.rmtree(clients.project.root / "site/beta")
    built = clients.build()
    assert (clients.read, built.made) == (["beta/lead"], ("beta/lead",))


def test_a_book_is_looked_for_in_all_programmes(clients: Fleet) -> None:
    """Where one of two clients has a book that is named, it makes no difference which of them has changed."""
    without = SHORT.replace("mentor-workbook: {chapters: [dates]}", "mentor-workbook: none")
    clients.project.write("programs/beta/lead.yml", without)
    named = BuildOptions(books=("mentor-workbook",))
    assert len(clients.build(named).folders) == 3
    clients.project.write("programs/beta/lead.yml", without.replace("title: ", "title: New "))
    assert len(clients.build(named).folders) == 3
    assert clients.build(named).made == ()


def test_on_another_day_all_are_read(clients: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    today = now()
    monkeypatch.setattr("mentorkit.build.memory.now", lambda: today.replace(year=today.year + 1))
    clients.build()
    assert clients.read == ["acme/lead", "acme/second", "beta/lead"]
