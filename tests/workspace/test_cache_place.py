"""Where the cache may lie, and where it would be among what people write or publish."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import NO_WORKBOOKS, SMALL, Project

from mentorkit.workspace.cache_place import cache_folder, misplaced_cache


@pytest.mark.slow
@pytest.mark.parametrize(
    "place",
    [
        "",
        "..",
        "content",
        "content/keys",
        "programs",
        "programs/acme/cache",
        "templates",
        "site",
        "site/acme",
        "shared",
        "shared/a",
    ],
)
def test_a_cache_among_what_people_write_or_publish_is_refused_before_anything_is_written(
    place: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS)
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("libraries: []", "libraries: [shared]"), "utf-8")
    project.write("shared/content/about.txt", "Ours.\n")
    monkeypatch.setenv("MENTORKIT_CACHE", named := str(project.root / place))
    before = sorted(project.root.rglob("*"))
    for command in ("check", "build"):
        done = project.run(command, "-q")
        assert done.exit_code == 1
        assert (
            f'MENTORKIT_CACHE  error  the cache would lie at "{named}", among files that people write or publish  [cache]\n'
            "    name a folder of its own in MENTORKIT_CACHE, or unset it: the cache is then kept in .cache\n"
        ) in done.stderr
    assert sorted(project.root.rglob("*")) == before


def test_a_cache_inside_another_site_is_refused_by_the_build_of_it(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MENTORKIT_CACHE", str(tmp_path / "public/cache"))
    done = project.run("build", "-d", str(tmp_path / "public"))
    assert (done.exit_code, "the cache would lie at" in done.stderr) == (1, True)
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("place", ["cache", ".cache", "../elsewhere", "contents"])
def test_any_folder_of_its_own_will_do(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTORKIT_CACHE", str(tmp_path / "work" / place))
    assert [*misplaced_cache(tmp_path / "work", ())] == []


def test_a_home_folder_is_named_as_shells_name_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("MENTORKIT_CACHE", "~/kept")
    assert cache_folder(tmp_path / "work") == tmp_path / "kept"
    monkeypatch.delenv("MENTORKIT_CACHE")
    assert cache_folder(tmp_path / "work") == tmp_path / "work/.cache/mentorkit"
