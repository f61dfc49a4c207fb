"""Random edits through the studio's pages: only what was meant changes, what was typed is what is shown again, undo gives the bytes back.

    python dev/fuzz_studio.py                     600 edits over the example programmes and small ones over each archetype, 100 kills
    python dev/fuzz_studio.py --edits 50 --kills 0 --seed 7
    python dev/fuzz_studio.py --only 123          one edit again, with its difference

An edit opens a task page or an entry of a list on it as a browser does, types into one to three of its fields, or adds, moves or removes
an entry, and posts the whole form. Afterwards every value of the whole definition that was not meant is as it was, every line that is
gone belongs to what was changed, and `check` still reads the file. A kill ends a studio right before it would touch a file:
then the old text stands there or the new one, and a studio that is started again shows what was typed, or has saved it.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import unified_diff
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import normalize

from fuzz_edits import DAYS, TEXTS, die_before, leaves, lines_gone, meant_lines, workspace_in
from starlette.testclient import TestClient

from mentorkit.checking.loading import load
from mentorkit.definition.program import Program
from mentorkit.definition.reading import read_as
from mentorkit.editing.changes import ABSENT
from mentorkit.editing.definition_edits import EditableDefinition, open_definition
from mentorkit.studio.form_fields import Entries, Field, Kind
from mentorkit.studio.form_fields import Path as FieldPath
from mentorkit.studio.form_values import paths_of, read
from mentorkit.studio.studio_app import Studio
from mentorkit.studio.studio_routes import application
from mentorkit.studio.task_pages import PAGES
from mentorkit.studio.task_view import Target, entry_keys, target_of
from mentorkit.workspace.workspace import ProgramFile, Workspace

ADDRESS = "http://127.0.0.1:8770"
NASTY = [
    *TEXTS, "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "&lt;b&gt; &amp;",
    "../../etc/passwd", "\u202eevil", "a\x00b", "a\x1bb", "\u2028two", "\ufeffx", "none", "without:", "TO FILL IN", "[", "a\r\nb\r\n\r\nc",
    "<!-- x", "${x}", "%(one)s", "{{ no.such }}", "***", "|", ">", "word " * 400, "\N{ZERO WIDTH SPACE}", "~0", "#0", "0x1F", "1_000", ".inf",
]  # fmt: skip
_PARTS = {Kind.MOMENT: ("how", "date", "week", "day"), Kind.DAY: ("how", "date", "week", "day")}


class _Form(HTMLParser):
    """The inputs of a page's form as a browser would send them, its buttons, and what can be chosen."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inputs: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self.offered: dict[str, list[str]] = {}
        self._inside, self._area, self._select = False, "", ""
        self._text: list[str] = []
        self._chosen: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = "data-task" in said
        elif not self._inside:
            return
        elif tag == "button" and said.get("name") == "do":
            self.buttons.append(said["value"])
        elif tag in ("textarea", "select", "option"):
            self._begun(tag, said)
        elif tag == "input" and said.get("name"):
            several = said.get("type") in ("radio", "checkbox")
            if several:
                self.offered.setdefault(said["name"], []).append(said.get("value", ""))
            if not several or "checked" in said:
                self.inputs.setdefault(said["name"], []).append(said.get("value", ""))

    def _begun(self, tag: str, said: dict[str, str]) -> None:
        if tag == "textarea":
            self._area, self._text = said.get("name", ""), []
        elif tag == "select":
            self._select, self._chosen = said.get("name", ""), None
        elif self._select:
            self.offered.setdefault(self._select, []).append(said.get("value", ""))
            if "selected" in said or self._chosen is None:
                self._chosen = said.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea" and self._area:
            self.inputs[self._area] = ["".join(self._text).removeprefix("\n")]
            self._area = ""
        elif tag == "select" and self._select:
            self.inputs[self._select] = [self._chosen or ""]
            self._select = ""


