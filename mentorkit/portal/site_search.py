"""The search of a portal: our own script in the place of the theme's, and an index that says how its language is read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from mentorkit.language.foreign_parts import unmarked

SCRIPT = "assets/portal/search.js"
"""The script that searches, from the portal's folder; it stands where the theme names its own."""
_PARTS = "assets/portal/search"
_ORDER = ("words.js", "index.js", "ranking.js", "worker.js")
"""The parts of the script: one file, for where a portal is opened from a disk, no script can load another."""
_THEIRS = re.compile(r"assets/javascripts/workers/search\.\w+\.min\.js")

_BETWEEN_WORDS = r"""[–—/,()\[\]{}"“”„«»|=:…]+|(?=[\u3040-\u30ff\u3400-\u9fff])"""
"""What words end at besides what the theme has, for marking what was found: signs, and each letter of a script without spaces."""
_ELISION = ("ca", "fr", "it")
"""Languages in which an apostrophe stands between two words."""
_DOUBLE_A = ("da", "no", "nb", "nn")
"""Languages in which `aa` is another way to write å."""
_KEEPS_E = ("fr", "nl", "pt", "es", "it", "ca", "ro", "la")
"""Languages in which `ae`, `oe` and `ue` are no other way to write one letter."""


def mend_search(site: Path, words: Path) -> None:
    """Let the search of a built site find what people type. `words` is a file of what `found_by.search_words` says."""
    parts = [site / _PARTS / name for name in _ORDER]
    if all(part.is_file() for part in parts):
        (site / SCRIPT).write_text("\n".join(part.read_text("utf-8") for part in parts), "utf-8")
        for part in parts:
            part.unlink()
        parts[0].parent.rmdir()
    for theirs in site.glob("assets/javascripts/workers/search.*.js"):
        theirs.unlink()
    known = json.loads(words.read_text("utf-8")) if words.is_file() else {}
    for file in site.glob("search/search_index.json"):
        index = json.loads(file.read_text("utf-8"))
        _mend(index, known)
        file.write_text(unmarked(json.dumps(index, ensure_ascii=False, separators=(",", ":"))), "utf-8")


def with_our_script(page: str) -> str:
    """A page that names our script in the place of the theme's."""
    return _THEIRS.sub(SCRIPT, page)


def _mend(index: dict[str, Any], words: dict[str, Any]) -> None:
    """Say how the language is read, and name for what people type only what the portal has."""
    config, docs = index["config"], index["docs"]
    languages = set(config["lang"])
    config["reading"] = {
        "digraphs": not languages & set(_KEEPS_E),
        "elision": bool(languages & set(_ELISION)),
        "rings": bool(languages & set(_DOUBLE_A)),
    }
    apostrophe = "|['’ʼ]" if config["reading"]["elision"] else ""
    config["separator"] = f"(?:{config['separator']})|{_BETWEEN_WORDS}{apostrophe}"
    places = [(_address(one["location"]), one) for one in docs]
    pages = {meant: list(typed) for meant, typed in words.get("pages", {}).items() if _led_to(meant, places)}
    for one in words.get("people", ()):
        if any(escape(one["name"], quote=False) in section["text"] for section in _led_to(one["at"], places)):
            pages[one["at"]] = [*pages.get(one["at"], ()), *one["typed"]]
    config["words"] = {"pages": pages, "same": words.get("same", {})} | {
        name: words.get(name, []) for name in ("ignore", "endings", "beginnings")
    }


def _address(location: str) -> str:
    """Where a page or a part of it is, as lists name it: agreement#cancellation, in portals that are opened as files too."""
    path, hash_, anchor = location.partition("#")
    return f"{re.sub(r'(/?index)?[.]html$', '', path).removesuffix('/')}{hash_}{anchor}"


def _led_to(meant: str, places: Iterable[tuple[str, dict[str, Any]]]) -> list[dict[str, Any]]:
    """The parts of the portal, which have these addresses, that a list means: one of this address, or all of this name."""
    return [one for address, one in places if (address.endswith(meant) if meant.startswith("#") else address == meant)]
