"""Brand files under other names and in other folders: one cause, one message, and a programme may have any name."""

from __future__ import annotations

import pytest
from conftest import SMALL, Project

BRAND = "color:\n  primary: '#8a2be2'\n"
MISNAMED = 'error  the file of a brand is called _brand.yml  [file-name] -> rename it to "_brand.yml"'
UNREAD = "warning  no brand is read from here  [unread] -> move it "


@pytest.mark.parametrize(
    "name",
    ["brand.yml", "brand.yaml", "Brand.yml", "_Brand.yml", "_brand.yaml", "_brnad.yml", "brand_.yml", "-brand.yml"],
)
@pytest.mark.parametrize("folder", ["programs/acme/", "", "shared/"])
def test_a_misnamed_brand_is_told_once(folder: str, name: str, project: Project) -> None:
    settings = project.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("libraries: []", "libraries: [shared]"), "utf-8")
    project.write("shared/content/about.txt", "Ours.\n")
    project.write(f"{folder}{name}", BRAND)
    assert project.problems() == [f"{folder}{name}  {MISNAMED}"]


def test_a_second_brand_under_another_name_takes_nothing_from_the_first(project: Project) -> None:
    project.write("programs/acme/_brand.yml", BRAND)
    project.write("programs/acme/brand.yml", BRAND)
    assert project.problems() == [
        "programs/acme/brand.yml  error  the file of a brand is called _brand.yml  [file-name]"
        " -> move what you need of it into _brand.yml, and delete it"
    ]


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("programs/_brand.yml", "into the folder of a client, or to _brand.yml beside mkdocs.yml for all of them"),
        ("programs/acme/brand/_brand.yml", "to programs/acme/_brand.yml"),
        ("programs/acme/content/_brand.yml", "to programs/acme/_brand.yml"),
        ("programs/acme/fonts/brand.yml", "to programs/acme/_brand.yml"),
        ("content/_brand.yml", "to _brand.yml"),
        ("templates/_brand.yml", "to _brand.yml"),
    ],
)
def test_a_brand_where_nobody_looks_is_told(name: str, way_out: str, project: Project) -> None:
    project.write(name, BRAND)
    assert project.problems() == [f"{name}  {UNREAD}{way_out}"]


def test_beside_a_brand_that_is_read_others_are_left_alone(project: Project) -> None:
    project.write("programs/acme/_brand.yml", BRAND)
    project.write("programs/acme/old/_brand.yml", BRAND)
    assert project.problems() == []


@pytest.mark.parametrize("name", ["colours", "acme", "look-of-2027"])
def test_a_brand_under_the_name_of_a_programme_is_told_once(name: str, project: Project) -> None:
    project.write(f"programs/acme/{name}.yml", BRAND)
    assert project.problems() == [
        f"programs/acme/{name}.yml:1:1  error  this is a brand, and no programme  [file-name]"
        " -> call it _brand.yml to make it the brand of this client, or delete it"
    ]


@pytest.mark.parametrize("name", ["brand", "grand", "strand", "brandt"])
def test_programmes_may_have_a_name_like_it(name: str, project: Project) -> None:
    project.write(f"programs/acme/{name}.yml", SMALL)
    assert project.problems() == []
    assert f"acme/{name}" in project.run("list").stdout


def test_a_brand_with_an_ending_that_nobody_sees_is_told_at_the_top_too(project: Project) -> None:
    project.write("_brand.yml.txt", BRAND)
    assert project.problems() == [
        '_brand.yml.txt  warning  this is not read: its name ends in .txt  [unread] -> rename it to "_brand.yml"'
    ]
