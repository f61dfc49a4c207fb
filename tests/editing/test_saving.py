"""Saving over what others write at the same time, undo, and what a killed process leaves."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import Project, begun

from mentorkit.core import atomic
from mentorkit.core.digests import digest
from mentorkit.editing.changes import ABSENT, Change, Crossed, Move
from mentorkit.editing.edit_journal import EditJournal, EditStep
from mentorkit.editing.line_merge import merged_lines
from mentorkit.editing.saving import Saved, can_undo, history, opened, redo, save, undo
from mentorkit.workspace.workspace import Workspace, open_workspace

TEXT = """\
title: Lead
organisation: Acme
starts: 2027-02-01
goals:
  - statement: Stay
    target: 8
  - statement: Meet
sessions:
  1: {title: Begin, week: 2}
"""


class Desk:
    """One file of a workspace that is being changed."""

    def __init__(self, project: Project) -> None:
        workspace = open_workspace(project.root / "mkdocs.yml").value
        assert workspace is not None
        self.workspace: Workspace = workspace
        self.path: Path = project.root / "programs/acme/lead.yml"

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def seen(self) -> str:
        text = opened(self.workspace, self.path).value
        assert text is not None
        return digest(text)

    def save(self, *changes: Change | Move, seen: str = "") -> Saved:
        made, problems = save(self.workspace, self.path, changes, seen or self.seen())
        assert made is not None, problems
        return made

    def by_hand(self, old: str, new: str) -> None:
        assert old in self.text
        self.path.write_bytes(self.text.replace(old, new, 1).encode())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(begun(tmp_path / "w", TEXT))


TITLE = Change(("title",), "Lead", "Leads")


def test_a_change_is_saved_undone_and_done_again(desk: Desk) -> None:
    made = desk.save(TITLE)
    assert (made.text, made.meant, made.crossed) == (TEXT.replace("Lead", "Leads"), "title", ())
    assert desk.text == made.text
    desk.save(Change(("goals", "#0", "target"), "8", "9"))
    assert can_undo(desk.workspace, desk.path) == ("goals.#0.target", "")
    for _ in range(2):
        assert undo(desk.workspace, desk.path).value
    assert desk.text == TEXT
    assert can_undo(desk.workspace, desk.path) == ("", "title")
    assert redo(desk.workspace, desk.path).value == Saved(made.text, meant="title")
    assert desk.text == made.text
    assert undo(desk.workspace, desk.path).value
    refused = undo(desk.workspace, desk.path)
    assert (refused.value, refused.problems[0].message) == (None, "there is nothing to undo here")
    assert [one.meant for one in history(desk.workspace, desk.path)] == ["title", "title", "title", "goals.#0.target", "goals.#0.target", "title"]  # fmt: skip
    assert "-title: Leads\n+title: Lead\n" in history(desk.workspace, desk.path)[0].diff


def test_saving_what_stands_there_writes_nothing(desk: Desk) -> None:
    before = desk.path.stat().st_mtime_ns
    assert desk.save(Change(("title",), "Lead", "Lead")) == Saved(TEXT)
    assert desk.path.stat().st_mtime_ns == before
    assert history(desk.workspace, desk.path) == ()


def test_what_others_wrote_meanwhile_stays_and_is_told_where_it_is_the_same_value(desk: Desk) -> None:
    seen = desk.seen()
    desk.by_hand("organisation: Acme", "organisation: Acme Ltd  # since May")
    desk.by_hand("target: 8", "target: 7")
    target = Change(("goals", "#0", "target"), "8", "9")
    made = desk.save(TITLE, target, seen=seen)
    assert made.crossed == (Crossed(target, "7"),)
    assert desk.text == TEXT.replace("Lead", "Leads").replace("Acme", "Acme Ltd  # since May").replace("8", "7")


def test_entries_are_known_when_others_are_put_in_front_of_them(desk: Desk) -> None:
    seen = desk.seen()
    desk.by_hand("goals:\n", "goals:\n  - statement: First\n")
    made = desk.save(Change(("goals", "#1", "target"), ABSENT, "5"), seen=seen)
    assert made.crossed == ()
    assert "  - statement: Meet\n    target: 5\n" in desk.text
    desk.by_hand("  - statement: First\n", "")
    gone = Change(("goals", "#0", "target"), "8", ABSENT)
    assert desk.save(gone, seen="nobody knows").crossed == (Crossed(gone, ABSENT),)


def test_undo_leaves_what_others_changed_since(desk: Desk) -> None:
    desk.save(TITLE)
    desk.by_hand("target: 8", "target: 7")
    assert undo(desk.workspace, desk.path).value
    assert desk.text == TEXT.replace("8", "7")
    desk.save(TITLE)
    desk.by_hand("title: Leads", "title: Leaders")
    refused = undo(desk.workspace, desk.path)
    assert refused.value is None
    assert refused.problems[0].message == '"title" cannot be undone: the same lines were changed since'
    assert desk.text == TEXT.replace("8", "7").replace("Lead", "Leaders")


def test_a_whole_text_is_put_together_with_what_others_wrote(desk: Desk) -> None:
    path = desk.workspace.root / "content/keys/own.md"
    path.parent.mkdir(parents=True)
    path.write_text("# One\n\nTwo\n\nThree\n", "utf-8")
    seen = digest(opened(desk.workspace, path).value or "")
    path.write_text("# One\n\nTwo\n\nThree, and more\n", "utf-8")
    made = save(desk.workspace, path, "# Eins\n\nTwo\n\nThree\n", seen, meant="the text").value
    assert made is not None
    assert made.is_merged
    assert path.read_text("utf-8") == "# Eins\n\nTwo\n\nThree, and more\n"
    clash = save(desk.workspace, path, "# Uno\n\nTwo\n\nThree\n", seen).value
    assert clash is not None
    assert not clash.is_merged
    assert path.read_text("utf-8") == clash.text == "# Eins\n\nTwo\n\nThree, and more\n"


def test_the_manner_of_a_file_and_its_rights_stay(desk: Desk) -> None:
    desk.path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    desk.path.chmod(0o640)
    desk.save(TITLE)
    assert desk.path.read_bytes() == b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").replace("Lead", "Leads").encode()
    assert desk.path.stat().st_mode & 0o777 == 0o640


def test_the_brand_is_saved_as_well(desk: Desk) -> None:
    path = desk.workspace.root / "programs/acme/_brand.yml"
    path.write_text('color:\n  palette: {brick: "#8F3524"}  # ours\n  primary: brick\n', "utf-8")
    seen = digest(opened(desk.workspace, path).value or "")
    assert save(desk.workspace, path, [Change(("color", "palette", "brick"), "#8F3524", "#7A2A1B")], seen).value
    assert path.read_text("utf-8") == 'color:\n  palette: {brick: "#7A2A1B"}  # ours\n  primary: brick\n'
    refused = save(desk.workspace, path, [Change(("color", "primry"), ABSENT, "brick")], seen)
    assert refused.value is None


def test_what_is_kept_for_undo_lies_in_the_cache_alone(desk: Desk) -> None:
    desk.save(TITLE)
    others = [path for path in desk.workspace.root.rglob("*") if path.is_file() and ".cache" not in path.parts]
    assert sorted(path.name for path in others) == ["lead.yml", "mkdocs.yml"]


@pytest.mark.skipif(os.name != "posix", reason="rights are others there")
def test_whoever_may_not_read_a_file_may_not_read_what_is_kept_of_it(desk: Desk) -> None:
    desk.path.chmod(0o600)
    desk.save(TITLE)
    kept = [*(EditJournal.of(desk.workspace.root, "programs/acme/lead.yml", desk.path).folder / "texts").iterdir()]
    assert kept
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_what_is_written_at_the_last_moment_is_not_written_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = TEXT.replace("Lead", "Theirs")
    add = EditJournal.add

    def slow(journal: EditJournal, step: EditStep, now: str) -> None:
        add(journal, step, now)
        if desk.text == TEXT:  # an editor writes the file while the step is written down
            desk.path.write_bytes(theirs.encode())

    monkeypatch.setattr(EditJournal, "add", slow)
    made = desk.save(TITLE)
    assert [one.now for one in made.crossed] == ["Theirs"]
    assert desk.text == theirs
    assert can_undo(desk.workspace, desk.path) == ("", ""), "nothing was done"


def test_a_save_that_is_killed_leaves_the_old_file_or_the_new_one_and_can_be_undone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    real = Path.replace
    for left in range(8):
        desk.path.write_bytes(TEXT.encode())
        touches = [left]

        def replace(self: Path, target: os.PathLike[str], touches: list[int] = touches) -> Path:
            touches[0] -= 1
            if touches[0] < 0:
                raise Killed
            return real(self, target)

        monkeypatch.setattr(atomic.Path, "replace", replace)
        with suppress(Killed):
            save(desk.workspace, desk.path, [Change(("title",), "Lead", f"Lead {left}")], digest(TEXT))
        monkeypatch.setattr(atomic.Path, "replace", real)
        assert desk.text in (TEXT, TEXT.replace("Lead", f"Lead {left}"))
        if desk.text != TEXT:
            assert undo(desk.workspace, desk.path).value
        assert desk.text == TEXT
        if touches[0] >= 0:
            return
    pytest.fail("no save came to its end")


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("a\nB\nc\n", "a\nb\nC\n", "a\nB\nC\n"),
        ("a\nB\nc\n", "a\nX\nc\n", None),
        ("A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n"),
        ("A\nb\nc\n", "A\nb\nC\n", "A\nb\nC\n"),
        ("a\nx\nb\nc\n", "a\ny\nb\nc\n", None),
        ("b\nc\n", "a\nb\nc\nd\n", "b\nc\nd\n"),
        ("a\nb\nc", "a\nb\nc\n", "a\nb\nc"),
    ],
)
def test_lines_are_put_together(mine: str, theirs: str, merged: str | None) -> None:
    assert merged_lines("a\nb\nc\n", mine, theirs) == merged
