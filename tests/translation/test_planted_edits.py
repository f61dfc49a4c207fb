"""Fifty edits planted into a copy of the stock's sources, each found at its block; twenty slips mended, none called behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Project

from mentorkit.translation.alignment import ChangeKind
from mentorkit.translation.drift import Standing, TranslationState
from mentorkit.translation.survey import survey
from mentorkit.translation.units import Unit, guide_units
from mentorkit.workspace.workspace import Workspace, open_workspace

Edit = Callable[[str], str]
"""Changes the words of one block; what it does not apply to stays."""


def _replaced(pattern: str, by: str) -> Edit:
    return lambda text: re.sub(pattern, by, text, count=1)


MEANINGS: list[Edit] = [
    lambda text: re.sub(r"(?<![\w.])(\d+)(?![\w.])", lambda found: str(int(found[1]) + 7), text, count=1),
    _replaced(r"(?<=\w) is (?=\w)", " is not "),
    _replaced(r"(?<=\w) can (?=\w)", " can’t "),
    _replaced(r"(?<=\w) you (?=\w)", " they "),
    _replaced(r"\bmore\b", "less"),
    _replaced(r"\bnot\b", "now"),
    _replaced(r"\bfirst\b", "last"),
    _replaced(r"\bwithout\b", "with"),
    _replaced(r"\bmonth\b", "week"),
    _replaced(r"\{\{ mentee \}\}", "{{ mentor }}"),
    _replaced(r"(?<=[.!?]) [A-Z][^.!?]+[.!?]\Z", ""),
    lambda text: text + " Nobody has to." if text.endswith(".") else text,
    _replaced(r"\?\Z", "."),
]
MEND: list[tuple[str, str]] = [
    (r"\b(\w{3})(\w)\2(\w{2})", r"\1\2\3"), (r"\b([a-z]{3})([a-z])(?!\2)([a-z])([a-z]{2,})\b", r"\1\3\2\4"), (r",", ""),
    (r"(?<=[a-z]) (the) ", r" \1 \1 "), (r"‘([^‘’]+)’(?!\w)", r"“\1”"), (r" (the) ", r"  \1 "), (r"\.\Z", ""), (r"\b(an) ", "a "),
    (r"(?<=[a-z]); ", ", "), (r"\b([a-z]{5,}) (?=and)", r"*\1* "),
]  # fmt: skip
"""What is mended: the pattern finds the right words, and the second is how they stood in the kept source."""


@pytest.fixture
def stock_copy(project: Project) -> Project:
    """A workspace with guides of the stock as its own, and their Danish translations with the sources as they are now."""
    for folder in ("keys", "training"):
        for path in sorted((ROOT / "content" / folder).glob("*.md")):
            translation = path.parent / "da" / path.name
            if translation.is_file():
                project.write(f"content/{folder}/{path.name}", path.read_bytes())
                project.write(f"content/{folder}/da/{path.name}", translation.read_bytes())
                project.write(f"content/{folder}/da/_sources/{path.name}", path.read_bytes())
    return project


def sources(project: Project) -> list[Path]:
    return [
        path for folder in ("keys", "training") for path in sorted((project.root / "content" / folder).glob("*.md"))
    ]


def opened(project: Project) -> Workspace:
    workspace = open_workspace(project.root / "mkdocs.yml").value
    assert workspace
    return workspace


def stand(project: Project) -> dict[str, Standing]:
    found = survey(opened(project), (), ["da"])
    return {one.piece.name: one for one in found}


def plant(path: Path, edit: Edit, *, skip: int) -> tuple[Unit, str] | None:
    """Change the words of one block of a file that the edit applies to, not before the unit of number `skip`."""
    text = path.read_text("utf-8")
    for unit in guide_units(text, None)[skip:]:
        if unit.part or unit.fixed or "{{" in unit.text[:2] or len(unit.text) < 20:
            continue
        before = text[unit.start : unit.end]
        after = edit(before)
        if after != before:
            path.write_text(text[: unit.start] + after + text[unit.end :], "utf-8")
            return unit, after
    return None


def line_of(unit: Unit) -> int:
    return unit.line


@pytest.mark.slow
def test_fifty_planted_edits_are_found_at_their_blocks_and_nothing_else(stock_copy: Project) -> None:
    planted = dict[str, tuple[Unit, str]]()
    for number, path in enumerate(sources(stock_copy)[:50]):
        edits = [MEANINGS[(number + more) % len(MEANINGS)] for more in range(len(MEANINGS))]
        done = next(filter(None, (plant(path, edit, skip=5 + number % 20) for edit in edits)))
        planted[f"{path.parent.name}/{path.stem}"] = done
    assert len(planted) == 50
    found = stand(stock_copy)
    for name, (unit, after) in planted.items():
        assert [(one.kind, one.at.line) for one in found[name].asks] == [(ChangeKind.CHANGED, line_of(unit))], name
        change = found[name].asks[0]
        assert change.before == unit.text
        assert change.after.split() == after.split()
        twin = translated_twin(stock_copy, name, unit)
        assert change.translated_at is not None
        assert (change.translated_at.line, change.translated) == (twin.line, twin.text), name
    assert {name for name, one in found.items() if one.state is TranslationState.BEHIND} == planted.keys()
    assert [one for name, standing in found.items() for one in standing.slips] == []


def translated_twin(project: Project, name: str, unit: Unit) -> Unit:
    """The block of the translation that stands where this stands in its source."""
    folder, _, id_ = name.partition("/")
    kept = guide_units((project.root / f"content/{folder}/da/_sources/{id_}.md").read_text("utf-8"), None)
    return guide_units((project.root / f"content/{folder}/da/{id_}.md").read_text("utf-8"), None)[kept.index(unit)]


STRUCTURE: list[tuple[ChangeKind, Callable[[str], tuple[str, str]]]] = [
    (ChangeKind.REMOVED, lambda text: _without_entry(text)),
    (ChangeKind.ADDED, lambda text: (re.sub(r"\n(## \w+)\n", r"\n\1\n\nTake a walk before you go on.\n", text, count=1), "Take a walk")),
    (ChangeKind.MOVED, lambda text: _swapped(text)),
    (ChangeKind.CHANGED, lambda text: (re.sub(r"\n    lines: \d+", "\n    lines: 9", text, count=1), "9")),
    (ChangeKind.CHANGED, lambda text: (re.sub(r"\ntitle: .*", "\ntitle: Quite another title", text, count=1), "Quite another title")),
    (ChangeKind.CHANGED, lambda text: (re.sub(r"\n## \w+", "\n## Elsewhere", text, count=1), "Elsewhere")),
    (ChangeKind.CHANGED, lambda text: (re.sub(r"\n    low: .*", "\n    low: Another end", text, count=1), "Another end")),
]  # fmt: skip


def _without_entry(text: str) -> tuple[str, str]:
    entry = re.search(r"\n- (.*)(?=\n- )", text)
    assert entry
    return text.replace(entry[0], "", 1), entry[1]


def _swapped(text: str) -> tuple[str, str]:
    first, second = re.findall(r"(?<=\n)- .*\n(?=- )", text)[:2]
    return text.replace(first + second, second + first, 1), ""


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(STRUCTURE)))
def test_blocks_that_come_go_move_or_change_their_settings_are_found(stock_copy: Project, number: int) -> None:
    kind, edit = STRUCTURE[number]
    path = stock_copy.root / "content/keys/feedback.md"
    text, words = edit(path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    (change,) = stand(stock_copy)["keys/feedback"].asks
    assert change.kind is kind
    assert words in (change.before if kind is ChangeKind.REMOVED else change.after)
    if kind is not ChangeKind.REMOVED:
        assert text.split("\n")[change.at.line - 1].strip()


@pytest.mark.slow
def test_twenty_mended_slips_are_noted_and_never_called_behind(stock_copy: Project) -> None:
    planted = mended(stock_copy)
    assert len(planted) == 20
    first = stand(stock_copy)
    assert {name for name, one in first.items() if one.state is not TranslationState.CURRENT} == set()
    noted = Counter({name: len(one.slips) for name, one in first.items() if one.slips})
    assert noted == Counter(planted)
    for name in planted:
        assert stock_copy.run("translations", "--still-right", name).exit_code == 0
    second = stand(stock_copy)
    assert [one for one in second.values() if one.changes] == []


def mended(project: Project) -> list[str]:
    """Put a slip into twenty kept sources, as if each had been mended since; return the names of their pieces."""
    done = list[str]()
    for number, path in enumerate(sources(project)):
        kept = path.parent / "da/_sources" / path.name
        for more in range(len(MEND)):
            right, slip = MEND[(number + more) % len(MEND)]
            if plant(kept, _replaced(right, slip), skip=6) is not None:
                done.append(f"{path.parent.name}/{path.stem}")
                break
        if len(done) == 20:
            break
    return done
