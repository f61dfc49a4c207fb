"""A client's brand file as a page of the studio shows it, and what a page asks for as changes to that file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mentorkit.brand.branding import BRAND_FILE, brand_source
from mentorkit.brand.palette import mix_palette
from mentorkit.core.digests import digest
from mentorkit.core.problems import BuildFailed, Problem, Result, Severity
from mentorkit.core.yaml_source import Located
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.saving import opened
from mentorkit.workspace.layers import Layer
from mentorkit.workspace.workspace import Workspace

Steps = tuple[str, ...]
_SHORT: dict[Steps, str] = {
    ("meta", "name"): "full",
    ("typography", "base"): "family",
    ("typography", "headings"): "family",
}
"""Mappings that may be written as one text, and the name of what it says."""
_SIDES = ("light", "dark")


@dataclass(frozen=True)
class BrandDocument:
    """The brand file of a client as it stands. A client without one wears another; then nothing stands there."""

    workspace: Workspace
    path: Path
    name: str
    """What messages call the file."""
    layer: Layer
    text: str
    digest: str
    """The digest of the file; empty where there is none."""
    source: Located

    def value(self, path: Steps) -> Any:
        """What stands at a path, however it is written: one text for both sides is that for light ground; ABSENT where nothing stands."""
        if path[0] == "logo" and len(path) > 2:
            return self._logo(path)
        return _within(self.source, path)

    def origin(self, path: Steps) -> str:
        """Nothing is taken over into a brand: a file of a nearer place replaces the one behind it, whole."""
        return ""

    def translations(self, path: Steps) -> dict[str, str]:
        """Nothing: a brand is the same in every language."""
        return {}

    def inherited(self, path: Steps) -> Any:
        """Nothing, for the same reason."""
        return ABSENT

    def spoken(self, text: str) -> str:
        """The text itself: no placeholder stands in a brand."""
        return text

    def brand(self) -> Brand:
        """The brand that it says. Raises BuildFailed where it cannot be read."""
        brand, problems = read_as(Brand, self.source)
        if brand is None:
            raise BuildFailed(problems)
        return brand

    def changes(self, path: Steps, after: Any) -> tuple[Change, ...]:
        """What has to change in the file so that `after` stands at a path; what is written in short is spelled out for it."""
        if path[0] == "logo" and len(path) > 2:
            return (self._logo_change(path, after),)
        short = self._spelled_out(path[:-1], path[-1], after)
        return (short or Change(path, _within(self.source, path), after),)

    def _spelled_out(self, home: Steps, name: str, after: Any) -> Change | None:
        """The change of a mapping that is written as one text; None where it is not."""
        now = _raw(self.source, home)
        if not isinstance(now, str):
            return None
        usual = "light" if home[0] == "color" else _SHORT.get(home, "")
        if not usual:
            return None
        if name == usual:
            return Change(home, now, after)
        return Change(home, now, {usual: now} | ({} if after is ABSENT else {name: after}))

    def _logo(self, path: Steps) -> Any:
        """The file of a logo, or what it shows in words; its picture may be called by a name."""
        picture = self._picture(path[1], path[2])
        named = _raw(self.source, ("logo", "images", picture)) if isinstance(picture, str) else ABSENT
        picture = picture if named is ABSENT else named
        if len(path) > 3:
            return picture.get(path[3], ABSENT) if isinstance(picture, dict) else ABSENT
        return picture.get("path", ABSENT) if isinstance(picture, dict) else picture

    def _picture(self, size: str, side: str) -> Any:
        """A picture as it is written for one size and ground."""
        forms = _raw(self.source, ("logo", size))
        whole = _raw(self.source, ("logo",))
        if _is_picture(whole):
            forms = whole
        if _is_picture(forms):
            return forms if side == "light" else ABSENT
        return forms.get(side, ABSENT) if isinstance(forms, dict) else ABSENT

    def _logo_change(self, path: Steps, after: Any) -> Change:
        _, size, side, *inner = path
        picture = self._picture(size, side)
        if inner:
            return self._alt_change(size, side, picture, after)
        new = {**picture, "path": after} if isinstance(picture, dict) and after is not ABSENT else after
        return self._put(size, side, new)

    def _alt_change(self, size: str, side: str, picture: Any, after: Any) -> Change:
        """The words of a picture stand with its file, wherever that is named."""
        named = _raw(self.source, ("logo", "images", picture)) if isinstance(picture, str) else ABSENT
        new = {"path": _file_of(picture if named is ABSENT else named)} | ({} if after is ABSENT else {"alt": after})
        if named is not ABSENT:
            return Change(("logo", "images", picture), named, new)
        return self._put(size, side, new if len(new) > 1 else new["path"])

    def _put(self, size: str, side: str, new: Any) -> Change:
        """A picture put in place for one size and ground. One that was for all sizes stays for the others."""
        whole, forms = _raw(self.source, ("logo",)), _raw(self.source, ("logo", size))
        if _is_picture(whole):
            others = dict.fromkeys(("small", "medium", "large"), whole)
            return Change(("logo",), whole, others | {size: _both(whole, side, new)})
        if _is_picture(forms):
            return Change(("logo", size), forms, _both(forms, side, new))
        return Change(("logo", size, side), _raw(self.source, ("logo", size, side)), new)


def _both(picture: Any, side: str, new: Any) -> Any:
    """The forms of a logo that had one picture for both grounds."""
    if side == "light":
        return new
    return {"light": picture} | ({} if new is ABSENT else {"dark": new})


def _is_picture(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "path" in value)


def _file_of(picture: Any) -> Any:
    return picture["path"] if isinstance(picture, dict) else picture


def _raw(source: Any, path: Steps) -> Any:
    """What is written at a path, as it is written."""
    found = source
    for step in path:
        if not isinstance(found, dict) or found.get(step) is None:
            return ABSENT
        found = found[step]
    return found


def _within(source: Located, path: Steps) -> Any:
    """What stands at a path; what is written in short counts as the name that it is short for."""
    home, name = path[:-1], path[-1]
    above = _raw(source, home)
    if isinstance(above, str):
        usual = "light" if home[0] == "color" else _SHORT.get(home)
        return above if name == usual else ABSENT
    return _raw(source, path)


def open_brand(workspace: Workspace, client: str) -> BrandDocument:
    """Read the brand file of a client. Raises BuildFailed where it cannot be read."""
    layer = workspace.layers(client).order[0]
    path = layer.root / BRAND_FILE
    name = workspace.name(path)
    if not path.is_file():
        return BrandDocument(workspace, path, name, layer, "", "", _nothing(name))
    text, problems = opened(workspace, path)
    if text is None:
        raise BuildFailed(problems)
    return reopened(BrandDocument(workspace, path, name, layer, text, digest(text), _nothing(name)), text)


def reopened(document: BrandDocument, text: str) -> BrandDocument:
    """The same brand with another text, which is not written anywhere. Raises BuildFailed where it cannot be read."""
    source, problems = brand_source(text, document.name)
    if source is None:
        raise BuildFailed(problems)
    return replace(document, text=text, source=source)


def _nothing(name: str) -> Located:
    source = brand_source("meta:\n", name).value
    assert source is not None, "it is a mapping"
    return source


def new_errors(before: BrandDocument, after: BrandDocument) -> Iterator[Problem]:
    """The errors that a brand has and did not have before: names, values and colours that do not exist."""
    known = {(one.rule, one.message) for one in _problems(before).problems}
    for one in _problems(after).problems:
        if one.severity is Severity.ERROR and (one.rule, one.message) not in known:
            yield one


def _problems(document: BrandDocument) -> Result[object]:
    brand, problems = read_as(Brand, document.source)
    return Result(None, problems) if brand is None else Result(None, (*problems, *mix_palette(brand).problems))
