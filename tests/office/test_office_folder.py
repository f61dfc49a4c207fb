"""The folder of office files: what somebody has edited is never lost, and what is made no more goes."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from conftest import Project

from mentorkit.core.problems import BuildFailed
from mentorkit.office.office_files import OfficeFile
from mentorkit.office.office_folder import OfficeFolder, edited_problems, refuse_office_folder
from mentorkit.workspace.workspace import open_workspace


def file(text: str, path: str = "slides/one.pptx") -> OfficeFile:
    return OfficeFile(PurePosixPath(path), text.encode())


def test_what_was_edited_stays_until_it_is_asked_for_anew(tmp_path: Path) -> None:
    first = OfficeFolder(tmp_path)
    assert [first.put(file("a")), first.put(file("a", "slides/two.pptx"))] == ["made", "made"]
    first.end(["slides"])
    first.keep_record()
    (tmp_path / "slides/one.pptx").write_text("mine")
    again = OfficeFolder(tmp_path)
    assert [again.put(file("b")), again.put(file("a", "slides/two.pptx"))] == ["edited", "same"]
    again.end(["slides"])
    again.keep_record()
    assert (tmp_path / "slides/one.pptx").read_text() == "mine"
    assert OfficeFolder(tmp_path).put(file("b")) == "edited", "it is remembered from run to run"
    assert OfficeFolder(tmp_path, replace=True).put(file("b")) == "made"
    assert (tmp_path / "slides/one.pptx").read_text() == "b"


def test_a_file_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "slides").mkdir()
    (tmp_path / "slides/one.pptx").write_text("of somebody else")
    assert OfficeFolder(tmp_path).put(file("a")) == "edited"
    (told,) = edited_problems(["slides/one.pptx"], "office/acme/lead")
    assert str(told.at) == "office/acme/lead/slides/one.pptx"


def test_what_is_made_no_more_goes_unless_it_was_edited_or_is_of_another_part(tmp_path: Path) -> None:
    first = OfficeFolder(tmp_path)
    for name in ("sheets/a/one.pdf", "sheets/b/two.pdf", "books/guide.pdf"):
        first.put(file("x", name))
    first.end(["sheets", "books"])
    first.keep_record()
    (tmp_path / "sheets/b/two.pdf").write_text("mine")
    OfficeFolder(tmp_path).end(["sheets"])
    assert sorted(one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*.pdf")) == [
        "books/guide.pdf",
        "sheets/b/two.pdf",
    ]
    assert not (tmp_path / "sheets/a").exists()


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("site/acme", '"{}" is published, and these files are not for everybody'),
        ("programs/acme", "these files would lie among those that they are made from"),
        (".", "these files would lie among those that they are made from"),
    ],
)
def test_no_folder_that_is_published_or_of_sources(project: Project, folder: str, said: str) -> None:
    (project.root / "site/.mentorkit").mkdir(parents=True)
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace
    with pytest.raises(BuildFailed) as failed:
        refuse_office_folder(project.root / folder, workspace)
    assert [one.message for one in failed.value.problems] == [said.format((project.root / "site").as_posix())]
