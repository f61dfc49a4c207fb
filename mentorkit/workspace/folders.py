"""Checks of the files and folders of a workspace as such: names, links, conflict marks, places where nobody looks."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from mentorkit.core.language_tags import is_language, tag_meant
from mentorkit.core.names import RESERVED, as_id, is_about_folder, is_file, is_folder, is_id, is_litter
from mentorkit.core.problems import Problem, Severity, Span, did_you_mean
from mentorkit.definition.front_matter import KINDS
from mentorkit.workspace.layers import LARGEST_TEXT, Layer, conflict_problem, odd_kind, shown

_LISTS = {"archetypes": "archetypes", "search": "lists for the search"}
"""Folders of `content/` that hold YAML, and what messages call their files."""
_ALMOST = {".yml": (".yml", ".yaml"), ".md": (".md", ".markdown")}
"""Other endings that people give to such files."""


def file_problems(root: Path, clients: Iterable[str], libraries: Collection[Layer]) -> Iterator[Problem]:
    """Check the workspace at `root`, as far as it concerns these clients, and its shared libraries."""
    homes = [root / "programs" / client for client in sorted(set(clients))]
    for home in homes:
        yield from _names(home, root, ".yml")
        yield from _inner_programmes(home, root)
        yield from _near_misses(home, root)
        yield from _brands_elsewhere(home, root)
    yield from stray_files(root, libraries)
    for home in (root, *homes):
        yield from _links_out(home, root)
        yield from _unfinished_merges(Layer("", home), root)
        yield from _contents(home / "content", root)
    for library in libraries:
        yield from _unfinished_merges(library, root)
        yield from _contents(library.root / "content", root)
    yield from _client_folders(root)


def stray_files(root: Path, libraries: Iterable[Layer]) -> Iterator[Problem]:
    """Files and folders beside the parts of shared layers that are called nearly as something that would be read, and are not."""
    yield from _near_misses(root, root)
    yield from _brands_elsewhere(root, root)
    for library in libraries:
        yield from _misnamed_brands(library.root, root)
        yield from _brands_elsewhere(library.root, root)


def _contents(home: Path, root: Path) -> Iterator[Problem]:
    """Files and folders of a layer's content that break as names, or that are not read."""
    for folder, kind in KINDS.items():
        yield from _names(home / folder, root, ".md")
        yield from _inner_folders(home / folder, root, in_folders=kind.in_folders)
    for folder in _LISTS:
        yield from _names(home / folder, root, ".yml")
    for presets in sorted((home / "archetypes").glob("*/")):
        yield from _names(presets, root, ".yml") if is_language(presets.name) else ()
    yield from _unread_guides(home, root)
    yield from _unread_pictures(home, root)


def _names(folder: Path, root: Path, suffix: str) -> Iterator[Problem]:
    """Files in `folder` whose names would break as web addresses, clash on other systems, or hide what they are."""
    seen: dict[str, str] = {}
    paths = [
        path
        for path in sorted(folder.glob("*"))
        if not (is_litter(path.name) or (suffix == ".yml" and is_misnamed_brand(path)))
    ]
    for path in paths:
        stem, at = path.stem, Span(shown(path, root))
        wrong = _wrong_ending(path, at, suffix)
        if wrong:
            yield wrong
        if not wrong and path.suffix == ".md" and is_about_folder(stem) and is_file(path):
            yield _about_folder(path, at)
            continue
        if wrong or path.suffix != suffix:
            continue
        if kind := odd_kind(path, at.file):
            yield kind
        if stem.startswith("_"):
            continue
        if not is_id(stem):
            yield _bad_name(path, at, [one.stem for one in paths])
        twin = seen.setdefault(as_id(stem), path.name)
        if twin != path.name and is_id(stem):
            hint = "give one of them another name"
            yield Problem("file-name", f'"{path.name}" and "{twin}" would become the same page', at, hint)


def _about_folder(path: Path, at: Span) -> Problem:
    """Say that a README or the like is passed over; of one that many tools show as the first page of its folder, a warning."""
    in_pages = next((one.name for one in path.parents if one.name in KINDS), "") == "pages"
    if in_pages and path.stem.lower() == "readme" and not is_file(path.with_name("index.md")):
        hint = 'to let it begin the folder, rename it to "index.md"'
        return Problem("unread", "no page is made of this", at, hint, Severity.WARNING)
    message = "this is passed over: by its name it is about the folder, and no guide"
    return Problem("unread", message, at, "to make a guide of it, give it another name", Severity.NOTE)


