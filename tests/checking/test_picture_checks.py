"""Every mistake that can be made with a picture of a text, and what is said of it."""

from __future__ import annotations

from io import BytesIO

import pytest
from conftest import LEAD, SMALL, Project
from PIL import Image

PAGE = "content/pages/ours.md"
HEAD = "---\ntitle: Ours\n---\n"
WAY_OUT = "put the file into content/pictures and write its name: ![what it shows](team.png)"


def png() -> bytes:
    made = BytesIO()
    Image.effect_noise((40, 30), 90).save(made, "PNG")
    return made.getvalue()


SAID = {
    "![a team](team.png)": [],
    '[![a team](../pictures/team.png "Us")](https://a.example)': [],
    "![](team.png)": ["4:5  error  this picture has no words for those who cannot see it  [picture-words] -> say what it shows: ![a pair at a table](team.png)"],
    "![team.png](team.png)": ['4:3  warning  "team.png" does not say what this picture shows  [picture-words] -> describe it in a few words'],
    "![Image 1](team.png)": ['4:12  warning  "Image 1" does not say what this picture shows  [picture-words] -> describe it in a few words'],
    "![a team](tem.png)": ['4:11  error  there is no picture "tem.png"  [picture-exists] -> did you mean "team.png"?'],
    "![a team](TEAM.PNG)": ['4:11  error  there is no picture "TEAM.PNG"  [picture-exists] -> did you mean "team.png"?'],
    "![a team](team.jpg)": ['4:11  error  there is no picture "team.jpg"  [picture-exists] -> did you mean "team.png"?'],
    "![a room](room.png)": ['4:11  error  there is no picture "room.png"  [picture-exists] -> did you mean "rooms/room.png"?'],
    "![a tree](tree.svg)": [f'4:11  error  there is no picture "tree.svg"  [picture-exists] -> {WAY_OUT}'],
    "![a team](https://a.example/team.png)": [f"4:11  error  a picture from elsewhere is not shown  [picture] -> {WAY_OUT}"],
    "![a team](//a.example/team.png)": [f"4:11  error  a picture from elsewhere is not shown  [picture] -> {WAY_OUT}"],
    "![a team](C:/team.png)": [f"4:11  error  a picture from elsewhere is not shown  [picture] -> {WAY_OUT}"],
    "![a team](data:image/png;base64,AAAA)": [f"4:11  error  a picture written into the text is not shown  [picture] -> {WAY_OUT}"],
    "![a team](../../../other/content/pictures/team.png)": [f'4:11  error  "../../../other/content/pictures/team.png" leads out of the folder of pictures  [picture] -> {WAY_OUT}'],
    "![a team](/team.png)": [f'4:11  error  "/team.png" leads out of the folder of pictures  [picture] -> {WAY_OUT}'],
    "![a team](rooms\\team.png)": ['4:11  error  "rooms\\team.png" has backslashes in it  [picture] -> write forward slashes: pictures/team.png'],
}  # fmt: skip


@pytest.fixture
def pictured(project: Project) -> Project:
    project.write("content/pictures/team.png", png())
    project.write("content/pictures/rooms/room.png", png())
    return project


def test_a_picture_that_cannot_be_meant_is_told_at_its_place(pictured: Project) -> None:
    for number, text in enumerate(SAID):
        pictured.write(f"content/pages/p{number:02}.md", f"{HEAD}{text}\n")
    expected = [f"content/pages/p{number:02}.md:{one}" for number, said in enumerate(SAID.values()) for one in said]
    assert pictured.problems() == expected


def test_lines_have_room_for_words_alone(pictured: Project) -> None:
    pictured.write(
        LEAD, SMALL.replace("title: Lead", 'title: "Lead ![a team](team.png)"') + 'summary: "So ![a team](team.png)."\n'
    )
    pictured.write(PAGE, '---\ntitle: Ours\nsummary: "One ![a team](team.png)"\n---\nText.\n')
    said = "error  a line has room for words alone  [picture] -> put the picture into a text of its own, or a guide"
    assert pictured.problems() == [f"{PAGE}:3:10  {said}", f"{LEAD}:1:8  {said}"]


def test_the_files_of_pictures_are_opened_where_a_text_shows_them(pictured: Project) -> None:
    pictured.write("content/pictures/cut.png", png()[:200])
    pictured.write("content/pictures/named.jpg", png())
    pictured.write("content/pictures/unused.png", b"nothing")
    pictured.write(
        "content/pictures/film.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>Hi</text></svg>'
    )
    pictured.write("outside.png", png())
    (pictured.root / "content/pictures/led.png").symlink_to(pictured.root / "outside.png")
    pictured.write(PAGE, HEAD + "![a cut](cut.png) ![a name](named.jpg)\n")
    pictured.write(LEAD, SMALL + 'summary: "![a film](film.svg)"\n')
    assert pictured.problems() == [
        "content/pictures/cut.png  error  this picture is damaged or cut off  [unusable-asset] -> copy or export it anew",
        "content/pictures/film.svg  error  this picture holds text, and its font is not on every machine  [unusable-asset] -> turn the text into paths and export it anew",
        'content/pictures/named.jpg  error  this picture is a PNG, whatever its name says  [unusable-asset] -> rename it to "named.png", here and in the folder',
    ]


def test_a_link_out_of_the_layer_is_followed_by_nobody(
    pictured: Project, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.png"
    secret.write_bytes(png())
    (pictured.root / "content/pictures/led.png").symlink_to(secret)
    pictured.write(PAGE, HEAD + "![a lead](led.png)\n")
    assert pictured.problems() == [
        "content/pictures/led.png  error  this picture is a link that leads out of its folder  [leaves-layer] -> copy the file here instead of linking to it"
    ]


def test_pictures_where_no_text_finds_them_are_told(pictured: Project) -> None:
    pictured.write("content/images/team.png", png())
    pictured.write("programs/acme/content/keys/us.JPG", png())
    assert pictured.problems() == [
        "content/images/team.png  warning  no text can show this picture here  [unread] -> move it into content/pictures, where texts find it as team.png",
        "programs/acme/content/keys/us.JPG  warning  no text can show this picture here  [unread] -> move it into programs/acme/content/pictures, where texts find it as us.JPG",
    ]
