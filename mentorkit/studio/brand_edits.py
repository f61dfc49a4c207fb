"""One change to a client's brand file: read back before it is kept, and merged with what somebody wrote meanwhile."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from mentorkit.core.problems import BuildFailed, Problem
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.saving import save
from mentorkit.editing.yaml_edits import edited
from mentorkit.language.catalogue import Words, capital
from mentorkit.studio.brand_document import BrandDocument, Steps, new_errors, reopened


@dataclass(frozen=True)
class BrandSaving:
    """What became of one change: `saved`, `wrong` (it cannot be read back) or `clash` (another value was written meanwhile)."""

    state: str
    message: str = ""
    hint: str = ""
    was: Any = ABSENT
    """What stands there now."""

    @classmethod
    def wrong(cls, problem: Problem) -> BrandSaving:
        """Nothing was written, for this reason."""
        return cls("wrong", capital(problem.message), capital(problem.hint))

    def as_json(self) -> dict[str, Any]:
        """The answer as the script of the forms reads it."""
        if self.state != "saved":
            return {"state": self.state, "message": self.message, "hint": self.hint}
        return {"state": self.state, "was": "" if self.was is ABSENT else json.dumps(self.was, ensure_ascii=False)}


def save_brand_value(
    document: BrandDocument, path: Steps, seen: Any, after: Any, meant: str, words: Words
) -> BrandSaving:
    """Put a value in place of the one that was `seen`. Nothing is written where that is another one by now."""
    now = document.value(path)
    if now == after:
        return BrandSaving("saved", was=now)
    if now != seen:
        message = words.gettext("Another value was written meanwhile: %(value)s")
        said = words.gettext("nothing") if now is ABSENT else str(now)
        hint = words.gettext("Load the page again to see it, then change it if you want to")
        return BrandSaving("clash", words.fill(message, {"value": said}), hint)
    return written(document, document.changes(path, after), meant, was=after)


def written(document: BrandDocument, changes: tuple[Change, ...], meant: str, was: Any = ABSENT) -> BrandSaving:
    """Make these changes to the file, unless it would have mistakes that it has not now; `meant` says in words what they are."""
    edit, problems = edited(document.text, document.name, changes)
    if edit is None or edit.crossed:
        return BrandSaving.wrong(problems[0]) if problems else BrandSaving("clash")
    try:
        wrong = next(new_errors(document, reopened(document, edit.text)), None)
    except BuildFailed as failed:
        wrong = failed.problems[0]
    if wrong:
        return BrandSaving.wrong(wrong)
    saved, problems = save(document.workspace, document.path, edit.text, document.digest, meant=meant)
    if saved is None:
        return BrandSaving.wrong(problems[0])
    return BrandSaving("saved" if saved.is_merged else "clash", was=was)
