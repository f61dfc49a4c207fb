"""The parts of a guide's anatomy in a text of other people, known by their headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as etree

from mentorkit.importing.html_elements import text_of
from mentorkit.importing.left_out import LeftOutTally

HEADINGS = "headings that blocks say themselves"
_HEADING = re.compile(r"h([1-6])")


def _names(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\d+[.)]?\s*)?(?:{'|'.join(patterns)})\W*", re.IGNORECASE)


_SESSION = r"(?:the |your |our )?(?:next )?(?:session|meeting|conversation|talk)s?"
KEY_PARTS = {
    "mentor": _names(r"für (?:die |den )?mentor(?:en|in|innen)?", r"hinweise für (?:die |den )?mentor(?:en|in|innen)?", r"(?:(?:a )?notes?|questions?|guidance|tips|reflection)?\s*(?:for|to) (?:the |your )?mentors?(?: only)?", r"mentors?['’]?s? (?:notes?|guide|part|page|corner|questions?)", r"mentors?"),
    "bring": _names(r"(?:zum (?:treffen|gespräch) )?mitbringen", r"(?:what to |things to )?bring(?: along| with you)?(?: (?:to|into) .*)?", rf"(?:what to )?take (?:in)?to {_SESSION}"),
    "starters": _names(r"gesprächs(?:einstiege|anlässe|fragen|impulse)", r"fragen (?:für|zum) (?:das )?gespräch", r"conversation (?:starters?|openers?|prompts?)", r"starters?", r"questions? (?:to ask|to discuss|for (?:the )?(?:discussion|conversation)).*", r"discussion (?:questions?|points?|prompts?)", r"talk (?:about )?(?:it|this)(?: over)?(?: together)?", rf"(?:questions?|topics?) for {_SESSION}"),
    "action mentee": _names(r"(?:meine |die )?nächsten? schritte?(?: (?:für|der|des) (?:die |den )?mentees?)?", r"maßnahmen", r"vorhaben", r"(?:my |your |the )?(?:next steps?|actions?(?: plan| steps?)?|homework|commitments?|what i will do)(?:,? (?:for |of )?(?:the )?mentees?)?"),
    "action mentor": _names(r"nächste schritte (?:für|der|des) (?:die |den )?mentor(?:s|en|in|innen)?", r"(?:next steps?|actions?(?: plan| steps?)?|homework|commitments?),? (?:for |of )?(?:the )?mentors?"),
    "after": _names(r"nach dem (?:treffen|gespräch)", r"rückblick", rf"after(?:wards)?(?: {_SESSION})?", r"(?:looking|look) back", rf"(?:review|reflection|follow[- ]?up)(?: (?:after|of|on) {_SESSION})?"),
    "private": _names(r"vertraulich(?:es|keit)?", r"(?:nur )?für (?:mich|dich)(?: allein)?", r"(?:keep |kept |stays? |for you )?private(?:ly)?.*", r"confidential(?:ity)?", r"(?:for )?(?:your|my) (?:eyes|self) (?:only|alone)", r"what (?:you|i) (?:may|can|might) keep .*", r"for (?:you|me) alone"),
}  # fmt: skip
MODULE_PARTS = {
    "agenda": _names(r"ablauf(?:plan)?", r"zeitplan", r"(?:run(?:ning)? (?:sheet|order)|agenda|schedule|timetable|session plan|lesson plan|outline|plan of the (?:session|day|hour)|time ?plan)(?:.*)"),
    "case": _names(r"(?:fallbeispiel|fallstudie|fall)(?: \d+)?(?:\s*[:–—-].*)?", r"(?:a )?(?:case(?: study| example)?|scenario|vignette)(?: \d+)?(?:\s*[:–—-].*)?"),
    "practice": _names(r"(?:übung|rollenspiel)(?: \d+)?(?:\s*[:–—-].*)?", r"(?:practice|exercise|role[- ]?play|practise|skills practice|activity)(?: \d+)?(?:\s*[:–—-].*)?"),
    "debrief": _names(r"(?:auswertung|nachbesprechung)", r"(?:de-?brief(?:ing)?|harvest|group (?:discussion|reflection))(?:.*)"),
    "handout": _names(r"(?:arbeitsblatt|merkblatt)(?: \d+)?(?:\s*[:–—-].*)?", r"(?:hand-?out|hand out|take[- ]?away|worksheet)s?(?: \d+)?(?:\s*[:–—-].*)?"),
    "remote": _names(r"(?:digital|am bildschirm).*", r"(?:online|remote|virtual|digital|on a video call|video).*", r"(?:if|when) (?:you |it )?(?:meet|run|is) (?:it )?(?:online|remotely).*"),
    "access": _names(r"barrierefreiheit", r"(?:accessibility|access|inclusion|reasonable adjustments?|accommodations?)(?: notes?)?.*"),
    "worked": _names(r"(?:erfolgskontrolle|woran (?:sie|ihr|du|man) .*)", r"(?:how (?:to|will you|do you) (?:tell|know)|did it work|signs? (?:of success|that it worked)|what success looks like|evaluation|measuring).*"),
    "outcomes": _names(r"lernziele?", r"(?:learning |intended )?(?:outcomes?|objectives?|aims?|goals?)", r"what (?:you|participants|people) will (?:learn|be able to do)", r"by the end.*"),
    "materials": _names(r"material(?:ien)?", r"materials?(?: needed)?", r"(?:what )?you(?:['’]ll| will) need", r"equipment", r"resources needed"),
    "preparation": _names(r"vorbereitung(?:en)?", r"preparations?", rf"before {_SESSION}", r"before the (?:workshop|training)", r"pre-?work", r"how to prepare"),
}  # fmt: skip


@dataclass(slots=True)
class Parted:
    """A text in its parts: what stands under a heading that names one, and the rest in its order."""

    main: list[etree.Element] = field(default_factory=list)
    parts: dict[str, list[tuple[str, list[etree.Element]]]] = field(default_factory=dict)
    """For each part its heading and what stands below, as often as there is one."""
    notes: list[etree.Element] = field(default_factory=list)
    """Notes at the foot, which stand outside of all."""

    def taken(self, name: str) -> list[etree.Element]:
        """Everything that stands under the headings of a part."""
        return [one for _, elements in self.parts.get(name, ()) for one in elements]


def level_of(one: etree.Element) -> int:
    """The level of a heading, 0 of what is none."""
    found = _HEADING.fullmatch(one.tag)
    return int(found[1]) if found else 0


def parted(elements: list[etree.Element], names: dict[str, re.Pattern[str]]) -> Parted:
    """Part a text at its headings."""
    made = Parted()
    here, within = made.main, 0
    for one in elements:
        level = level_of(one)
        name = next((name for name, pattern in names.items() if pattern.fullmatch(text_of(one))), "") if level else ""
        if one.tag == "notes":
            made.notes.append(one)
        elif name:
            here, within = [], level
            made.parts.setdefault(name, []).append((text_of(one), here))
        elif level and within and level <= within:
            here, within = made.main, 0
            here.append(one)
        else:
            here.append(one)
    return made


def said_by_block(heading: str, tally: LeftOutTally) -> None:
    """Note a heading whose words a block prints in its own way."""
    tally.take(HEADINGS, heading, quote=heading, missed=True)


def paragraph(text: str) -> etree.Element:
    """A paragraph of these words."""
    made = etree.Element("p")
    made.text = text
    return made


def heading(text: str, level: int = 2) -> etree.Element:
    """A heading of these words."""
    made = etree.Element(f"h{level}")
    made.text = text
    return made


def bullets(*texts: str) -> etree.Element:
    """A list of these entries."""
    made = etree.Element("ul")
    for text in texts:
        etree.SubElement(made, "li").text = text
    return made


def holding(block: etree.Element, elements: list[etree.Element]) -> etree.Element:
    """A block with these inside it."""
    block.extend(elements)
    return block