@dataclass
class Person:
    """Somebody with a browser at a studio."""

    workspace: Workspace
    client: TestClient = field(init=False)
    first: dict[str, tuple[bytes, EditableDefinition]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        studio = Studio(self.workspace.config)
        self.client = TestClient(application(studio, 8770, "token"), base_url=ADDRESS, follow_redirects=False)
        self.client.get("/?token=token")

    def opened(self, program: ProgramFile) -> tuple[bytes, EditableDefinition]:
        """A programme's file and its definition as they were at first: every edit is undone."""
        if program.id not in self.first:
            definition = open_definition(self.workspace, program).value
            assert definition is not None
            self.first[program.id] = program.path.read_bytes(), definition
        return self.first[program.id]

    def form(self, address: str) -> _Form:
        """The form of a page."""
        answer = self.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code}"
        return _Form(answer.text)

    def posts(self, address: str, inputs: Mapping[str, Sequence[str]], *, script: bool = False) -> Any:
        """Post a form."""
        headers = {"origin": ADDRESS} | ({"accept": "application/json"} if script else {})
        return self.client.post(address, data=dict(inputs), headers=headers)


@dataclass(frozen=True)
class Place:
    """A page, or an entry of a list on it."""

    address: str
    target: Target


def random_place(rng: random.Random, program: ProgramFile, values: Any) -> Place:
    """A task page of a programme or, more often, an entry somewhere on one."""
    page = rng.choice([one for one in PAGES if one.file == "definition" and one.parts])
    steps: tuple[str, ...] = ()
    target = target_of(page.parts, steps)
    assert target is not None
    while rng.random() < 0.75:
        lists = [one for one in target.parts if isinstance(one, Entries)]
        filled = [(one, keys) for one in lists if (keys := entry_keys(at(values, (*target.base, *one.path))))]
        if not filled:
            break
        entries, keys = rng.choice(filled)
        steps = (*steps, *entries.path, rng.choice(keys).replace("#", "~"))
        target = target_of(page.parts, steps)
        assert target is not None
    return Place("/".join((f"/p/{program.id}/{page.name}", *steps)), target)


def at(values: Any, path: FieldPath) -> Any:
    """What stands at a path of a resolved definition; ABSENT where nothing does."""
    return dict(leaves(values)).get(path, ABSENT)


def typed(rng: random.Random, name: str, about: Field, form: _Form) -> dict[str, list[str]]:
    """What somebody types into a field: mostly something that fits, sometimes anything."""
    offered = form.offered.get(name, [])
    if about.kind in (Kind.ROLES, Kind.GUIDES, Kind.CHOICES):
        return {name: rng.sample(offered, rng.randint(0, min(3, len(offered))))}
    if about.kind is Kind.MOMENT or (about.kind is Kind.DAY and about.weeks):
        said = (rng.choice(("date", "week", "open")), rng.choice(("2027-03-01", "2027-11-30", "")), rng.choice(("3", "40", "", "x")), rng.choice(("", "friday")))  # fmt: skip
        return {f"{name}:{part}": [text] for part, text in zip(_PARTS[about.kind], said, strict=True)}
    if offered:
        return {name: [rng.choice(offered)]}
    if rng.random() < 0.15:
        return {name: [rng.choice(NASTY)]}
    fitting = {
        Kind.DAY: DAYS, Kind.TIME: ["09:30", "23:59", "9.30", ""], Kind.NUMBER: ["1", "7", "120", "0", "-3", "1.5", ""], Kind.EMAIL: ["pat@example.org", "x", ""],
        Kind.LINK: ["https://example.org/a?b=c#d", "javascript:alert(1)", ""], Kind.LINES: ["one\ntwo\nthree", "- a\n- b", "x", ""],
        Kind.TEXTS: ["one\n\ntwo", "one\nstill one\n\n\ntwo", ""],
    }  # fmt: skip
    return {name: [rng.choice(fitting.get(about.kind, [*NASTY, ""]))]}


