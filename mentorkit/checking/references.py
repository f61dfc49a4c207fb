"""Checks that everything that a programme and its guides refer to is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from posixpath import dirname, normpath, relpath

from mentorkit.checking.book_plans import check_books
from mentorkit.checking.date_order import check_dates
from mentorkit.checking.evaluation_checks import check_evaluation
from mentorkit.checking.lengths import check_lengths
from mentorkit.checking.matching_checks import check_matching
from mentorkit.checking.picture_checks import mention_problems
from mentorkit.checking.zone_hints import zone_problems
from mentorkit.core.language_tags import is_language
from mentorkit.core.names import is_id
from mentorkit.core.open_marks import GAP, with_mark
from mentorkit.core.problems import Problem, Severity, Span, did_you_mean
from mentorkit.definition.base import Authored, as_written, texts_in
from mentorkit.definition.front_matter import KINDS, GuideFacts
from mentorkit.definition.program import Program
from mentorkit.definition.schedule import Event, Session, TimeSlot
from mentorkit.guides.blocks import holds_block
from mentorkit.guides.library import Guide, Library
from mentorkit.guides.markdown import placeholders
from mentorkit.guides.text_links import Mention, links
from mentorkit.guides.vocabulary import SAFE_LINK
from mentorkit.language.catalogue import Words
from mentorkit.language.language_names import language_called
from mentorkit.language.people_words import THE, lacking_articles
from mentorkit.language.placeholders import NAMES, PLACEHOLDER
from mentorkit.language.voice import usual_people


def check_references(program: Program, library: Library) -> Iterator[Problem]:
    """Problems of one programme; where there are no errors among them, `assemble` cannot fail."""
    yield from _locale(program)
    yield from _guides(program, library)
    yield from check_books(program, library)
    yield from check_lengths(program, library)
    yield from _people(program)
    yield from check_evaluation(program)
    yield from check_matching(program)
    yield from _repeated(program)
    yield from check_dates(program)
    yield from _links_in_texts(program, library)


def _locale(program: Program) -> Iterator[Problem]:
    if not is_language(program.language):
        yield Problem(
            "language",
            f'"{program.language}" is not a language',
            program.where("language"),
            f'did you mean "{tag}"?'
            if (tag := language_called(program.language))
            else "write a tag such as en-GB, de or pl",
        )
    elif not Words(program.language).translated:
        yield Problem(
            "language",
            f'the software has no words in "{program.language}" yet: headings and labels come out in English',
            program.where("language"),
            "your own texts are not touched",
            Severity.NOTE,
        )
    else:
        yield from _without_articles(program)
    slots = [(program.time_zone, program.where("time_zone"))]
    slots += [(slot.time_zone, slot.where("time_zone")) for slot in _slots(program) if slot.time_zone]
    for name, at in slots:
        yield from zone_problems(name, at)


def _without_articles(program: Program) -> Iterator[Problem]:
    """Words of a programme whose forms with an article only its authors know."""
    usual, wording = usual_people(Words(program.language)), program.wording
    for name in lacking_articles(wording.model_dump(exclude_none=True), usual, program.language):
        message = f'sentences need "{getattr(wording, name)}" with its article too, and say it without one'
        hint = f"add wording.{THE}{name}: what stands there otherwise is “{usual[THE + name]}”"
        yield Problem("wording", message, wording.where(name), hint, Severity.NOTE)


def _slots(program: Program) -> Iterator[TimeSlot]:
    for event in program.events:
        yield event
        yield from event.groups
    yield from program.sessions.values()
    yield from program.communications
    yield from program.questionnaires


def _guides(program: Program, library: Library) -> Iterator[Problem]:
    for session in program.sessions.values():
        for number, name in enumerate(session.keys):
            yield from _known("Key", name, library, "keys", session.where("keys", number))
        if session.reinforces:
            yield from _known("training module", session.reinforces, library, "training", session.where("reinforces"))
    for event in program.events:
        if event.module:
            yield from _known("training module", event.module, library, "training", event.where("module"))
    chosen = program.library
    for folder, kind in KINDS.items():
        for number, name in enumerate(getattr(chosen, folder)):
            yield from _known(kind.noun, name, library, folder, chosen.where(folder, number))


def _known(kind: str, name: str, library: Library, folder: str, at: Span) -> Iterator[Problem]:
    names = library.names(folder)
    names += {dirname(inner) for inner in names if "/" in inner}
    if name not in names:
        titles = {one.facts.title.casefold(): one.id for one in library.guides() if one.folder == folder}
        near = get_close_matches(name.casefold(), titles, n=1, cutoff=0.8)
        hint = f'did you mean "{titles[near[0]]}"?' if near else did_you_mean(name, names)
        yield Problem(f"{kind.split()[-1].lower()}-exists", f'no {kind} named "{name}"', at, hint)


def _people(program: Program) -> Iterator[Problem]:
    """Ids of people whom nobody introduces: only what is written like an id can be one, for any name may be new."""
    known = program.people.ids
    for written, field, names in _named_people(program) if known else ():
        for number, name in enumerate(names):
            if is_id(name) and name not in known:
                message = f'nobody under `people` has the id "{name}"'
                yield Problem("person-exists", message, written.where(field, number), did_you_mean(name, known))


def _named_people(program: Program) -> Iterator[tuple[Authored, str, tuple[str, ...]]]:
    """Every list of people at events and sessions, with where it stands."""
    dated: tuple[Event | Session, ...] = (*program.events, *program.sessions.values())
    for one in dated:
        for venue in (one, *(one.groups if isinstance(one, Event) else ())):
            yield venue, "with", venue.with_
            yield from ((venue, name, getattr(venue, name)) for name in ("hosts", "facilitators", "experts"))
        yield from ((part, "speakers", part.speakers) for part in one.parts)
        yield from ((resource, "speaker", resource.speaker) for resource in one.resources)


def _repeated(program: Program) -> Iterator[Problem]:
    for what, named in (
        ("sessions", program.sessions.values()),
        ("goals", program.goals),
        ("events", program.events),
        ("messages", program.communications),
        ("questionnaires", program.questionnaires),
        ("people", program.people.listed),
        ("questions about groups", program.evaluation.groups if program.evaluation else ()),
    ):
        seen: dict[str, Span] = {}
        for one in named:
            if one.id in seen and one.id:
                yield Problem(
                    "same-id",
                    f'two {what} have the id "{one.id}" (first on line {seen[one.id].line})',
                    one.where("id"),
                    "give one of them another id",
                )
            elif one.id:
                seen[one.id] = one.where("id")
    numbers: dict[int, str] = {}
    for written, at in program.keys_of("sessions").items():
        twin = numbers.setdefault(int(written), written)
        if twin != written:
            yield Problem("same-number", f"two sessions have the number {int(written)}", at, "number them 1, 2, 3 …")


def _links_in_texts(program: Program, library: Library) -> Iterator[Problem]:
    """A text of the definition appears on many pages and in books, so only whole addresses work in it."""
    for path, text in texts_in(program):
        written = as_written(text)
        if "[" not in written and not holds_block(written):
            continue
        at = program.where(*path)
        if holds_block(written):
            hint = "put it into a Key, a training module or a form"
            yield Problem("block-place", "a block with slashes works in guides only", at, hint)
        for mention in links(written, at.file, at.line):
            if mention.picture and text is not written:
                yield _no_room(at)
            elif mention.picture:
                yield from mention_problems(replace(mention, at=at), library)
            elif not re.match(r"(https?://|mailto:|tel:)", mention.target):
                yield Problem(
                    "broken-link",
                    f'a link to "{mention.target}" leads nowhere from here',
                    at,
                    "write the whole address: https://…",
                )


def _no_room(at: Span) -> Problem:
    """The problem of a picture in a text of one line."""
    return Problem(
        "picture", "a line has room for words alone", at, "put the picture into a text of its own, or a guide"
    )


def check_guide(guide: Guide[GuideFacts], library: Library, anchors: dict[str, frozenset[str]]) -> Iterator[Problem]:
    """Broken links, anchors and placeholders of one guide. `anchors` are the headings' anchors, by path."""
    for mention in placeholders(guide.body, guide.file, guide.body_line):
        if mention.target not in NAMES:
            yield Problem(
                "placeholder",
                f'there is no placeholder "{mention.target}"',
                mention.at,
                did_you_mean(mention.target, NAMES),
            )
    yield from _facts(guide.facts)
    yield from gaps_of_guide(guide)
    for name in getattr(guide.facts, "keys", ()):
        yield from _known("Key", name, library, "keys", guide.facts.where("keys"))
    for mention in links(guide.body, guide.file, guide.body_line):
        yield from _link(guide, mention, library, anchors)


