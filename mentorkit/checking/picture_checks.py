"""Checks of the pictures that texts show: that each is there, can be shown, and has words for those who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from mentorkit.brand.faults import Fault
from mentorkit.brand.page_pictures import page_picture
from mentorkit.checking.drawable import drawing_problem
from mentorkit.core.problems import Problem, Severity, Span, did_you_mean
from mentorkit.guides.library import Library
from mentorkit.guides.pictures import FOLDER, picture_name
from mentorkit.guides.text_links import Mention
from mentorkit.workspace.layers import LayerFile

_WAY_OUT = f"put the file into {FOLDER} and write its name: ![what it shows](team.png)"
_FROM_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\|~")
_SAYS_NOTHING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|img|pic|bild|foto|screenshot|alt text)[\s_-]*\d*|.*\.(?:png|jpe?g|gif|webp|svg|avif)",
    re.IGNORECASE,
)


def mention_problems(mention: Mention, library: Library) -> Iterator[Problem]:
    """Problems of a picture where a text shows it."""
    target, at = mention.target, mention.at
    if not mention.says.strip():
        message, hint = (
            "this picture has no words for those who cannot see it",
            "say what it shows: ![a pair at a table](team.png)",
        )
        yield Problem("picture-words", message, at, hint)
    elif _SAYS_NOTHING.fullmatch(mention.says.strip()):
        message, hint = f'"{mention.says.strip()}" does not say what this picture shows', "describe it in a few words"
        yield Problem("picture-words", message, at, hint, Severity.WARNING)
    name = picture_name(target)
    if _FROM_ELSEWHERE.match(target):
        what = "written into the text" if target.lower().startswith("data:") else "from elsewhere"
        yield Problem("picture", f"a picture {what} is not shown", at, _WAY_OUT)
    elif "\\" in target and name not in library.pictures:
        yield Problem("picture", f'"{target}" has backslashes in it', at, "write forward slashes: pictures/team.png")
    elif name.startswith("/") or ".." in name.split("/"):
        yield Problem("picture", f'"{target}" leads out of the folder of pictures', at, _WAY_OUT)
    elif name not in library.pictures:
        yield Problem("picture-exists", f'there is no picture "{target}"', at, _near(name, library))


def _near(name: str, library: Library) -> str:
    """A way out where there is no picture of this name."""
    known = sorted(library.pictures)
    same = [one for one in known if one.casefold() == name.casefold()]
    same += [one for one in known if one.rpartition("/")[2].casefold() == name.rpartition("/")[2].casefold()]
    same += [one for one in known if one.rpartition(".")[0].casefold() == name.rpartition(".")[0].casefold()]
    if same:
        return f'did you mean "{same[0]}"?'
    hint = did_you_mean(name, known, otherwise="")
    return hint if hint.startswith("did you") else _WAY_OUT


def opened_problems(names: Iterable[str], library: Library, called: Callable[[LayerFile], str]) -> Iterator[Problem]:
    """Problems of the files of these pictures, which are opened as portals and books open them."""
    for name in sorted(set(names) & library.pictures.keys()):
        file = library.pictures[name]
        yield from _file_problems(file, called(file))


def _file_problems(file: LayerFile, name: str) -> Iterator[Problem]:
    if not file.layer.holds(file.path):
        message, hint = (
            "this picture is a link that leads out of its folder",
            "copy the file here instead of linking to it",
        )
        yield Problem("leaves-layer", message, Span(name), hint)
        return
    try:
        shown = page_picture(file.path)
    except OSError as error:
        message = f"this picture cannot be opened: {error.strerror}"
        yield Problem("unreadable-file", message, Span(name), "give yourself the right to read it")
        return
    if isinstance(shown, Fault):
        yield Problem("unusable-asset", f"this picture {shown.says}", Span(name), shown.way_out)
    else:
        yield from drawing_problem(file, name)
