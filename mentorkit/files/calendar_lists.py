"""The lists in what a calendar says of an event or a session: outcomes, topics, steps, talks with who speaks, tasks, resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mentorkit.core.plain_words import words_of_text
from mentorkit.definition.base import as_written
from mentorkit.definition.schedule import AgendaStep, Event, EventPart, Recording, Resource, Session
from mentorkit.language.foreign_parts import in_plain_text
from mentorkit.language.voice import Voice


def lists_of_event(event: Event, voice: Voice) -> list[str]:
    """Lines for everything that an event lists."""
    _ = voice.words.gettext
    lines = listed(_("You will be able to:"), map(words_of_text, event.objectives))
    lines += listed(_("Topics:"), map(words_of_text, event.syllabus))
    lines += listed(_("Programme:"), [_part(one, voice) for one in event.parts])
    lines += listed(_("Beforehand:"), map(words_of_text, event.before))
    lines += listed(_("Afterwards:"), map(words_of_text, event.after))
    return lines + listed(_("Resources:"), [_resource(one, voice) for one in event.resources])


def lists_of_session(session: Session, voice: Voice) -> list[str]:
    """Lines for everything that a session lists, whoever of the two reads it."""
    _ = voice.words.gettext
    lines = listed(_("You will be able to:"), map(words_of_text, session.objectives))
    lines += listed(_("Topics:"), map(words_of_text, session.syllabus))
    lines += listed(_("Agenda:"), [_step(one, voice) for one in session.agenda])
    lines += listed(_("Programme:"), [_part(one, voice) for one in session.parts])
    return lines + listed(_("Resources:"), [_resource(one, voice) for one in session.resources])


def listed(heading: str, items: Iterable[str]) -> list[str]:
    """A heading and its items in plain words, of one line or several; nothing where there are none."""
    lines = ["- " + item.replace("\n", "\n  ") for item in items]
    return [heading, *lines] if lines else []


def recordings(films: Iterable[Recording], voice: Voice) -> Iterator[str]:
    """Yield a line for each recording, with its title where it has one."""
    _, fill = voice.words.gettext, voice.words.fill
    for film in films:
        said = fill(_("Recording: %(link)s"), {"link": film.link})
        yield fill(_("%(title)s, %(rest)s"), {"title": film.title, "rest": said}) if film.title else said


def _step(step: AgendaStep, voice: Voice) -> str:
    _ = voice.words.gettext
    free = _("Kept free") if step.own_topic else ""
    return " · ".join(filter(None, (_words(step.what), voice.duration(step.minutes), free)))


def _part(part: EventPart, voice: Voice) -> str:
    _ = voice.words.gettext
    head = " · ".join(filter(None, (part.title, voice.duration(part.minutes))))
    slides = voice.words.fill(_("Slides: %(link)s"), {"link": part.slides}) if part.slides else ""
    lines = (head, _words(part.topic), _by(_("With %(names)s"), part.speakers, voice), slides)
    return "\n".join(filter(None, (*lines, *recordings(part.recording, voice))))


def _resource(resource: Resource, voice: Voice) -> str:
    _ = voice.words.gettext
    kind = f"({resource.type})" if resource.type else ""
    head = (resource.title, kind, _by(_("by %(names)s"), resource.speaker, voice), resource.link)
    lines = (" ".join(filter(None, head)), *recordings(resource.recording, voice), _words(resource.note))
    return "\n".join(filter(None, lines))


def _words(line: str | None) -> str:
    """The words of a line, with the addresses of its links."""
    return words_of_text(as_written(line)) if line else ""


def _by(said: str, people: tuple[str, ...], voice: Voice) -> str:
    return in_plain_text(voice.words, said, {"names": voice.named(people)}) if people else ""