def _wrong_ending(path: Path, at: Span, suffix: str) -> Problem | None:
    """Say so where a file's ending is nearly the right one, and the file would not be read because of it."""
    stem, ending = path.stem, path.suffix.lower()
    if path.is_dir() and ending not in _ALMOST[suffix]:
        return None
    tidy = path.name.rstrip(" .")
    if tidy != path.name and Path(tidy).suffix.lower() in _ALMOST[suffix]:
        taken = path.with_name(tidy).exists()
        hint = "delete it, or give it another name" if taken else f'rename it to "{Path(tidy).stem}{suffix}"'
        message = "this name ends in a space or a dot, and is not read"
        return Problem("file-name", message, at, hint)
    if ending != suffix and Path(stem).suffix.lower() in _ALMOST[suffix]:
        return _hidden_ending(path, at, suffix)
    if ending in _ALMOST[suffix] and path.suffix != suffix:
        what = "guides" if suffix == ".md" else _LISTS.get(path.parent.name, "programme files")
        return Problem("file-name", f"{what} end in {suffix}", at, f'rename it to "{_renamed(path, suffix)}"')
    if ending in _UNNAMED and path.is_file() and _BEGINS[suffix].match(_beginning(path)):
        what = f"its name ends in {ending}" if ending else f"its name does not end in {suffix}"
        hint = f'rename it to "{_renamed(path, suffix)}"'
        return Problem("unread", f"this is not read: {what}", at, hint, Severity.WARNING)
    if ending != suffix and get_close_matches(ending, [*_ALMOST[suffix], *_TEXTS[suffix]], n=1, cutoff=0.75):
        return _hidden_ending(path, at, suffix)
    return None


_UNNAMED = ("", ".txt", ".json", ".yam", ".yml_", ".pages")
"""Endings of files that are looked into: whoever wrote them may have meant another."""
_BEGINS = {
    ".yml": re.compile(rb"(?:\xef\xbb\xbf|#.*\n|\s)*[{\"]*title[\"]?\s*:"),
    ".md": re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---|#)"),
}
"""The beginnings of definitions and guides."""


