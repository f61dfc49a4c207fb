"""Make every generated file again: JSON Schemas, the manual's pages of rules, of templates, of files and of speed, and the message catalogue.

With --check, only say what is stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from files_page import files_page
from speed_page import speed_page
from templates_page import templates_page

from mentorkit.design_rules.explanations import manual
from mentorkit.design_rules.registry import AREAS
from mentorkit.upkeep.schema import SCHEMAS, schema

ROOT = Path(__file__).resolve().parent.parent
_NOISE = tuple(
    f'"{name}' for name in ("POT-Creation", "PO-Revision", "Generated-By", "Last-Trans", "Language-Team", "Report-")
)
KEYWORDS: dict[str, Any] = {
    "_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "Placed": ((1, "c"), 2),
}  # fmt: skip
"""The names of functions whose texts are messages, and which of their arguments are: `c` marks the place of a twin."""


JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "silent": "false", "encoding": "utf-8"}
TEXTS = ("html", "md", "css", "svg")
STUDIO = "mentorkit/studio/templates"


def messages() -> Catalog:
    """Every message of the software, from its Python files and its templates."""
    catalogue = Catalog(project="MentorKit", charset="utf-8", fuzzy=False, header_comment="# The software's own words.")
    python = extract_from_dir(ROOT / "mentorkit", [("**.py", "python")], keywords=KEYWORDS)
    jinja = [(f"**.{suffix}", "jinja2") for suffix in TEXTS]
    options = {pattern: JINJA for pattern, _ in jinja}
    pages = extract_from_dir(ROOT / "templates", jinja, options, keywords=KEYWORDS)
    studio = extract_from_dir(ROOT / STUDIO, jinja, options, keywords=KEYWORDS)
    for folder, found in (("mentorkit", python), ("templates", pages), (STUDIO, studio)):
        for file, _line, message, comments, context in found:
            catalogue.add(message, locations=[(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    for file, text in _rules():
        catalogue.add(text, locations=[(file, 0)])
    return catalogue


def _rules() -> Iterator[tuple[str, str]]:
    """What rules of design and their areas say of themselves, with the file of each."""
    for area in AREAS:
        for rule in area.rules:
            file = Path(rule.find.__code__.co_filename).relative_to(ROOT).as_posix()
            yield from ((file, text) for text in (area.title, rule.good, rule.why, rule.remedy))


def generated() -> dict[Path, bytes]:
    """Every generated file and what it should hold."""
    files = {ROOT / "schema" / f"{name}.schema.json": schema(name).encode() for name in SCHEMAS}
    files[ROOT / "docs" / "pages" / "rules.md"] = manual().encode()
    files[ROOT / "docs" / "pages" / "templates.md"] = templates_page().encode()
    files[ROOT / "docs" / "pages" / "files.md"] = files_page().encode()
    files[ROOT / "docs" / "pages" / "speed.md"] = speed_page().encode()
    template = messages()
    files[ROOT / "mentorkit" / "language" / "locale" / "mentorkit.pot"] = _po(template)
    for po in sorted((ROOT / "mentorkit" / "language" / "locale").glob("*/mentorkit.po")):
        with po.open("rb") as source:
            translated = read_po(source, locale=po.parent.name)
        translated.update(template, no_fuzzy_matching=True)
        files[po] = _po(translated)
    return files


def _po(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, sort_output=True, include_lineno=False, omit_header=False, width=120, ignore_obsolete=True)
    lines = out.getvalue().decode().split("\n")
    return "\n".join(line for line in lines if not line.startswith(_NOISE)).encode()


def main() -> int:
    """Write, or check, the generated files."""
    stale = {path: data for path, data in generated().items() if not path.is_file() or path.read_bytes() != data}
    for path, data in stale.items():
        print(f"{'stale' if '--check' in sys.argv else 'wrote'} {path.relative_to(ROOT)}")
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return bool(stale) if "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
