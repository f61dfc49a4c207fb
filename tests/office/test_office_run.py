"""`mentorkit office`: what facilitators need is in its folder, whole, and made once."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from conftest import NO_WORKBOOKS, SMALL, Project, processes

from mentorkit.office.office_files import OfficeFile
from mentorkit.office.office_folder import OfficeFolder
from mentorkit.office.office_run import _OfficeRun

MODULE = "library: {training: [stuck-pairs], forms: [goal-sheet, safe-contact-record]}\n"


def test_the_next_run_knows_what_an_interrupted_one_wrote(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(run: _OfficeRun, *_: object) -> None:
        run.folder.put(OfficeFile(PurePosixPath("packs/one.pdf"), b"first"))
        raise KeyboardInterrupt

    monkeypatch.setattr(_OfficeRun, "make", interrupted)
    assert project.run("office", "acme/lead", "--only", "packs").exit_code == 1
    folder = OfficeFolder(project.root / "office/acme/lead")
    assert folder.put(OfficeFile(PurePosixPath("packs/one.pdf"), b"changed since")) == "made"


@pytest.mark.slow
def test_the_office_folder_holds_the_packs_and_a_second_run_makes_nothing(project: Project) -> None:
    project.write("programs/acme/lead.yml", SMALL + MODULE + NO_WORKBOOKS)
    first = project.run("office", "acme/lead", "--only", "packs", "--only", "books", "--only", "records")
    assert first.exit_code == 0, first.stderr
    folder = project.root / "office/acme/lead"
    assert sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*")) == [
        ".made.json",
        "packs",
        "packs/stuck-pairs.pdf",
        "records",
        "records/safe-contact-record.pdf",
    ]
    with processes():
        again = project.run("office", "acme/lead", "--only", "packs")
    assert f"{folder}: 0 made, 1 unchanged" in again.stdout
    (folder / "packs/stuck-pairs.pdf").write_bytes(b"mine")
    kept = project.run("office", "acme/lead", "--only", "packs")
    assert "0 made, 0 unchanged, 1 edited and left alone" in kept.stdout
    assert "office/acme/lead/packs/stuck-pairs.pdf  warning  this file was edited since it was made" in kept.stderr
    assert kept.exit_code == 0