def _beginning(path: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(2000)
    except OSError:
        return b""


def _renamed(path: Path, suffix: str) -> str:
    """The name that a file should have, and that is no other's."""
    stem = path.stem if is_id(path.stem) or path.stem.startswith("_") else as_id(path.stem)
    wanted = path.with_name(f"{stem}{suffix}")
    return wanted.name if not wanted.exists() else f"{_free(wanted)}{suffix}"


_TEXTS = {".md": (".txt", ".mdx", ".mkd", ".docx", ".doc", ".odt", ".rtf", ".html"), ".yml": ()}
"""Endings of texts that somebody may have meant as guides."""


def _bad_name(path: Path, at: Span, stems: list[str]) -> Problem:
    """A name that no address can have; of a copy that a system or a service made, with the name of its original."""
    suffix = path.suffix
    if path.stem in RESERVED:
        message = f'Windows keeps the name "{path.stem}" for itself, and cannot hold this file'
        return Problem("file-name", message, at, f'rename it, for example to "{as_id(path.stem)}{suffix}"')
    hint = f'rename it to "{_free(path)}{suffix}"'
    originals = [one for one in stems if is_id(one) and re.match(rf"{one}[^a-z0-9]", path.stem)]
    if originals:
        message = f'"{path.name}" seems to be a copy of "{max(originals, key=len)}{suffix}"'
        return Problem("file-name", message, at, f"delete it, or {hint} if it is to stay")
    return Problem("file-name", f'the name "{path.name}" does not work in a web address', at, hint)


def _free(path: Path) -> str:
    """The nearest name that works and is not another file's."""
    plain, number = as_id(path.stem), 1
    made = plain
    while path.with_name(f"{made}{path.suffix}").exists():
        number += 1
        made = f"{plain}-{number}"
    return made


def _hidden_ending(path: Path, at: Span, suffix: str) -> Problem:
    """Editors that add `.txt` to a name, on systems that do not show it."""
    plain = path.stem.removesuffix(".md").removesuffix(".yml").removesuffix(".yaml")
    hint = f'rename it to "{plain}{suffix}"'
    if path.suffix.lower() in _TEXTS[suffix] and path.suffix.lower() not in (".txt", ".mdx", ".mkd"):
        hint = f'write it as Markdown, in a file called "{plain}{suffix}"'
    return Problem("unread", f"this is not read: its name ends in {path.suffix}", at, hint, Severity.WARNING)


_PARTS = ("content", "templates")
"""The folders of a layer."""


def _near_misses(home: Path, root: Path) -> Iterator[Problem]:
    """Files and folders of a layer that are called nearly as something that would be read, and are not read."""
    parts = (*_PARTS, "programs") if home == root else _PARTS
    for path in sorted(home.glob("*")):
        name, at = path.name, Span(shown(path, root))
        if name in parts or is_litter(name):
            continue
        if path.is_dir():
            if name.lower() in (*KINDS, "archetypes"):
                hint = f"move it into {shown(home / 'content', root)}"
                yield Problem("unread", "nothing is read from this folder here", at, hint, Severity.WARNING)
            elif near := get_close_matches(name.lower(), parts, n=1, cutoff=0.8):
                hint = f'did you mean "{near[0]}"?'
                yield Problem("unread", "nothing is read from this folder", at, hint, Severity.WARNING)
    yield from _misnamed_brands(home, root)


_BRAND = "_brand.yml"
_OF_A_PROGRAMME = re.compile(rb"^(title|organisation|starts|sessions|events|extends|archetype)[ \t]*:", re.MULTILINE)
"""A line that begins so stands in every programme, and in no brand."""


def is_misnamed_brand(path: Path) -> bool:
    """Return whether somebody meant this as the file of a brand, and called it otherwise. Programmes may be called `brand`, too."""
    near = get_close_matches(path.stem.lower().strip(" _-."), ["brand"], n=1, cutoff=0.8)
    if path.name == _BRAND or path.suffix.lower() not in _ALMOST[".yml"] or not near or is_folder(path):
        return False
    return path.name.startswith("_") or not _reads_as_programme(path)


def _misnamed_brands(home: Path, root: Path) -> Iterator[Problem]:
    right = home / _BRAND
    for path in sorted(home.glob("*")):
        at = Span(shown(path, root))
        if is_litter(path.name):
            continue
        if is_misnamed_brand(path):
            taken = right.exists() and not path.samefile(right)
            hint = f"move what you need of it into {_BRAND}, and delete it" if taken else f'rename it to "{_BRAND}"'
            yield Problem("file-name", f"the file of a brand is called {_BRAND}", at, hint)
        elif home.parent != root / "programs" and path.stem.lower() in (_BRAND, "brand.yml", "_brand.yaml"):
            yield _hidden_ending(path, at, ".yml")


def _reads_as_programme(path: Path) -> bool:
    try:
        return bool(_OF_A_PROGRAMME.search(path.read_bytes()[:LARGEST_TEXT]))
    except OSError:  # nobody can read it
        return False


def _brands_elsewhere(home: Path, root: Path) -> Iterator[Problem]:
    """Brand files in folders where no brand is looked for, of a layer that has none of its own."""
    if (home / _BRAND).exists():
        return
    is_client = home.parent == root / "programs"
    for path in sorted(home.glob("*/*")):
        folder = path.parent.name
        apart = is_litter(folder) or folder.startswith("_")  # what is kept of a programme called `brand` is no brand
        among = folder in (*_PARTS, "programs") or (is_client and not apart)
        if among and (path.name == _BRAND or is_misnamed_brand(path)):
            hint = f"move it to {shown(home / _BRAND, root)}"
            if path.parent == root / "programs":
                hint = f"move it into the folder of a client, or to {_BRAND} beside mkdocs.yml for all of them"
            yield Problem("unread", "no brand is read from here", Span(shown(path, root)), hint, Severity.WARNING)


def _links_out(home: Path, root: Path) -> Iterator[Problem]:
    """Links in a layer of the workspace that lead out of it: nothing behind them is read."""
    inside = Layer("", home)
    linked = [home] if not Layer("", root).holds(home) else []
    linked += [home / name for name in ("programs", "content", "templates")]
    linked += [home / "content" / name for name in (*KINDS, *_LISTS, "pictures")]
    linked += sorted((home / "templates").rglob("*"))
    for path in linked:
        if path.is_symlink() and (path == home or not inside.holds(path)):
            what, hint = ("folder", "copy what is in it here") if path.is_dir() else ("file", "copy the file here")
            message = f"this {what} is a link that leads out of its folder"
            yield Problem("leaves-layer", message, Span(shown(path, root)), f"{hint} instead of linking to it")


def _unfinished_merges(layer: Layer, root: Path) -> Iterator[Problem]:
    """Templates, styles and scripts with conflict marks: no other check reads them, and a browser says nothing."""
    for path in sorted((layer.root / "templates").rglob("*")):
        if is_file(path) and layer.holds(path) and os.access(path, os.R_OK):
            data = path.read_bytes()[:LARGEST_TEXT]
            marked = b"<<<<<<<" in data or b">>>>>>>" in data or b"|||||||" in data
            unfinished = marked and conflict_problem(data.decode("utf-8", "replace"), shown(path, root))
            if unfinished:
                yield unfinished


def _unread_guides(content: Path, root: Path) -> Iterator[Problem]:
    for folder in sorted(content.glob("*/")):
        if folder.name not in KINDS and not folder.name.startswith(("_", ".")) and any(folder.glob("*.md")):
            message = f'nothing is read from a folder called "{folder.name}"'
            hint = did_you_mean(folder.name, KINDS, otherwise="guides stand in keys, training, forms or pages")
            yield Problem("unread", message, Span(shown(folder, root)), hint, Severity.WARNING)


_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif", ".heic", ".tif", ".tiff", ".bmp")


def _unread_pictures(content: Path, root: Path) -> Iterator[Problem]:
    """Pictures that stand beside guides, or in a folder of another name: no text can show them."""
    for path in sorted(content.rglob("*")):
        inside = path.relative_to(content).parts
        hidden = any(is_litter(part) or part.startswith("_") for part in inside)
        if path.suffix.lower() in _PICTURES and inside[0] != "pictures" and not hidden and is_file(path):
            hint = f"move it into {shown(content / 'pictures', root)}, where texts find it as {path.name}"
            yield Problem(
                "unread", "no text can show this picture here", Span(shown(path, root)), hint, Severity.WARNING
            )


def _inner_folders(home: Path, root: Path, *, in_folders: bool) -> Iterator[Problem]:
    """The folders inside that of one kind of guide: names that break there, or that nothing is read from them."""
    for folder in sorted(home.glob("*/")):
        if folder.name.startswith(("_", ".")) or not any(folder.rglob("*.md")):
            continue
        at = Span(shown(folder, root))
        if not in_folders and is_language(folder.name):
            yield from _names(folder, root, ".md")
            continue
        if not in_folders:
            meant = tag_meant(folder.name)
            hint = f"move the files one up, into {home.name}; only pages stand in folders"
            hint = f'for translations, rename it to "{meant}"; for others, {hint}' if meant else hint
            yield Problem("unread", "nothing is read from a folder in here", at, hint, Severity.WARNING)
            continue
        if not is_id(folder.name):
            hint = f'rename it, for example to "{as_id(folder.name)}"'
            yield Problem("file-name", f'the folder name "{folder.name}" does not work in a web address', at, hint)
        yield from _names(folder, root, ".md")
        yield from _inner_folders(folder, root, in_folders=in_folders)


RESULTS = "results"
"""The folder of released results, in that of a client."""
_RELEASED = re.compile(rb"^smallest_group[ \t]*:", re.MULTILINE)
"""A line that begins so stands in every file of results, and in no programme."""


def _is_results(path: Path) -> bool:
    return path.parent.name == RESULTS and bool(_RELEASED.search(path.read_bytes()[:LARGEST_TEXT]))


def _inner_programmes(home: Path, root: Path) -> Iterator[Problem]:
    """Definitions in folders inside that of a client, where nobody looks."""
    for folder in sorted(home.glob("*/")):
        if folder.name in _PARTS or is_litter(folder.name) or folder.name.startswith("_"):
            continue
        for path in sorted(folder.rglob("*.y*ml")):
            if is_file(path) and not is_litter(path.name) and _BEGINS[".yml"].match(_beginning(path)):
                if os.access(path, os.R_OK) and _is_results(path):
                    continue
                message = "this programme is not read: it stands in a folder inside that of its client"
                hint = f"move it up, into {shown(home, root)}"
                yield Problem("unread", message, Span(shown(path, root)), hint, Severity.WARNING)


def _client_folders(root: Path) -> Iterator[Problem]:
    programs = root / "programs"
    for path in sorted(programs.glob("*")):
        name, at = path.name, Span(shown(path, root))
        if name.startswith("_") or is_litter(name):
            continue
        if path.suffix.lower() in _ALMOST[".yml"] and not path.is_dir():
            hint = f"move it into the folder of its client: programs/client/{name}"
            yield Problem("unread", "this programme belongs to no client", at, hint, Severity.WARNING)
        elif path.is_dir() and name in RESERVED:
            message = f'Windows keeps the name "{name}" for itself, and cannot hold this folder'
            yield Problem("file-name", message, at, f'rename it, for example to "{as_id(name)}"')
        elif path.is_dir() and not is_id(name):
            taken = (programs / as_id(name)).exists()
            hint = "give it another name" if taken else f'rename it, for example to "{as_id(name)}"'
            yield Problem("file-name", f'the folder name "{name}" does not work in a web address', at, hint)
