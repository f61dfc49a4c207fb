"""The file of a guide, its head and its parts, made from a text that was put in order."""

from __future__ import annotations

from dataclasses import dataclass
from xml.etree import ElementTree as etree

from mentorkit.importing.asking_blocks import gap, with_blocks
from mentorkit.importing.key_draft import key_of
from mentorkit.importing.markdown_escapes import escaped, value
from mentorkit.importing.markdown_writer import SOURCE, markdown_of
from mentorkit.importing.module_draft import module_of
from mentorkit.importing.returned_forms import with_returned
from mentorkit.importing.titles import Titled
from mentorkit.importing.word_reading import ForeignText

_SUMMARY = {
    "key": "in one line, what this Key is good for",
    "module": "in one line, what this hour is good for",
    "form": "in one line, what this form is good for",
}


@dataclass(frozen=True, slots=True)
class GuideDraft:
    """The file of a guide, and what was decided for its author."""

    text: str
    guessed: tuple[str, ...]


def drafted(kind: str, title: Titled, summary: str, text: ForeignText) -> GuideDraft:
    """The guide of a kind that a text becomes."""
    elements, guessed = with_blocks(with_returned(list(text.root), text.tally), text.tally), []
    said = escaped(summary) if summary else gap(_SUMMARY.get(kind, ""))
    facts = {"title": value(escaped(title.words)), "summary": value(said)}
    if not title.found:
        guessed.append(f'the title "{title.words}" is the name of the file: the text has none')
    if kind == "key":
        elements = key_of(elements, text.tally)
        topic = gap("one word that it is filed under")
        facts |= {"topic": topic, "phase": "develop", "minutes": "20", "for": "[mentee, mentor]"}
        guessed.append("phase: develop, and minutes: 20")
    elif kind == "module":
        module = module_of(elements, text.tally)
        elements, minutes = module.elements, min(max(module.minutes, 10), 480)
        facts |= {"for": "[mentor]", "minutes": str(minutes)}
        facts |= {name: value(entries) for name, entries in module.lists.items() if entries}
        guessed.append(f"for: [mentor], and minutes: {minutes}, as the steps add up")
    elif kind == "form":
        facts |= {"for": "[mentee, mentor]", "kind": "worksheet", "standard": "no"}
        guessed.append("kind: worksheet, for both of the pair")
    else:
        facts = {name: said for name, said in facts.items() if name == "title" or summary}
        facts |= {"order": text.facts["order"]} if text.facts.get("order") else {}
    head = "".join(f"{name}: {said}\n" for name, said in facts.items())
    body = etree.Element("body")
    body.extend(_with_all_notes(elements))
    return GuideDraft(f"---\n{head}---\n\n{markdown_of(body)}", tuple(guessed))


def _with_all_notes(elements: list[etree.Element]) -> list[etree.Element]:
    """The parts of a guide, with the notes at the foot that nothing mentions any more as paragraphs at its end."""
    made: list[etree.Element] = []
    mentioned = {one.get("name") for element in elements for one in element.iter("noted")}
    written = " ".join(one.get(SOURCE, "") for element in elements for one in element.iter())
    for notes in elements:
        lost = (
            [one for one in notes if one.get("name") not in mentioned and f"[^{one.get('name')}]" not in written]
            if notes.tag == "notes"
            else []
        )
        for one in lost:
            notes.remove(one)
        made += [*lost, notes]
    return made