@lru_cache(maxsize=1000)
def gaps_of_guide(guide: Guide[GuideFacts]) -> tuple[Problem, ...]:
    """The places of a guide that are still to be written, as warnings: nobody need use it yet."""
    return tuple(_gaps_of(guide))


def _gaps_of(guide: Guide[GuideFacts]) -> Iterator[Problem]:
    hint = f"write it in place of {GAP}"
    for name in type(guide.facts).model_fields:
        value = getattr(guide.facts, name)
        for number, one in enumerate(value if isinstance(value, tuple) else (value,)):
            if GAP in str(one):
                at = guide.facts.where(name, *([number] if isinstance(value, tuple) else []))
                yield Problem("to-fill-in", f"{name} is still to fill in{_asked(str(one))}", at, hint, Severity.WARNING)
    for number, line in enumerate(guide.body.splitlines(), guide.body_line):
        marked = with_mark(line)
        for found in re.finditer(GAP, marked):
            at = Span(guide.file, number, found.start() + 1)
            message = f"this is still to fill in{_asked(marked[found.start() :])}"
            yield Problem("to-fill-in", message, at, hint, Severity.WARNING)


def _asked(text: str) -> str:
    """The request of a mark, as the end of a sentence."""
    found = re.search(rf"{GAP} *\((.*?)\)", text)
    return f": {found[1]}" if found else ""