def inputs_of(name: str, inputs: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The inputs of one field by their parts."""
    found = {key.partition(":")[2]: tuple(texts) for key, texts in inputs.items() if key.partition(":")[0] == name}
    return {part: texts for part, texts in found.items() if texts}


def differences(before: Any, after: Any) -> set[FieldPath]:
    """The paths of whole definitions at which something else stands, the innermost ones."""
    old, new = dict(leaves(before)), dict(leaves(after))
    every = {path for path in {**old, **new} if old.get(path, ABSENT) != new.get(path, ABSENT)}
    return {path for path in every if not any(other[: len(path)] == path and other != path for other in every)}


def is_meant(path: FieldPath, meant: Sequence[FieldPath]) -> bool:
    """Whether a difference lies at, in or, where parents come and go with it, right above what was meant."""
    return any(path[: len(one)] == one or one[: len(path)] == path for one in meant)


@dataclass
class Edit:
    """One edit through a page, and what it may change."""

    inputs: dict[str, list[str]]
    meant: list[FieldPath]
    fields: dict[str, Field] = field(default_factory=dict)
    does: str = ""


def random_edit(rng: random.Random, place: Place, form: _Form) -> Edit | None:
    """Something that somebody does on a page; None where nothing can be done there."""
    inputs = {name: list(texts) for name, texts in form.inputs.items()}
    names = [name for name in place.target.fields if f"was:{name}" in inputs]
    does = [
        one
        for one in form.buttons
        if one != "save" and one.partition(":")[0] in ("add", "remove", "up", "down", "again")
    ]
    if does and (rng.random() < 0.35 or not names):
        do = rng.choice(does)
        listed = do.split(":")[1]
        if do.startswith("again"):
            one = place.target.fields[listed]
            return Edit(inputs | {"do": [do]}, [(*place.target.base, *one.path)], does=do)
        path = (*place.target.base, *place.target.lists[listed].path) if listed in place.target.lists else ("sessions",)
        return Edit(inputs | {"do": [do]}, [path, *beside(place, path)], does=do)
    if not names:
        return None
    chosen = rng.sample(names, rng.randint(1, min(3, len(names))))
    fields = {name: place.target.fields[name] for name in chosen}
    for name, one in fields.items():
        told = typed(rng, name, one, form)
        inputs = {key: texts for key, texts in inputs.items() if key.partition(":")[0] != name} | told
    if rng.random() < 0.4:  # as the script does: the fields alone
        kept = {f"was:{name}" for name in chosen} | {"seen"}
        inputs = {key: texts for key, texts in inputs.items() if key in kept or key.partition(":")[0] in chosen}
        inputs["only"] = chosen
    meant = [(*place.target.base, *one.path) for one in fields.values()]
    renamed = [path[:-2] for path in meant if path[-1:] == ("id",)]  # entries are known by their ids
    return Edit(inputs, [*meant, *renamed], fields)


def beside(place: Place, path: FieldPath) -> Iterator[FieldPath]:
    """What has to stand beside the first entry of a list."""
    for one in place.target.fields.values():
        if one.needed and (*place.target.base, *one.path[:-1]) == path[:-1] != ():
            yield (*place.target.base, *one.path)


def plain(text: str) -> str:
    """A text as it counts: blanks and forms of letters do not."""
    return normalize("NFC", " ".join(text.split()))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same."""
    if isinstance(one, str) and isinstance(other, str):
        return plain(one) == plain(other)
    if isinstance(one, str) != isinstance(other, str) and [one] == other:  # a list of one is written as its word
        return True
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other or (one in (ABSENT, None) and other in (ABSENT, None))


def unsaid(workspace: Workspace, program: ProgramFile, edit: Edit, states: Mapping[str, str], definition: Any) -> str:
    """Which answer the studio says that it saved, and the file does not say."""
    for name, one in edit.fields.items():
        if states.get(name) != "saved":
            continue
        path = tuple(step.replace("~", "#") for step in path_of(edit, one))
        wanted = read(one, inputs_of(name, edit.inputs))
        pairs = [(path, wanted)] if not paths_of(one) else [((*path, part), wanted[part]) for part in paths_of(one)]
        for where, value in pairs:
            now = definition.value(where)
            if isinstance(value, list) and isinstance(now, list) and any(isinstance(entry, dict) for entry in now):
                continue  # entries that say more than their line
            if isinstance(value, list) and one.kind in (Kind.GUIDES, Kind.CHOICES):
                value, now = sorted(value), sorted(now) if isinstance(now, list) else now
            if value is ABSENT and now == definition.inherited(where):
                continue
            if not same(value, now):
                return f"{where} was said to be saved as {value!r:.80}, and is {now!r:.80}"
    return ""


def path_of(edit: Edit, one: Field) -> FieldPath:
    """The whole path of a field of an edit."""
    return next(path for path, other in zip(edit.meant, edit.fields.values(), strict=False) if other is one)


def one_edit(person: Person, programs: Sequence[ProgramFile], seed: str, *, show: bool) -> tuple[str, str]:
    """Make, look at and undo one edit; what became of it, and what is wrong."""
    rng = random.Random(seed)
    program = rng.choice(programs)
    data, definition = person.opened(program)
    place = random_place(rng, program, definition.values)
    form = person.form(place.address)
    edit = random_edit(rng, place, form)
    if edit is None:
        return "nothing to do", ""
    answer = person.posts(place.address, edit.inputs, script=bool(edit.fields))
    text = program.path.read_bytes()
    if show:
        print(
            place.address,
            edit.does,
            {name: edit.inputs.get(name) for name in edit.fields},
            answer.status_code,
            sep="\n",
        )
        print(*unified_diff(data.decode().splitlines(), text.decode().splitlines(), lineterm="", n=1), sep="\n")
        print(answer.text[:2000])
    try:
        became, wrong = _looked_at(person, program, place, edit, answer, data, definition)
    finally:
        forget(person, program, data)
    return became, wrong


def _looked_at(
    person: Person, program: ProgramFile, place: Place, edit: Edit, answer: Any, data: bytes, definition: Any
) -> tuple[str, str]:
    text, workspace = program.path.read_bytes(), person.workspace
    if answer.status_code not in (200, 303, 409, 422):
        return "answered", f"{place.address}: {answer.status_code}"
    fields = answer.json()["fields"] if edit.fields and answer.status_code == 200 else {}
    states = {name: one["state"] for name, one in fields.items()}
    kind = edit.does.partition(":")[0] or "typed"
    if text == data:
        return (
            f"{kind}: {'refused' if 'wrong' in states.values() or answer.status_code == 409 else 'the same'}",
            _unshown(person, place, edit, states),
        )
    again = open_definition(workspace, program).value
    if again is None or not checks(workspace, program, again, whole=len(text) % 4 == 0):
        return kind, f"{place.address}: cannot be read any more"
    stray = [path for path in differences(definition.values, again.values) if not is_meant(path, edit.meant)]
    wrong = f"{stray} changed too, of {edit.meant}" if stray else ""
    lines = set(lines_gone(data.decode(), text.decode())) - meant_lines(data.decode(), text.decode())
    if lines:
        wrong = wrong or f"lines {sorted(one + 1 for one in lines)} were not meant"
    wrong = wrong or unsaid(workspace, program, edit, states, again) or _unshown(person, place, edit, states)
    for _ in edit.fields or edit.does[:1]:  # answers that are saved one by one are undone one by one
        undone = person.posts(f"/p/{program.id}/-/undo", {"do": ["undo"], "back": [place.address]})
        if undone.status_code != 303 or program.path.read_bytes() == data:
            break
    if undone.status_code != 303 or program.path.read_bytes() != data:
        wrong = wrong or f"undo gives other bytes ({undone.status_code})"
    return kind, f"{place.address}: {wrong}" if wrong else ""


def _unshown(person: Person, place: Place, edit: Edit, states: Mapping[str, str]) -> str:
    """Which answer that was not saved is not shown again."""
    for name in edit.fields:
        if states.get(name) in ("wrong", "clash"):
            kept = inputs_of(name, person.form(place.address).inputs)
            wanted = inputs_of(name, edit.inputs)
            if any(
                plain(" ".join(kept.get(part, ()))) != plain(" ".join(texts))
                for part, texts in wanted.items()
                if part in kept
            ):
                return f"{name} was not saved, and {wanted!r:.100} is shown as {kept!r:.100}"
    return ""


def checks(workspace: Workspace, program: ProgramFile, definition: EditableDefinition, *, whole: bool) -> bool:
    """Whether a definition is still one of a programme; with `whole`, whether `check` comes to its end with it."""
    if whole:
        load(workspace, [program])
    return read_as(Program, definition.source).value is not None


def forget(person: Person, program: ProgramFile, data: bytes) -> None:
    """Put the old text back, and forget drafts."""
    if program.path.read_bytes() != data:
        program.path.write_bytes(data)
    for kept in person.workspace.root.rglob("drafts/*/fields/*/*.json"):
        kept.unlink()


def one_kill(workspace: Workspace, program: ProgramFile, seed: str) -> tuple[str, str]:
    """Kill a studio while it saves an answer beside another one that could not be saved; what became of it, and what is wrong then."""
    rng = random.Random(seed)
    old, page, lost = program.path.read_bytes(), f"/p/{program.id}/basics", f"no address {rng.randrange(10**6)}"
    person = Person(workspace)
    form = person.form(page).inputs
    person.posts(page, form | {"contact": [lost], "only": ["contact"]}, script=True)
    title = f"Title {rng.randrange(10**6)}"
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            again = Person(workspace)
            die_before(rng.randint(0, 40), str(workspace.root))
            again.posts(page, form | {"title": [title], "contact": [lost + "!"]}, script=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    now = program.path.read_bytes()
    became = ("kill: killed" if os.WIFSIGNALED(status) else "kill: came to its end") + ("" if now == old else ", saved")
    person = Person(workspace)
    shown = person.form(page).inputs
    wrong = ""
    if now != old and [line for line in now.splitlines() if line not in old.splitlines()] != [
        line for line in now.splitlines() if title.encode() in line
    ]:
        wrong = "neither the old text nor the new one"
    if shown["contact"] not in ([lost], [lost + "!"]):
        wrong = wrong or f"what was typed is lost: {shown['contact']}"
    if (
        now == old
        and person.posts(page, shown | {"title": [title], "only": ["title"]}, script=True).json()["fields"]["title"][
            "state"
        ]
        != "saved"
    ):
        wrong = wrong or "it cannot be saved again"
    person.posts(f"/p/{program.id}/-/undo", {"do": ["undo"], "back": [page]})
    if program.path.read_bytes() != old:
        wrong = wrong or "undo gives other bytes"
    forget(person, program, old)
    return became, wrong


def main() -> int:
    """Run, print, and end with 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edits", type=int, default=600)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", default="0")
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    began, counted, faults = time.monotonic(), Counter[str](), list[str]()

    def report(number: int, became: str, fault: str) -> None:
        counted[became] += 1
        if fault:
            faults.append(fault)
            print(f"{became} {number}: {fault}", flush=True)

    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("MENTORKIT_CACHE", None)
        workspace = workspace_in(Path(folder) / "w")
        programs, person = workspace.programs(), Person(workspace)
        for number in range(given.edits) if given.only is None else [given.only]:
            report(number, *one_edit(person, programs, f"{given.seed}-{number}", show=given.only is not None))
        for number in range(given.kills) if given.only is None else ():
            report(number, *one_kill(workspace, programs[number % len(programs)], f"{given.seed}-kill-{number}"))
    print(
        ", ".join(f"{number} {what}" for what, number in counted.most_common()),
        f"- {len(faults)} wrong, {time.monotonic() - began:.0f} s",
    )
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
