"""Files in place of others: what they came from, which of them are outdated, and what an update makes of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePath

import pytest
from conftest import SMALL, Project

from mentorkit import __version__
from mentorkit.upkeep.merging import Version, merge
from mentorkit.upkeep.overrides import State, override, overrides, update
from mentorkit.workspace.layers import Layer, stock_root
from mentorkit.workspace.workspace import Workspace, open_workspace

FORM = "content/forms/notes.md"
TEXT = "---\ntitle: Notes\nsummary: What to keep.\n---\n\none\n\ntwo\n\nthree\n"


@pytest.fixture
def house(project: Project) -> Project:
    """A workspace with a library, which stands for a stock that changes."""
    project.write(f"../house/{FORM}", TEXT)
    config = (project.root / "mkdocs.yml").read_text("utf-8").replace("libraries: []", "libraries: [../house]")
    project.write("mkdocs.yml", config)
    return project


def workspace(project: Project) -> Workspace:
    opened = open_workspace(project.root / "mkdocs.yml").value
    assert opened
    return opened


def said(project: Project, *arguments: str) -> tuple[int, list[str]]:
    result = project.run(*arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, (result.stderr + result.stdout).splitlines()


class TestOverride:
    def test_what_a_file_came_from_is_kept_beside_it(self, house: Project) -> None:
        before = house.files()
        assert said(house, "override", FORM) == (0, [f"{FORM} is now yours to edit"])
        assert house.files() == before | {
            FORM: TEXT.encode(),
            f".originals/{FORM}": TEXT.encode(),
            f".originals/{FORM}.from": b"library ../house\n",
        }

    def test_a_file_of_the_stock_is_kept_with_its_version(self, project: Project) -> None:
        project.run("override", "content/keys/feedback.md")
        stock = (stock_root() / "content/keys/feedback.md").read_bytes()
        assert (project.root / ".originals/content/keys/feedback.md").read_bytes() == stock
        kept = project.root / ".originals/content/keys/feedback.md.from"
        assert kept.read_text("utf-8") == f"stock {__version__}\n"

    def test_a_file_of_an_installed_library_is_kept_with_its_version(self, house: Project) -> None:
        library = Layer("library house-keys", house.root.parent / "house", "2.1")
        inside = replace(workspace(house), libraries=(library,))
        override(inside, FORM)
        assert (house.root / f".originals/{FORM}.from").read_text("utf-8") == "library house-keys 2.1\n"

    def test_a_client_may_have_its_own_made_from_the_workspaces(self, house: Project) -> None:
        house.write(FORM, TEXT.replace("one", "ours"))
        done = said(house, "override", FORM, "--client", "acme")
        assert done == (0, [f"programs/acme/{FORM} is now yours to edit"])
        assert (house.root / f"programs/acme/.originals/{FORM}").read_bytes() == (house.root / FORM).read_bytes()
        assert (house.root / f"programs/acme/.originals/{FORM}.from").read_text("utf-8") == "workspace\n"
        assert not (house.root / ".originals").exists()

    def test_a_translation_brings_the_source_that_was_kept_for_it(self, project: Project) -> None:
        project.run("override", "content/keys/da/feedback.md")
        source = "content/keys/da/_sources/feedback.md"
        assert (project.root / source).read_bytes() == (stock_root() / source).read_bytes()
        told = said(project, "translations", "-v")[1]
        assert told[0].startswith("da: 1 up to date"), told
        assert said(project, "outdated", source)[1] == ["1 file overridden, 0 to look at."]

    def test_an_english_guide_says_so_where_a_programme_is_in_another_language(self, project: Project) -> None:
        lead = project.root / "programs/acme/lead.yml"
        project.write("programs/acme/lead.yml", f"{lead.read_text('utf-8')}language: da\n")
        stock = (stock_root() / "content/keys/feedback.md").read_text("utf-8")
        project.run("override", "content/keys/feedback.md")
        head, _, body = stock.partition("\n---\n")
        assert (project.root / "content/keys/feedback.md").read_text("utf-8") == f"{head}\nlanguage: en\n---\n{body}"
        kept = project.root / ".originals/content/keys/feedback.md"
        assert kept.read_text("utf-8") == stock, "an update compares with what it was"
        assert said(project, "outdated")[1] == ["1 file overridden, 0 to look at."]

    @pytest.mark.parametrize(
        ("arguments", "lines"),
        [
            (
                (FORM, "--client", "acne"),
                ['programs  error  there is no client "acne"  [no-such-client]', '    did you mean "acme"?'],
            ),
            (
                ("content/keys/no.md", "--client", "acme"),
                [
                    'content/keys/no.md  error  there is no "content/keys/no.md" behind the client acme  [no-such-file]',
                    "    `mentorkit which` with a folder, such as templates/portal, lists what there is",
                ],
            ),
            (
                ("content/../pyproject.toml",),
                [
                    'content/../pyproject.toml  error  there is no "content/../pyproject.toml" behind the workspace  [no-such-file]',
                    "    `mentorkit which` with a folder, such as templates/portal, lists what there is",
                ],
            ),
        ],
    )
    def test_what_cannot_be_copied_is_explained(
        self, house: Project, arguments: tuple[str, ...], lines: list[str]
    ) -> None:
        before = house.files()
        assert said(house, "override", *arguments) == (1, lines)
        assert house.files() == before

    def test_nothing_is_written_through_a_link(self, house: Project, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (house.root / "content").mkdir()
        (house.root / "content/forms").symlink_to(tmp_path / "elsewhere")
        code, lines = said(house, "override", FORM)
        assert (code, lines[0].split("  ")[1:]) == (
            1,
            ["error", "this would be written through a link", "[leaves-layer]"],
        )
        assert not any((tmp_path / "elsewhere").iterdir())


class TestOutdated:
    def test_what_changed_behind_a_file_is_shown(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("three", "my three"))
        assert said(house, "outdated") == (0, ["1 file overridden, 0 to look at."])
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))
        before = house.files()
        assert said(house, "outdated", "--diff") == (
            1,
            [
                f"{FORM}  warning  library ../house has changed the original  [outdated]",
                f"    merge that into yours: mentorkit update {FORM}",
                f"--- {FORM} (library ../house, before)",
                f"+++ {FORM} (library ../house)",
                "@@ -3,7 +3,7 @@",
                " summary: What to keep.",
                " ---",
                " ",
                "-one",
                "+new one",
                " ",
                " two",
                " ",
                "1 file overridden, 1 to look at.",
            ],
        )
        assert house.files() == before

    def test_the_layer_that_would_count_without_the_file_is_its_original(self, house: Project) -> None:
        house.run("override", FORM, "--client", "acme")
        house.write(f"programs/acme/{FORM}", TEXT.replace("three", "my three"))
        house.write(FORM, TEXT.replace("one", "the workspace's one"))
        code, lines = said(house, "outdated", "programs/acme")
        assert (code, lines[0]) == (
            1,
            f"programs/acme/{FORM}  warning  workspace has changed the original since library ../house  [outdated]",
        )

    def test_an_original_that_is_gone(self, house: Project) -> None:
        house.run("override", FORM)
        (house.root / f"../house/{FORM}").unlink()
        gone = [
            f"{FORM}  warning  the original is gone; this came from library ../house  [original-gone]",
            f"    delete this too, or keep it as yours alone: mentorkit update --adopt {FORM}",
        ]
        assert said(house, "outdated", "--diff") == (1, [*gone, "1 file overridden, 1 to look at."])
        assert said(house, "update") == (1, [*gone, "1 file left to do by hand."])
        assert said(house, "update", "--adopt", FORM) == (0, [f"{FORM} is yours alone"])
        assert said(house, "outdated") == (0, ["Nothing is overridden here."])
        assert (house.root / FORM).read_text("utf-8") == TEXT

    def test_a_file_that_is_the_same_again(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))
        house.write(FORM, TEXT.replace("one", "new one").replace("\n", "\r\n"))
        assert said(house, "outdated") == (
            0,
            [
                f"{FORM}  note  this is the same as in library ../house  [same]",
                "    delete it, and it follows the original",
                "1 file overridden, 0 to look at.",
            ],
        )

    def test_a_file_that_somebody_copied_by_hand(self, house: Project) -> None:
        house.write(FORM, TEXT.replace("one", "my one"))
        before = house.files()
        unknown = [
            f"{FORM}  warning  this differs from library ../house, and nothing says what it came from  [origin-unknown]",
            f"    put in what you want of `mentorkit outdated --diff {FORM}`, then: mentorkit update --adopt {FORM}",
        ]
        code, lines = said(house, "outdated", "--diff")
        assert (code, lines[:4]) == (1, [*unknown, f"--- {FORM} (yours)", f"+++ {FORM} (library ../house)"])
        assert said(house, "update") == (1, [*unknown, "1 file left to do by hand."])
        assert house.files() == before
        assert said(house, "update", "--adopt", FORM) == (0, [f"{FORM} counts as made from library ../house"])
        assert said(house, "outdated") == (0, ["1 file overridden, 0 to look at."])
        house.write(f"../house/{FORM}", TEXT.replace("three", "new three"))
        assert said(house, "update") == (0, [f"{FORM} is merged", "Everything is up to date."])
        expected = TEXT.replace("one", "my one").replace("three", "new three")
        assert (house.root / FORM).read_text("utf-8") == expected

    def test_a_copy_that_is_still_the_same_is_known_from_the_next_update_on(self, house: Project) -> None:
        house.write(FORM, TEXT)
        assert said(house, "update") == (0, ["Everything is up to date."])
        house.write(FORM, TEXT.replace("one", "my one"))
        assert said(house, "outdated") == (0, ["1 file overridden, 0 to look at."])

    def test_what_is_no_copy_is_not_looked_at(self, house: Project) -> None:
        house.write("templates/portal/downloads.html", '{% extends "behind:portal/downloads.html" %}\n')
        house.write("content/forms/our-own.md", TEXT)
        house.write("content/README.md", "About this folder.\n")
        assert said(house, "outdated") == (0, ["Nothing is overridden here."])

    def test_a_name_that_means_nothing_here(self, house: Project) -> None:
        house.run("override", FORM)
        assert said(house, "outdated", "content/forms/note.md") == (
            1,
            [
                "content/forms/note.md  error  nothing is overridden here  [not-overridden]",
                f'    did you mean "{FORM}"?',
            ],
        )
        assert said(house, "outdated", "./content/forms/")[0] == 0


class TestUpdate:
    def test_both_changes_stand_in_the_file(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("three", "my three"))
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))
        before = house.files()
        assert said(house, "update", "--dry-run") == (
            0,
            [
                f"{FORM} would be merged",
                f"--- {FORM} (yours)",
                f"+++ {FORM} (merged)",
                "@@ -3,7 +3,7 @@",
                " summary: What to keep.",
                " ---",
                " ",
                "-one",
                "+new one",
                " ",
                " two",
                " ",
                "Nothing was written.",
            ],
        )
        assert house.files() == before
        assert said(house, "update") == (0, [f"{FORM} is merged", "Everything is up to date."])
        merged = TEXT.replace("one", "new one").replace("three", "my three")
        original = TEXT.replace("one", "new one")
        assert house.files() == before | {FORM: merged.encode(), f".originals/{FORM}": original.encode()}
        assert said(house, "update") == (0, ["Everything is up to date."])

    def test_a_conflict_is_left_in_the_file_and_settled_by_hand(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("one", "my one"))
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one").replace("three", "new three"))
        where = "    lines 6, 8, 10, 12: keep of both versions what should stand, and delete the marks"
        left = [f"{FORM}:6:1  error  you and library ../house changed the same lines  [conflict-marks]", where]
        assert said(house, "update") == (1, [*left, "1 file left to do by hand."])
        marked = (
            "---\ntitle: Notes\nsummary: What to keep.\n---\n\n"
            "<<<<<<< yours\nmy one\n||||||| library ../house, before\none\n=======\nnew one\n"
            ">>>>>>> library ../house, now\n\ntwo\n\nnew three\n"
        )
        assert (house.root / FORM).read_text("utf-8") == marked
        still = [f"{FORM}:6:1  error  this file still has conflict marks  [conflict-marks]", where]
        for command, last in (
            ("update", "1 file left to do by hand."),
            ("outdated", "1 file overridden, 1 to look at."),
        ):
            assert said(house, command) == (1, [*still, last])
        assert said(house, "update", "--adopt", FORM) == (1, [*still, "1 error. Nothing was written."])
        assert house.problems() == [" -> ".join(line.strip() for line in still)]
        assert (house.root / FORM).read_text("utf-8") == marked
        house.write(FORM, TEXT.replace("one", "my new one").replace("three", "new three"))
        assert said(house, "update") == (0, ["Everything is up to date."])
        assert said(house, "outdated") == (0, ["1 file overridden, 0 to look at."])

    def test_a_client_follows_what_the_workspace_has_just_merged(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("two", "our two"))
        house.run("override", FORM, "--client", "acme")
        house.write(f"programs/acme/{FORM}", TEXT.replace("two", "our two").replace("three", "my three"))
        house.write(f"../house/{FORM}", TEXT.replace("title: Notes", "title: New notes"))
        merged = [f"{FORM} is merged", f"programs/acme/{FORM} is merged", "Everything is up to date."]
        assert said(house, "update") == (0, merged)
        assert (house.root / f"programs/acme/{FORM}").read_text("utf-8") == (
            TEXT.replace("title: Notes", "title: New notes").replace("two", "our two").replace("three", "my three")
        )

    def test_only_what_is_named_is_changed(self, house: Project) -> None:
        house.write("../house/content/forms/other.md", TEXT)
        for name in (FORM, "content/forms/other.md"):
            house.run("override", name)
            house.write(f"../house/{name}", TEXT.replace("one", "new one"))
        before = house.files()
        assert said(house, "update", FORM) == (0, [f"{FORM} is merged", "Everything is up to date."])
        new = TEXT.replace("one", "new one").encode()
        assert house.files() == before | {FORM: new, f".originals/{FORM}": new}

    def test_pictures_and_fonts_are_never_merged(self, house: Project) -> None:
        picture = "templates/portal/assets/house.woff2"
        house.write(f"../house/{picture}", b"wOF2\0one")
        house.run("override", picture)
        house.write(picture, b"wOF2\0mine")
        house.write(f"../house/{picture}", b"wOF2\0two")
        problem = [
            f"{picture}  warning  library ../house has changed the original  [outdated]",
            f"    this is no text and is never merged: delete it to take the new one, or keep it: mentorkit update --adopt {picture}",
        ]
        assert said(house, "update") == (1, [*problem, "1 file left to do by hand."])
        assert said(house, "outdated", "--diff")[1][2] == "(this is no text, and what changed in it cannot be shown)"
        assert (house.root / picture).read_bytes() == b"wOF2\0mine"

    def test_without_git_nothing_is_written_and_there_is_a_way(
        self, house: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("three", "my three"))
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))
        before = house.files()
        monkeypatch.setenv("PATH", "")
        assert said(house, "update") == (
            1,
            [
                "git  error  git is not installed, and it is what merges  [git]",
                "    install it; or put in by hand what `mentorkit outdated --diff` shows, then: mentorkit update --adopt PATH",
            ],
        )
        assert house.files() == before

    def test_what_is_saved_during_an_update_is_not_written_over(
        self, house: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.run("override", FORM)
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))

        def merge_while_somebody_saves(mine: Version, origin: Version, present: Version) -> bytes:
            house.write(FORM, TEXT.replace("three", "saved just now"))
            return present.data

        monkeypatch.setattr("mentorkit.upkeep.overrides.merge", merge_while_somebody_saves)
        (made,) = update(workspace(house))
        assert made.left is not None
        assert (made.left.rule, made.left.message) == (
            "saved-meanwhile",
            "this was saved in the meantime, and is left as it is",
        )
        assert (house.root / FORM).read_text("utf-8") == TEXT.replace("three", "saved just now")
        assert (house.root / f".originals/{FORM}").read_text("utf-8") == TEXT
        assert not list((house.root / "content/forms").glob(".*"))

    def test_an_update_killed_before_the_original_moves_on_is_merged_once_more(
        self, house: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("three", "my three"))
        house.write(f"../house/{FORM}", TEXT.replace("one", "new one"))

        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patched:
            patched.setattr("mentorkit.upkeep.kept_originals.remember", killed)
            with pytest.raises(KeyboardInterrupt):
                update(workspace(house))
        (one,) = overrides(workspace(house))
        assert one.state is State.CHANGED
        update(workspace(house))
        (one,) = overrides(workspace(house))
        assert one.state is State.CURRENT
        assert one.mine.data.decode() == TEXT.replace("one", "new one").replace("three", "my three")

    def test_a_remembered_original_that_two_people_merged_badly_is_no_original(self, house: Project) -> None:
        house.run("override", FORM)
        house.write(FORM, TEXT.replace("one", "my one"))
        house.write(f".originals/{FORM}", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n")
        (one,) = overrides(workspace(house))
        assert one.state is State.UNKNOWN

    @pytest.mark.parametrize("arguments", [("--adopt",), ("--adopt", "--dry-run", FORM)])
    def test_adopting_is_said_of_each_file(self, house: Project, arguments: tuple[str, ...]) -> None:
        assert house.run("update", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("mine", "merged"),
    [
        (b"a\r\nb\r\nmine\r\n", b"new\r\nb\r\nmine\r\n"),
        (b"a\nb\nmine", b"new\nb\nmine"),
        (b"\xef\xbb\xbfa\nb\nmine\n", b"\xef\xbb\xbfnew\nb\nmine\n"),
        (b"a\nb\n", b"new\nb\n"),
    ],
    ids=["Windows line ends", "no final line end", "a byte order mark", "nothing changed at the end"],
)
def test_a_merged_file_keeps_the_manner_of_mine(mine: bytes, merged: bytes) -> None:
    origin, present = Version("old", b"a\nb\n"), Version("new", b"new\nb\n")
    assert merge(Version("yours", mine), origin, present) == merged


class TestConflictMarks:
    """A merge that is not finished is said before anything is read."""

    MARKS = "<<<<<<< yours\n{0}: a\n=======\n{0}: b\n>>>>>>> theirs\n"
    HINT = "lines {}: keep of both versions what should stand, and delete the marks"

    def test_check_says_where_they_stand_in_every_kind_of_file(self, project: Project) -> None:
        written = {
            "content/keys/feedback.md": ("---\n" + self.MARKS.format("title"), "2, 4, 6"),
            "programs/acme/_brand.yml": (self.MARKS.format("meta"), "1, 3, 5"),
            "programs/acme/templates/portal/assets/ours.css": (self.MARKS.format("x").replace("\n", "\r\n"), "1, 3, 5"),
            "templates/portal/home.html": ("<p>\n" + self.MARKS.format("x"), "2, 4, 6"),
            "programs/acme/lead.yml": (self.MARKS.format("title"), "1, 3, 5"),
        }
        for path, (text, _) in written.items():
            project.write(path, text)
        assert project.problems() == [
            f"{path}:{lines[0]}:1  error  this file still has conflict marks  [conflict-marks] -> {self.HINT.format(lines)}"
            for path, (_, lines) in written.items()
        ]

    def test_one_that_was_left_behind_is_found(self, project: Project) -> None:
        project.write("programs/acme/lead.yml", "title: a\n>>>>>>> theirs\n")
        assert project.problems() == [
            "programs/acme/lead.yml:2:1  error  this file still has conflict marks  [conflict-marks]"
            " -> line 2: keep of both versions what should stand, and delete the marks"
        ]

    @pytest.mark.parametrize(
        "path",
        [
            "programs/acme/lead.yml",
            "programs/acme/_brand.yml",
            "programs/acme/templates/portal/assets/ours.css",
            "content/keys/first-conversation.md",
            "content/archetypes/sound.yml",
            "templates/portal/home.html",
            "templates/portal/assets/ours.js",
            "templates/print/book.html",
            "../house/content/keys/feedback.md",
            "../house/templates/print/book.html",
            "../house/templates/portal/assets/theirs.css",
            "mkdocs.yml",
        ],
    )
    @pytest.mark.parametrize(
        "command", [("build",), ("package",), ("personalise", "acme/lead", "../people.csv")], ids=lambda words: words[0]
    )
    def test_nothing_is_ever_made_from_a_file_with_marks(
        self, house: Project, path: str, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(house.root)
        house.write("../people.csv", "role,name\nmentee,Ada\n")
        house.write("programs/acme/lead.yml", SMALL + "archetype: sound\n")
        house.write("content/archetypes/sound.yml", "need: {problem: Nobody stays.}\n")
        file = house.root / path
        before = file.read_text("utf-8") if file.exists() else ""
        house.write(path, before + "<<<<<<< yours\na: 1\n=======\na: 2\n>>>>>>> theirs\n")
        was = house.files()
        code, lines = said(house, *command)
        assert code == 1
        told = [
            line for line in lines if line.endswith("  error  this file still has conflict marks  [conflict-marks]")
        ]
        assert len(told) == 1, lines
        assert PurePath(path).name in told[0]
        assert house.files() == was

    def test_what_only_looks_like_marks_is_let_through(self, house: Project) -> None:
        house.write(FORM, TEXT + "\nHeading\n=======\n\n<<<<<<<< eight\n\na <<<<<<< b\n")
        assert house.problems() == []