def unwritten_guides(program: Program, guides: Iterable[Guide[GuideFacts]]) -> Iterator[Problem]:
    """The guides that people would read in a programme that is live, and that are still to be written."""
    if program.status not in ("live", "closed"):
        return
    for guide in guides:
        number = len(gaps_of_guide(guide))
        if number:
            places = f"{number} places" if number > 1 else "a place"
            message = f'people would read "{guide.path}", which has {places} still to fill in'
            hint = f"write {guide.file} to its end, leave the guide out, or make the programme a draft"
            yield Problem("to-fill-in", message, program.where("status"), hint)


def _facts(facts: GuideFacts) -> Iterator[Problem]:
    """Placeholders at the top of a guide that cannot be filled, and pictures, which stand in its text."""
    for name in type(facts).model_fields:
        for target in PLACEHOLDER.findall(str(getattr(facts, name))):
            if target not in NAMES:
                message = f'there is no placeholder "{target}"'
                yield Problem("placeholder", message, facts.where(name), did_you_mean(target, NAMES))
    for path, text in texts_in(facts):
        if "![" in as_written(text):
            at = facts.where(*path)
            yield from (_no_room(at) for mention in links(as_written(text), at.file) if mention.picture)


def path_of_link(guide: Guide[GuideFacts], target: str) -> str:
    """The path of the guide that a link in this one leads to, whether there is one or not."""
    page = target.partition("#")[0]
    return normpath(f"{guide.home}/{page}").removesuffix(".md") if page else guide.path


def _link(
    guide: Guide[GuideFacts], mention: Mention, library: Library, anchors: dict[str, frozenset[str]]
) -> Iterator[Problem]:
    target, at = mention.target, mention.at
    if mention.picture:
        yield from mention_problems(mention, library)
        return
    if not SAFE_LINK.match(target):
        yield Problem(
            "unsafe-link",
            f'a link to "{target}" would run code or be refused',
            at,
            "link to https://…, mailto:… or another guide",
        )
        return
    if ":" in target.split("/")[0]:
        return
    page, _, anchor = target.partition("#")
    path = path_of_link(guide, target)
    linked = library.at_path(path)
    if path in library.unreadable:
        return
    if linked is None or (page and not page.endswith(".md")):
        known = [f"{relpath(f'{guide.folder}/{name}', guide.home)}.md" for name in library.names(guide.folder)]
        yield Problem(
            "broken-link",
            f'this link leads to "{page}", which is not there',
            at,
            did_you_mean(
                page, known, otherwise="link to another guide as feedback.md or ../training/mentor-foundations.md"
            ),
        )
    elif anchor and anchor not in anchors.get(path, frozenset()):
        yield Problem(
            "broken-anchor",
            f'"{path}.md" has no heading with the anchor "#{anchor}"',
            at,
            did_you_mean(anchor, anchors.get(path, ()), otherwise="it has no headings"),
        )
