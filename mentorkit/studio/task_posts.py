"""What is posted to a task page: answers to its fields, and entries that are added, moved or removed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from itertools import count
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.base import is_gap
from mentorkit.editing.changes import ABSENT, Change, Move
from mentorkit.editing.saving import redo, undo
from mentorkit.language.catalogue import Words
from mentorkit.studio.field_drafts import Draft, SavingNote, change_drafts, drafted, drafts_file, kept_drafts
from mentorkit.studio.form_fields import Entries, Kind, Path, _, fields_of, named
from mentorkit.studio.form_saving import SAVED, WRONG, Answer, Fate, answers, saved
from mentorkit.studio.form_values import paths_of
from mentorkit.studio.studio_app import studio_of
from mentorkit.studio.task_requests import Asked, addressed, asked_for, crumbs, shown_task
from mentorkit.studio.task_view import PageBuilder, as_json, entry_digest, entry_keys, title_of


def task_posted(request: Request, form: FormData) -> Response:
    """Save what was posted to a page; answer with JSON where the script asks, else with the page."""
    try:
        asked = asked_for(request)
    except BuildFailed as failed:
        _keep_unread(request, form, failed)
        raise
    return answered(request, asked, form)


def _keep_unread(request: Request, form: FormData, failed: BuildFailed) -> None:
    """Keep what was typed while somebody else’s mistake keeps the programme from being read."""
    studio = studio_of(request)
    file, workspace = studio.program(request), studio.workspace()
    _page, target = addressed(request)
    given = answers(form, target.fields, target.base)
    note, of = (
        SavingNote(WRONG, studio.words.gettext(_("The file could not be read when this was saved."))),
        str(form.get("of", "")),
    )
    typed = {drafted(one.name, of): Draft(one.inputs, note) for one in given if one.changes}
    if typed:
        change_drafts(drafts_file(workspace, file), lambda drafts: drafts | typed)


def answered(request: Request, asked: Asked, form: FormData) -> Response:
    """The answer to a form that was posted to a page."""
    do, _, about = str(form.get("do", "save")).partition(":")
    with asked.studio.writing:
        if do == "discard":
            gone = drafted(about, str(form.get("of", asked.mark)))
            change_drafts(asked.drafts, lambda kept: {key: one for key, one in kept.items() if key != gone})
            return asked.studio.back(
                request, f"{asked.address}#f-{about}" if about in asked.target.fields else asked.address
            )
        said = saved_answers(asked, form)
        renamed = _renamed(asked, form, said)
        asked = asked.anew()
        if "application/json" in request.headers.get("accept", ""):
            return _told(asked, said, renamed)
        if renamed:
            return asked.studio.back(request, renamed)
        if do in _DOES:
            return asked.studio.back(request, _DOES[do](asked, about))
    wrong = any(one.note for one in said.values())
    return shown_task(request, asked, 422) if wrong else asked.studio.back(request, asked.address)


def saved_answers(asked: Asked, form: FormData) -> dict[str, Fate]:
    """Save the answers of a form; what cannot be saved becomes a draft."""
    only = form.getlist("only")
    fields = {name: field for name, field in asked.target.fields.items() if not only or name in only}
    given = list(answers(form, fields, asked.target.base))
    seen, way = str(form.get("seen", asked.document.digest)), crumbs(asked)
    said = saved(asked.document, given, seen, asked.studio.words.gettext, way[-1][0] if way else "")
    _keep(asked, given, said, str(form.get("of", asked.mark)))
    return said


def _renamed(asked: Asked, form: FormData, said: dict[str, Fate]) -> str:
    """The address of an entry by the id that the form has given it; empty where it has given it none."""
    name = named((*asked.target.base, "id"))
    if not asked.target.base or name not in said or said[name].state != SAVED:
        return ""
    given = str(form.get(name, "")).strip()
    return f"{asked.address.rpartition('/')[0]}/{given}" if given else asked.home


def _keep(asked: Asked, given: list[Answer], said: dict[str, Fate], of: str) -> None:
    """Keep the answers that were not saved, and forget those that were. `of` is the mark of the entry as it was seen."""
    done = {drafted(name, of) for name in said}
    typed = {drafted(one.name, of): Draft(one.inputs, note) for one in given if (note := said[one.name].note)}
    now = asked.anew().mark if of else of
    own = drafted(named(asked.target.base), of)

    def changed(drafts: dict[str, Draft]) -> dict[str, Draft]:
        kept = {key: one for key, one in drafts.items() if key not in done} | typed
        moved = now != of  # its title was saved
        return {
            f"{now}{key.removeprefix(of)}" if moved and key.startswith(own) else key: one for key, one in kept.items()
        }

    if typed or kept_drafts(asked.drafts):
        change_drafts(asked.drafts, changed)


def _told(asked: Asked, said: dict[str, Fate], renamed: str) -> Response:
    """What became of the answers, for the script."""
    fields = {}
    for name, fate in said.items():
        field = asked.target.fields[name]
        now = asked.document.value((*asked.target.base, *field.path))
        fields[name] = {
            "state": fate.state,
            "was": as_json(now),
            "message": fate.note.message if fate.note else "",
            "hint": fate.note.hint if fate.note else "",
        }
    undo, _redo = asked.studio.can_undo(asked.file)
    return JSONResponse(
        {"fields": fields, "digest": asked.document.digest, "undo": undo, "of": asked.mark, "address": renamed}
    )


def _list(asked: Asked, name: str) -> tuple[Entries, Path, tuple[str, ...]]:
    """The list of this name on a page, its path and the keys of its entries. Raises HTTPException where there is none."""
    entries = asked.target.lists.get(name)
    if entries is None:
        raise HTTPException(400)
    path = (*asked.target.base, *entries.path)
    return entries, path, entry_keys(asked.document.value(path))


def done(asked: Asked, *changes: Change | Move, meant: str) -> None:
    """Make these changes. Raises BuildFailed where that cannot be, and HTTPException where somebody has changed the same."""
    made, problems = asked.document.save(changes, asked.document.digest, meant)
    if made is None:
        raise BuildFailed(problems)
    if made.crossed:
        raise HTTPException(409)


def _add(asked: Asked, name: str) -> str:
    """Add an entry; the address of its page."""
    entries, path, keys = _list(asked, name)
    key = "+"
    if entries.numbered:
        key = f"+{max((int(one) for one in keys if one.isdecimal()), default=0) + 1}"
    meant = asked.studio.words.fill(
        asked.studio.words.gettext("%(one)s added"), {"one": asked.studio.words.gettext(entries.one)}
    )
    new = _with_choices(asked, entries, _with_id(entries, keys, asked.document.own_words))
    done(asked, *_needed_beside(asked, path), Change((*path, key), ABSENT, new), meant=meant)
    made = entry_keys(asked.anew().document.value(path))
    own = key[1:] if entries.numbered else next((one for one in made if one not in keys), made[-1])
    return f"{asked.address}/{'/'.join(entries.path)}/{own.replace('#', '~')}"


def _with_id(entries: Entries, keys: Container[str], words: Words) -> Any:
    """A new entry in the language of the programme, with an id where it has to have one: goal-1, goal-2."""
    new = _said_in(words, entries.new)
    if isinstance(new, dict) and new.get("id") == "":
        name = entries.path[-1].removesuffix("s").replace("_", "-")
        new["id"] = next(one for number in count(1) if (one := f"{name}-{number}") not in keys)
    return new


def _said_in(words: Words, new: Any) -> Any:
    """A new entry with its open places in these words."""
    if isinstance(new, dict):
        return {name: _said_in(words, one) for name, one in new.items()}
    if isinstance(new, list):
        return [_said_in(words, one) for one in new]
    return str(words.gettext(new)) if is_gap(new) else new


def _needed_beside(asked: Asked, path: Path) -> Iterator[Change]:
    """Open places for what a definition cannot do without beside the first entry of a list: the need that evidence is of."""
    if asked.document.value(path[:-1]) is ABSENT:
        for field in asked.target.fields.values():
            needed = field.needed or field.needed_by_list
            if needed and (*asked.target.base, *field.path[:-1]) == path[:-1] != ():
                yield Change(field.path, ABSENT, f"{GAP} ({asked.document.own_words.gettext(field.label).rstrip('?')})")


def _with_choices(asked: Asked, entries: Entries, new: Any) -> Any:
    """The same, with the first that there is to choose where one has to be chosen: the question of a seat."""
    needed = [one for one in fields_of(entries.fields) if one.kind is Kind.PICK and new.get(one.path[0]) == ""]
    builder = PageBuilder(asked.document, (), "", {})
    for field in needed:
        new[field.path[0]] = next((value for value, _ in builder.field(field).options), GAP)
    return new


def _entry(asked: Asked, about: str) -> tuple[str, Path, tuple[str, ...], str]:
    """The entry that a button names: its list's name, its path, the keys beside it, and its own.

    Raises HTTPException where another one stands there by now.
    """
    name, _, rest = about.partition(":")
    key, _, seen = rest.rpartition(":")
    key = key.replace("~", "#")
    _entries, path, keys = _list(asked, name)
    if key not in keys or entry_digest(asked.document.value((*path, key))) != seen:
        raise HTTPException(409)
    return name, path, keys, key


def _remove(asked: Asked, about: str) -> str:
    """Take an entry away; the address of its list."""
    name, path, _, key = _entry(asked, about)
    before = asked.document.value((*path, key))
    words = asked.studio.words
    title = title_of(before, asked.target.lists[name].title) or key
    meant = words.fill(words.gettext("“%(title)s” removed"), {"title": title})
    done(asked, Change((*path, key), before, ABSENT), meant=meant)
    return f"{asked.address}#f-{name}"


def _moved(asked: Asked, about: str, step: int) -> str:
    """Move an entry by one place; the address of its list."""
    name, path, keys, key = _entry(asked, about)
    at = keys.index(key)
    rest = [one for one in keys if one != key]
    place = at + step
    if 0 <= place <= len(rest):
        words = asked.studio.words
        title = title_of(asked.document.value((*path, key)), asked.target.lists[name].title) or key
        meant = words.fill(words.gettext("“%(title)s” moved"), {"title": title})
        behind = rest[place - 1] if place else ""
        done(asked, Move((*path, key), behind), meant=meant)
    return f"{asked.address}#f-{name}"


def _again(asked: Asked, name: str) -> str:
    """Take the own value of a field away, so that what is taken over holds again; the address of the field."""
    field = asked.target.fields.get(name)
    if field is None:
        raise HTTPException(400)
    path = (*asked.target.base, *field.path)
    paths = [(*path, name) for name in paths_of(field)] or [path]
    document = asked.document
    changes = [Change(one, document.value(one), document.inherited(one)) for one in paths]
    done(asked, *changes, meant=asked.studio.words.gettext(field.label))
    return f"{asked.address}#f-{name}"


_DOES: dict[str, Callable[[Asked, str], str]] = {
    "add": _add,
    "remove": _remove,
    "up": lambda asked, about: _moved(asked, about, -1),
    "down": lambda asked, about: _moved(asked, about, 1),
    "again": _again,
}
"""What buttons of a page do beside saving it; each gives the address that is shown next."""


def undone(request: Request, form: FormData) -> Response:
    """Undo the last change of a programme, or do it again, and go back to the page."""
    studio = studio_of(request)
    workspace, file = studio.workspace(), studio.program(request)
    with studio.writing:
        made, problems = (redo if form.get("do") == "redo" else undo)(workspace, file.path)
    if made is None:
        return studio.show(request, "not_undone.html", 409, problems=problems, back=str(form.get("back", "/")))
    return studio.back(request, str(form.get("back", f"/p/{file.id}")))
