"""Whole texts: write programmes and guides at random that are sound, build them, and look for every word of theirs.

    python dev/whole_texts.py                 100 programmes
    python dev/whole_texts.py --only 17       one of them, whose folder is kept

Every text holds words that stand nowhere else, among marks as people paste them from word processors, spreadsheets and other
tools. Prints each programme that `check` passes and `build` refuses, and each word that is on no page of the portal, or in no
book, though its text is shown there. What `check` refuses is told on stderr, and counts as nothing.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from fuzz import ROOT, _here, run
from lxml import html

from mentorkit.build import fleet

DIVIDED = "a narrow column"
BETWEEN = ["\n\n", "\n\n", "\n\n", "\n\n\n", "\r\n\r\n", "\n \n", "\n\N{NO-BREAK SPACE}\n"]
"""What stands between two parts of a text."""
INLINE = [
    "**{}** {}", "*{}* and _{}_", "`{}` {}", "~~old~~ {} {}", "[{}](https://example.org/a?b=c&d=(e)) {}", "<https://example.org/x> {} {}",
    "https://example.org/y_x {} {}", "“{}” – {}…", "{}\N{NO-BREAK SPACE}{}", "{} & {}", "{} < {} > x", r"{}\_{} \* \# 1\.", "{}  \n{}",
    "{}\\\n{}", "{}<br>{}", "a {}b*c*{}", "=={}== {}", "H~2~O {} x^2^ {}", "{} 😀 {} ✓ →", "❤️ ☀️ ✔️ {} {}", "5 * 3 * 2 {} {}", "snake_{}_case {}",
    "{}&nbsp;{} &amp; &lt;b&gt;", "@{} #{}", "{}: {}", "{{{{ mentor }}}} {} {}", "$5 {} and $6 {}", "**{}:** {}", "***{}*** __{}__", "{} -- {} ---",
    "{}\tx\t{}", "(c) {} (1) {}", "C:\\\\{} ~/{}", "[x] {} {}", "«{}» ‘{}’", "{}\N{SOFT HYPHEN}x {}\N{ZERO WIDTH SPACE}y", "½ {} ² {} 3 × 4", "ß ﬁ {} é {}",
]  # fmt: skip
"""Ways in which two words stand in a line."""
BLOCKS = [
    "{i}", "{i}\n{i}", "- {i}\n- {i}\n  - {i}\n    - {i}", "* {i}\n\n  {i}\n* {i}", "1. {i}\n2. {i}\n   - {i}", "1) {i}\n2) {i}", "+ {i}\n+ {i}",
    "- [ ] {i}\n- [x] {i}", "> {i}\n> {i}", "> [!NOTE]\n> {i}\n> - {i}", "> [!WARNING]\n> {i}", "!!! note \"{w}\"\n    {i}", "??? tip\n    {i}",
    ":::note\n{i}\n:::", "| {w} | {w} |\n|---|:-:|\n| {l} | {l} |\n| {l} | |", "{w} | {w}\n---|---\n{l} | {l}", "```python\n{w} = 1  # {w}\n```", "~~~\n{w}\n~~~",
    "## {w}\n\n{i}", "### {w} *{w}*\n\n{i}", "{w}\n------\n\n{i}", "{i}[^1]\n\n[^1]: {i}", "{w}\n: {l}\n: {l}", "***\n\n{i}", "    {i}", "   {i}",
    "- | {w} | {w} |\n  |---|---|\n  | {l} | {l} |", "> | {w} |\n> |---|\n> | {l} |", "- {i}\n\n  > {i}\n- ```\n  {w}\n  ```", "{i}\n- {i}\n- {i}", "{i}\n1. {i}",
    "[{w}][a]\n\n[a]: https://example.org/a", "- **{w}**: {l}\n- **{w}** – {l}", "| " + "{c} | " * 11 + "\n" + "|---" * 11 + "|\n| " + "{c} | " * 11,
    "1. {i}\n\n   {i}\n\n   - {i}\n\n2. {i}", "<!-- comment -->\n\n{i}", "{i}\n\n---\n\n{i}", "10. {i}\n11. {i}", "* {i}\n    * {i}\n        * {i}", "- {i}\n- \n- {i}",
    "/// prompt | {l}\n    lines: 3\n\n{i}\n///", "/// checklist | {l}\n- {l}\n- {l}\n///", "/// fill | {l}\n    columns: [{w}, {w}]\n    rows: 2\n\n{i}\n///",
    "/// scale | {l}\n    low: {w}\n    high: {w}\n///",
]  # fmt: skip
"""Parts of a guide: `i` is a line with marks, `l` one that may stand in a cell, `w` a word."""
IN_GUIDE = [one for one in BLOCKS if "///" not in one and "##" not in one and "---\n\n" not in one]
IN_DEFINITION = [one for one in IN_GUIDE if "[^" not in one]


@dataclass(slots=True)
class Author:
    """Writes texts at random, and remembers which words it used in which kind of text."""

    chance: random.Random
    words: dict[str, str] = field(default_factory=dict)
    where: str = ""

    def word(self) -> str:
        """A word that stands nowhere else."""
        number, letters = len(self.words) + 1, ""
        while number:
            number, digit = divmod(number, 20)
            letters = "bcdfghjklmnprstvwxyz"[digit] + letters
        made = f"qu{'b' * (3 - len(letters))}{letters}uq"
        self.words[made] = self.where
        return made

    def line(self) -> str:
        """A sentence without marks."""
        return f"{self.word().capitalize()} {self.word()}"

    def cell(self) -> str:
        """A word of a table whose columns are too narrow for it: in books it is divided, and its parts are not side by side."""
        word = self.word()
        self.words[word] = DIVIDED
        return word

    def marked(self) -> str:
        """Two words among the marks of a line."""
        return self.chance.choice(INLINE).format(self.word(), self.word())

    def block(self, kinds: list[str]) -> str:
        """A part of a text."""
        fill: dict[str, Callable[[], str]] = {"i": self.marked, "w": self.word, "l": self.line, "c": self.cell}
        kind = self.chance.choice(kinds).replace("[^1]", f"[^{len(self.words)}]")
        return re.sub(r"\{([iwlc])\}", lambda one: fill[one[1]](), kind)

    def text(self, kinds: list[str], most: int) -> str:
        """Some parts, one below the other."""
        parts = [self.block(kinds) for _ in range(self.chance.randint(1, most))]
        return "".join(part + self.chance.choice(BETWEEN) for part in parts).strip(" \r\n") + "\n"


def programme(author: Author) -> dict[str, object]:
    """A definition in which everything that can be a text is one."""

    def text() -> str:
        return author.text(IN_DEFINITION, 3)

    def texts() -> list[str]:
        return [text() for _ in range(2)]

    author.where = "definition"
    line, role = author.line, {"mentor": text(), "mentee": text()}
    return {
        "title": f"Lead {line()}", "organisation": "Acme", "starts": "2027-02-01", "ends": "2027-12-01", "status": "draft", "summary": text(),
        "need": {"statement": text(), "driver": line(), "evidence": [{"finding": line(), "source": line()}], "not_for": [line()]},
        "goals": [{"statement": line(), "indicator": line(), "baseline": line(), "target": line()}],
        "people": {"sponsor": {"name": "Pat Long", "message": text()}, "experts": [{"name": f"Ida {line()}", "about": text()}]},
        "agreement": {"confidentiality": text(), "limits": texts(), "rhythm": text(), "ending": text()},
        "roles": {"mentor": {"summary": line(), "responsibilities": [line()]}, "mentee": {"benefits": [line(), line()]}},
        "sessions": {
            1: {"title": line(), "week": 2, "keys": ["one"], "purpose": text(), "agenda": [line()], "objectives": texts(), "prepare": role},
            2: {"title": line(), "week": 6, "actions": {"mentor": text(), "mentee": text()}, "syllabus": texts()},
        },
        "events": [
            {"what": line(), "week": 3, "day": "Tuesday", "at": "10:00", "minutes": 75, "about": text(), "before": texts(), "after": text(),
             "parts": [{"title": line(), "topic": line(), "speakers": [line()]}], "resources": [{"title": line(), "note": line()}], "module": "two"},
        ],
        "library": {"forms": ["three"], "pages": ["four"], "keys": ["one"], "training": ["two"]},
        "books": {"cards": "none", "charter": "none", "mentor-workbook": {"extent": "complete"}, "mentee-workbook": {"extent": "complete"}, "rules": {"title": "Rules", "for": "facilitator", "chapters": "pages"}},
    }  # fmt: skip


BEGUN_FROM = {"keys/one": "keys/feedback", "training/two": "training/questions-and-listening"}
"""The guides of the stock that hold random parts, since these kinds have an anatomy."""


def write(folder: Path, author: Author) -> None:
    """Write a workspace with one programme and a guide of each kind."""
    shutil.copy(ROOT / "mkdocs.yml", folder)
    definition = folder / "programs/acme/lead.yml"
    definition.parent.mkdir(parents=True)
    definition.write_text(yaml.safe_dump(programme(author), allow_unicode=True, sort_keys=False), "utf-8")
    for path, original in BEGUN_FROM.items():
        author.where = path
        text = (ROOT / f"content/{original}.md").read_text("utf-8")
        put(folder, path, re.sub("\n(?=## )", lambda _: "\n" + author.text(IN_GUIDE, 3) + "\n", text))
    for path in ("forms/three", "pages/four"):
        author.where = path
        head = yaml.safe_dump(
            {"title": author.line()} | ({"summary": f"{author.line()}."} if path.startswith("forms") else {})
        )
        put(folder, path, f"---\n{head}---\n\n" + "".join(author.text(BLOCKS, 4) + "\n" for _ in range(3)))


def put(folder: Path, path: str, text: str) -> None:
    """Write a guide."""
    guide = folder / f"content/{path}.md"
    guide.parent.mkdir(parents=True)
    guide.write_bytes(text.encode())


def letters(text: str) -> str:
    """What of a text is left where lines, hyphens and marks do not count."""
    return re.sub(r"[\W_]+", "", text).lower()


def lost(folder: Path, author: Author) -> Iterator[str]:
    """Yield each word that is on no page of the portal, or in no book."""
    site = folder / "site/acme/lead"
    pages = "".join(letters(html.parse(str(page)).getroot().text_content()) for page in sorted(site.rglob("*.html")))
    said = [subprocess.run(["pdftotext", "-raw", book, "-"], capture_output=True, text=True, check=True).stdout for book in site.rglob("*.pdf")]  # fmt: skip
    books = "".join(map(letters, said))
    for word, where in author.words.items():
        for place, seen in (("portal", pages), ("books", books)):
            if word not in seen and (where, place) != (DIVIDED, "books"):
                yield f"{word} of {where} is lost in {place}"


def one(number: int, seed: int, folder: Path) -> list[str]:
    """What is wrong with one programme; nothing where `check` refuses it."""
    author = Author(random.Random(f"{seed}/{number}"))
    write(folder, author)
    status, said = run(folder, "check", "--ignore", "design")
    if status:
        print(f"{number}  refused by check: {said.splitlines()[:2]}", file=sys.stderr)
        return []
    fleet.workers = _here  # type: ignore[assignment]
    place = ("--folder", str(folder / "site/acme/lead"), "--for", "facilitators")  # modules stand whole nowhere else
    status, said = run(folder, "publish", "acme/lead", *place, "-j", "1", "-q")
    return [f"build refuses: {said}"] if status else list(lost(folder, author))


def apart(number: int, seed: int, *, keep: bool) -> bool:
    """Try one programme in a process of its own, and print what is wrong; return whether anything is."""
    folder = Path(tempfile.mkdtemp(prefix="whole-"))
    child = os.fork()
    if not child:
        os.environ["MENTORKIT_CACHE"] = str(folder / "cache")
        try:
            wrong = one(number, seed, folder)
        except BaseException:
            wrong = [traceback.format_exc(limit=-6)]
        for text in wrong:
            print(f"{number}  {text}", flush=True)
        os._exit(int(bool(wrong)))
    _, ended = os.waitpid(child, 0)
    if keep:
        print(folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)
    return ended != 0


def main_() -> None:
    """Try as many programmes as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", type=int, default=0, dest="first", help="the number of the first one")
    parser.add_argument("--only", type=int, help="one programme, whose folder is kept")
    wanted = parser.parse_args()
    os.environ["SOURCE_DATE_EPOCH"] = "1795000000"
    numbers = [wanted.only] if wanted.only is not None else range(wanted.first, wanted.first + wanted.programmes)
    wrong = [number for number in numbers if apart(number, wanted.seed, keep=wanted.only is not None)]
    print(f"{len(numbers)} programmes, {len(wrong)} with something wrong")
    sys.exit(int(bool(wrong)))


if __name__ == "__main__":
    main_()
