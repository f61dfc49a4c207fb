"""The page on which a questionnaire is added: its round, its name, its week, and the questions that it begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorkit.core.digests import digest
from mentorkit.definition.questionnaires import When
from mentorkit.editing.changes import ABSENT, Change
from mentorkit.editing.saving import opened, save
from mentorkit.studio.form_fields import _
from mentorkit.studio.new_questionnaire import EMPTY, GOALS, TITLES, NewQuestionnaire, entry_of, usual_week
from mentorkit.studio.studio_app import posted
from mentorkit.studio.task_pages.questionnaire_entries import ROUNDS
from mentorkit.studio.task_requests import Asked, asked_for

_LIST = ("evaluation", "questionnaires")
_INPUTS = ("when", "title", "week", "questions")


def ask(request: Request) -> Response:
    """The page, with the first round that is not asked yet chosen, and the questions of the beginning for the end."""
    asked = asked_for(request, "questionnaires")
    there = {one.get("when") for one in _mappings(asked, _LIST)}
    when = next((one for one in ("baseline", "end", "middle", "follow-up") if one not in there), "end")
    first = next((str(one.get("id")) for one in _mappings(asked, _LIST) if one.get("when") == "baseline"), EMPTY)
    goals = GOALS if _named_goals(asked) else EMPTY
    return _shown(request, asked, {"when": when, "title": "", "week": "", "questions": first or goals}, {})


def _mappings(asked: Asked, path: tuple[str, ...]) -> list[dict[str, Any]]:
    """The entries of a list that say more than a text."""
    listed = asked.document.value(path)
    return [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []


def _named_goals(asked: Asked) -> list[dict[str, Any]]:
    """The goals that questions can name."""
    return [one for one in _mappings(asked, ("goals",)) if isinstance(one.get("id"), str)]


def _shown(
    request: Request, asked: Asked, values: Mapping[str, str], wrong: Mapping[str, str], status: int = 200
) -> Response:
    there = _mappings(asked, _LIST)
    spoken = asked.document.spoken
    titles = {one.get("when"): spoken(str(one.get("title", ""))) for one in there}
    return asked.studio.show(
        request,
        "new_questionnaire.html",
        status,
        program=asked.file,
        page=asked.page,
        values=values,
        wrong=wrong,
        rounds=[(when, said, titles.get(when, "")) for when, said in ROUNDS],
        there=[
            (one.get("id"), spoken(str(one.get("title", ""))), len(one.get("items") or ()))
            for one in there
            if one.get("items")
        ],
        goals=len(_named_goals(asked)),
    )


def added(request: Request, form: FormData) -> Response:
    """Add it, and go on to its page; or say what is missing."""
    asked = asked_for(request, "questionnaires")
    values = {name: str(form.get(name, "")).strip() for name in _INPUTS}
    wrong = dict(_mistakes(asked, values))
    if not wrong:
        with asked.studio.writing:
            listed, goals = _mappings(asked, _LIST), _mappings(asked, ("goals",))
            entry = entry_of(_chosen(asked, values), listed, goals, asked.document.own_words)
            wrong = _saved(asked, entry)
    if wrong:
        return _shown(request, asked, values, wrong, 422)
    return asked.studio.back(request, f"{asked.home}/{'/'.join(_LIST)}/{entry['id']}")


def _mistakes(asked: Asked, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What keeps it from being added, each with the input that it is about."""
    if values["when"] not in get_args(When):
        yield "when", _("choose when people are asked")
    if values["week"] and not re.fullmatch(r"-?\d{1,3}", values["week"]):
        yield "week", _("write the number of a week, such as -1 or 12")
    known = {str(one.get("id")) for one in _mappings(asked, _LIST)} | {GOALS, EMPTY}
    if values["questions"] not in known:
        yield "questions", _("choose the questions that it begins with")


def _chosen(asked: Asked, values: Mapping[str, str]) -> NewQuestionnaire:
    when: When = values["when"]  # type: ignore[assignment]
    starts, ends = (asked.document.value((name,)) for name in ("starts", "ends"))
    title = values["title"] or str(asked.document.own_words.gettext(TITLES[when]))
    return NewQuestionnaire(when, title, values["week"] or usual_week(when, starts, ends), values["questions"])


def _saved(asked: Asked, entry: Mapping[str, Any]) -> dict[str, str]:
    """Write it into the file; what kept it from being written, where that could not be known before."""
    words = asked.studio.words
    meant = words.fill(words.gettext("“%(title)s” added"), {"title": entry["title"]})
    change = Change((*_LIST, f"+{entry['id']}"), ABSENT, dict(entry))
    text, unread = opened(asked.workspace, asked.file.path)
    saved, unsaved = save(asked.workspace, asked.file.path, [change], digest(text or ""), meant=meant)
    return {} if saved else {"": "; ".join(one.message for one in (*unread, *unsaved))}


_ADDRESS = "/p/{client}/{program}/-/questionnaire"
ROUTES = (Route(_ADDRESS, ask), Route(_ADDRESS, posted(added), methods=["POST"]))
