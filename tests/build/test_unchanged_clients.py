"""What is wrong with one client's programmes, or new in them, makes nobody read those of another one again."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import SHORT, Project
from test_fleet import at_once

from mentorkit.build import fleet
from mentorkit.build.outputs import Job
from mentorkit.build.pipeline import BuildOptions, Built, build
from mentorkit.checking.loading import Loaded, Loader
from mentorkit.core.clock import now
from mentorkit.core.problems import BuildFailed
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
    with pytest.raises(BuildFailed, match="there is no book"):
        clients.build(named, "beta")


def test_on_another_day_all_are_read(clients: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    today = now()
    monkeypatch.setattr("mentorkit.build.pipeline.now", lambda: today.replace(year=today.year + 1))
    clients.build()
    assert clients.read == ["acme/lead", "acme/second", "beta/lead"]


def test_a_setting_that_is_saved_meanwhile_is_not_taken_for_one_that_was_built_with(
    clients: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`copyright` stands on every page: beta, of which nothing else is new, has to be made again too."""
    clients.project.write("programs/acme/lead.yml", SHORT.replace("title: ", "title: New "))
    clients.project.write("programs/beta/lead.yml", f"{SHORT}# a comment\n")
    config = clients.project.root / "mkdocs.yml"

    def save_then(job: Job, downloads: object) -> None:
        config.write_text(f"{config.read_text('utf-8')}\ncopyright: Ours\n", "utf-8")
        page(job, downloads)

    monkeypatch.setattr(fleet, "make_portal", save_then)
    clients.build()
    monkeypatch.setattr(fleet, "make_portal", page)
    assert "beta/lead" in clients.build().made


def test_a_build_that_goes_on_past_midnight_is_one_of_the_day_on_which_it_began(
    clients: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [now()]
    monkeypatch.setattr("mentorkit.build.pipeline.now", lambda: clock[0])

    def past_midnight(job: Job, downloads: object) -> None:
        page(job, downloads)
        clock[0] += timedelta(days=1)

    clients.project.write("programs/acme/lead.yml", SHORT.replace("title: ", "title: New "))
    monkeypatch.setattr(fleet, "make_portal", past_midnight)
    clients.build()
    clients.build()
    assert "acme/lead" in clients.read, "the first build of the next day reads it again"


def test_what_nobody_reads_is_told_as_soon_as_it_is_there_and_no_longer(clients: Fleet) -> None:
    clients.project.write("_brand.yaml", "color: {primary: '#7a1f5c'}\n")
    assert clients.build().report.problems
    (clients.project.root / "_brand.yaml").unlink()
    assert not clients.build().report.problems


@pytest.mark.parametrize(
    ("link", "target", "edited"),
    [
        ("content/keys", "../ours", "ours/first-conversation.md"),
        ("templates/portal/assets", "../../ours", "ours/own.css"),
    ],
)
def test_a_folder_that_is_a_link_is_looked_into(clients: Fleet, link: str, target: str, edited: str) -> None:
    stock = Path(__file__).parents[2] / "content/keys/first-conversation.md"
    text = stock.read_text("utf-8") if edited.endswith(".md") else "p { color: #7a1f5c }\n"
    clients.project.write(edited, text)
    clients.project.write(f"{link}-here", "")
    os.symlink(target, clients.project.root / link)
    (clients.project.root / f"{link}-here").unlink()
    clients.build()
    assert not clients.build().made
    clients.project.write(edited, f"{text}\n")
    assert clients.build().made


def test_a_link_that_leads_around_in_a_circle_is_followed_once(clients: Fleet) -> None:
    clients.project.write("templates/portal/own/one.css", "p { margin: 0 }\n")
    os.symlink("../own", clients.project.root / "templates/portal/own/again")
    assert not clients.build().failed


def test_an_icon_in_the_hidden_folder_of_the_theme_is_looked_at(clients: Fleet) -> None:
    icon = "templates/portal/theme/.icons/acme/sign.svg"
    clients.project.write(icon, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M1 1h2"/></svg>')
    clients.build()
    clients.project.write(icon, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M5 5h2"/></svg>')
    assert len(clients.build().made) == 3


def test_settings_that_are_saved_while_programmes_are_read_are_read_next_time(
    clients: Fleet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A programme that was read with HTML allowed is not one of a workspace that allows none."""
    every = ("acme/lead", "acme/second", "beta/lead")
    for name in every:
        clients.project.write(f"programs/{name}.yml", f"{SHORT}# a comment\n")
    config, whole = clients.project.root / "mkdocs.yml", Loader.load
    ours = config.read_text("utf-8").replace("allow_html: false", "allow_html: true")
    config.write_text(ours, "utf-8")

    def save_after(loader: Loader, programs: tuple[ProgramFile, ...]) -> Loaded:
        loaded = whole(loader, programs)
        config.write_text(ours.replace("allow_html: true", "allow_html: false"), "utf-8")
        return loaded

    monkeypatch.setattr(Loader, "load", save_after)
    clients.build()
    monkeypatch.setattr(Loader, "load", whole)
    assert set(clients.build().made) == set(every)
