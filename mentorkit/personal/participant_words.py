"""The words of tables of people, in each language of their programme: headings, roles, groups and names of languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from mentorkit.core.language_tags import base_of, is_language, nearest_of
from mentorkit.definition.base import PAIR
from mentorkit.files.tables import PairColumns
from mentorkit.language.language_names import language_called
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Occurrence, Toolkit

COLUMNS = ("role", "name", "partner", "group", "time zone", "language")
FIRST_DAY = "first day"
"""The column of a programme in which each person has a start of their own."""
_ALSO = {
    "time_zone": "time zone",
    "timezone": "time zone",
    "first_day": FIRST_DAY,
    **dict.fromkeys(("sprog", "sprache", "språk", "langue", "idioma", "lingua", "taal", "język"), "language"),
}
"""Other ways to write a heading."""


@dataclass(frozen=True)
class ParticipantWords:
    """What a table of the people of a programme may say, in any of its languages. Everything is looked up in small letters."""

    kit: Toolkit
    """The programme in its main language, with its translations."""

    @cached_property
    def voices(self) -> tuple[Voice, ...]:
        """How the programme speaks in each language, the main one first."""
        return tuple(Voice.of(kit.program) for kit in self.kit.languages)

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """The column that each heading is of. Words that two languages use differently are those of the main one."""
        found = dict[str, str]()
        for voice in reversed(self.voices):
            _ = voice.words.gettext
            found |= {_("Role").casefold(): "role", _("Name").casefold(): "name", _("Partner").casefold(): "partner"}
            found |= {_("Group").casefold(): "group", _("Time zone").casefold(): "time zone"}
            found |= {_("Language").casefold(): "language", _("First day").casefold(): FIRST_DAY}
        return found | _ALSO | {name: name for name in (*COLUMNS, FIRST_DAY)}

    @cached_property
    def roles(self) -> Mapping[str, str]:
        """Each role by every word for it: its own, and the programme's."""
        named = [(voice.people[role].casefold(), role) for voice in reversed(self.voices) for role in PAIR]
        return dict(named) | {role: role for role in PAIR}

    def pair_columns(self, role: str) -> Mapping[str, str]:
        """The columns of a table of matches that are about the one of a pair who has this role, but for names."""
        found = {f"{role} time zone": "time zone", f"{role} language": "language"}
        for columns in map(PairColumns.of, self.voices):
            found |= {columns.zones[role].casefold(): "time zone", columns.languages[role].casefold(): "language"}
        return found

    @cached_property
    def decisions(self) -> frozenset[str]:
        """The headings of what was decided of a pair."""
        return frozenset(PairColumns.of(voice).decision.casefold() for voice in self.voices)

    def groups(self, role: str) -> Mapping[str, str]:
        """The groups of events for this role, as the main language calls them, by their names."""
        return self._groups[role]

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[str, str]]:
        """The groups of each role: there may be many of them, and every row of a long table asks."""
        found: dict[str, dict[str, str]] = {role: {} for role in PAIR}
        for kit in self.kit.languages:
            for event, called in zip(self.kit.events, kit.events, strict=True):
                for main, one in zip(event.occurrences, called.occurrences, strict=True):
                    for role in set(PAIR) & set(event.audience) if (label := group_label(one)) else ():
                        found[role].setdefault(label.casefold(), group_label(main))
        return found

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the programme's languages, the main one first."""
        return tuple(kit.language for kit in self.kit.languages)

    def language(self, written: str) -> str:
        """The tag of the programme's language that is called so; empty where none is."""
        if tag := self._called.get(written.casefold()):
            return tag
        tag = written if is_language(written) else language_called(written)
        return nearest_of(tag, self.tags)

    @cached_property
    def _called(self) -> Mapping[str, str]:
        """The programme's languages by their tags, and by their names in each of them."""
        found = {tag.casefold(): tag for tag in self.tags} | {base_of(tag): tag for tag in self.tags}
        for spoken in self.tags:
            names = Locale.parse(spoken, sep="-").languages
            found |= {str(names[base_of(tag)]).casefold(): tag for tag in self.tags if base_of(tag) in names}
        return found


def group_label(occurrence: Occurrence) -> str:
    """The words for the group of an occurrence: its name, else its number; nothing where there are no groups."""
    return occurrence.group or (str(occurrence.number) if occurrence.number else "")
