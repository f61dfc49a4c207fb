"""Office files of a bilingual programme: in the main language, and in another that is asked for, in a folder of its own."""

from __future__ import annotations

import pytest
from conftest import NO_WORKBOOKS, SMALL, Project, begun

from mentorkit.build.chosen_languages import in_languages
from mentorkit.core.problems import BuildFailed
from mentorkit.toolkit import Toolkit

BOTH = (
    SMALL.replace("title: Lead\n", "title: {da: Ledere, en: Leaders}\nlanguages: [da, en-GB]\n")
    + "communications: [{id: soon, title: {da: Snart, en: Soon}, for: mentors, text: {da: Vi ses., en: See you.}}]\n"
    + NO_WORKBOOKS
)


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Toolkit:
    """A Danish programme that is in English as well."""
    return begun(tmp_path_factory.mktemp("office"), BOTH).job().toolkit


def test_languages_are_chosen_by_tag_or_name(kit: Toolkit) -> None:
    def chosen(*named: str) -> list[str]:
        return [one.language for one in in_languages(kit, named)]

    assert [chosen(), chosen("en"), chosen("English"), chosen("da")] == [["da"], ["en-GB"], ["en-GB"], ["da"]]
    assert [chosen("all"), chosen("en-GB", "da", "da")] == [["da", "en-GB"]] * 2
    with pytest.raises(BuildFailed) as failed:
        chosen("da", "French")
    (problem,) = failed.value.problems
    assert problem.message == '"French" is not among the languages of this programme (da, en-GB)'
    assert problem.at.line == 2


@pytest.mark.slow
def test_each_language_has_its_folder_and_none_deletes_the_other(project: Project) -> None:
    project.write("programs/acme/lead.yml", BOTH)
    folder = project.root / "office/acme/lead"
    first = project.run("office", "acme/lead", "--only", "messages", "--language", "all")
    assert first.exit_code == 0, first.stderr
    assert f"{folder}: 2 made, 0 unchanged" in first.stdout
    drafts = {path.parent.parent.name: path.read_text("utf-8") for path in folder.rglob("*.eml")}
    assert {name: [said for said in ("Vi ses.", "See you.") if said in text] for name, text in drafts.items()} == {
        "lead": ["Vi ses."],
        "en-GB": ["See you."],
    }
    assert "0 made, 1 unchanged" in project.run("office", "acme/lead", "--only", "messages").stdout
    assert "0 made, 1 unchanged" in project.run("office", "acme/lead", "--only", "messages", "--language", "en").stdout
    assert len([*folder.rglob("*.eml")]) == 2
    (mine,) = (folder / "en-GB").rglob("*.eml")
    mine.write_text("mine", "utf-8")
    kept = project.run("office", "acme/lead", "--only", "messages", "--language", "all")
    assert f"office/acme/lead/en-GB/messages/{mine.name}  warning  this file was edited" in kept.stderr
