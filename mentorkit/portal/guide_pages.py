"""The pages of Keys, training modules, forms and pages of a handbook: plain Markdown around what their authors wrote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from posixpath import relpath

from mentorkit.definition.base import EVERYONE
from mentorkit.definition.front_matter import GuideFacts, KeyFacts, KeyMinutes, ModuleFacts, PageFacts
from mentorkit.guides import markdown
from mentorkit.guides.addressees import with_addressees
from mentorkit.guides.blocks import WRITING, Block, option_line
from mentorkit.guides.library import Guide
from mentorkit.guides.module_timing import TimedStep, clock, timed
from mentorkit.guides.participants_part import participants_part
from mentorkit.language.catalogue import Told, Words, in_english
from mentorkit.language.foreign_parts import marked, written_in
from mentorkit.language.language_names import name_in
from mentorkit.language.placeholders import title
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit

_ASKS = WRITING | {"scale", "action"}
_WRITES = _ASKS | {"bring", "after", "private"}


def questions(guide: Guide[GuideFacts], role: str = "") -> int:
    """The number of questions to answer before the session; for one role, without those that are only for the other.

    `assets/writing/guide_page.js` counts the same on the page.
    """

    def count(blocks: Iterable[Block]) -> int:
        questions = 0
        for block in blocks:
            if (block.asks(role) or not role) and block.kind not in ("after", "private"):
                inside = count(block.inside)
                questions += inside + (block.kind in _ASKS or (block.kind == "bring" and not inside))
        return questions

    return count(guide.blocks)


class GuidePages:
    """Writes the pages of one programme's guides."""

    def __init__(self, toolkit: Toolkit, voice: Voice, *, whole: bool = True, portal: Voice | None = None) -> None:
        """Of modules, pages hold the `whole` or the part that everybody may read. `portal` is the voice of the portal, if it has another."""
        self.whole = whole
        self.toolkit = toolkit
        self.voice = voice
        self.portal = portal or voice
        self.values = voice.placeholders(toolkit.program)
        self.speech = toolkit.speech

    def language(self, guide: Guide[GuideFacts]) -> str:
        """The language of everything on the page of a guide that is there in another one than the portal; else nothing."""
        other = written_in(self.portal.words, guide.language) and not self.portal.words.foreign
        return guide.language if other and not Words(guide.language).foreign else ""

    def text(self, guide: Guide[GuideFacts]) -> str:
        """The whole page: title, what it is and for whom, the author's text, and where to go on."""
        if (language := self.language(guide)) and self.voice is self.portal:
            voice = self.speech.voice(language)
            return GuidePages(self.toolkit, voice, whole=self.whole, portal=self.portal).text(guide)
        guide = guide if self.whole else participants_part(guide)
        facts = guide.facts
        plain = markdown.plain
        pieces = [
            f"# {plain(marked(facts.title))}",
            *self._only_in(guide),
            *self._lead(guide),
            *self._before(guide),
            markdown.fill(with_addressees(guide, self._body(guide)), self.speech.placeholders(guide.language)).strip(
                "\n"
            ),
            *self._reading(guide),
            *self._related(guide),
        ]
        return "\n\n".join(pieces) + "\n"

    def _ours(self, guide: Guide[GuideFacts]) -> str:
        """The attributes of what is said in the words of the programme, on the page of a guide that is in another language."""
        words = self.voice.words
        if words.foreign or not written_in(words, guide.language):
            return ""
        return f' lang="{words.language}" dir="{words.direction}"'

    def _only_in(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        """A line that says so, where a guide is not there in the language of the programme."""
        words = self.portal.words
        if not words.foreign and written_in(words, guide.language):
            said = words.gettext("This page is there in %(language)s only.")
            shown = markdown.plain(words.fill(said, {"language": name_in(words, guide.language)}))
            yield f'{shown}\n{{ .mk-only-in lang="{words.language}" dir="{words.direction}" }}'

    def _lead(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        """Its use and its readers; of a page only where that is not everybody, since its text begins at once."""
        facts = guide.facts
        if not isinstance(facts, PageFacts):
            yield f"{markdown.line(in_english(facts.summary))}\n{{ .mk-lead }}"
        if not isinstance(facts, PageFacts) or facts.for_ != EVERYONE:
            yield f"{' · '.join(self._facts(guide))}\n{{ .mk-facts{self._ours(guide)} }}"

    def _facts(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        facts = guide.facts
        if isinstance(facts, KeyFacts):
            yield self._work_time(facts.minutes)
            yield marked(self.voice.phase(facts.phase))
        if isinstance(facts, ModuleFacts):
            yield marked(self.voice.duration(facts.minutes))
            yield from self._room(facts) if self.whole else ()
        yield markdown.plain(marked(self.voice.for_whom(facts.for_)))

    def _room(self, facts: ModuleFacts) -> Iterator[str]:
        """What a facilitator plans by: how many people, the minutes kept free, the shorter version."""
        _, words = self.voice.words.gettext, self.voice.words
        if facts.group:
            size = {"least": str(facts.group.least), "most": str(facts.group.most)}
            yield marked(words.fill(_("for %(least)s to %(most)s people"), size))
        if facts.reserve:
            yield marked(words.fill(_("%(reserve)s minutes kept free"), {"reserve": str(facts.reserve)}))
        if facts.short:
            yield marked(words.fill(_("shorter version: %(length)s"), {"length": self.voice.duration(facts.short)}))

    def _work_time(self, minutes: KeyMinutes) -> str:
        """The time that a Key takes each of the pair; once it is known who reads, a script says theirs."""
        mentee, mentor = (self.voice.work_time(minutes, role) for role in ("mentee", "mentor"))
        if mentee == mentor:
            return marked(mentee)
        said = self.voice.work_time(minutes)  # about as long as either, so that no line breaks elsewhere
        return f'*{markdown.plain(marked(said))}*{{: data-mk-mentee="{mentee}" data-mk-mentor="{mentor}" }}'

    def _before(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        """The lines between the facts and the author’s text, which say that there is room to write, on the page or on paper."""
        _ = self.voice.words.gettext
        if guide.every(*_WRITES):
            yield "&#8288;\n{ .mk-here data-search-exclude='' }"
        if isinstance(guide.facts, KeyFacts):
            workbook = self._link(guide, "downloads", _("Your workbook"), self.voice.words)
            yield (
                marked(self.voice.words.fill(_("%(workbook)s has the room to write."), {"workbook": workbook}))
                + f"\n{{ .mk-room{self._ours(guide)} }}"
            )

    def _to_know(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        """The aims of a module and what it takes, between its author's opening words and the first heading."""
        _, facts = self.voice.words.gettext, guide.facts
        if isinstance(facts, ModuleFacts):
            for heading, items in (
                (_("What you can do afterwards"), facts.outcomes),
                (_("What to bring"), facts.bring),
                (_("What you need"), facts.materials),
                (_("What to prepare"), facts.preparation),
            ):
                yield from self._list(guide, heading, map(markdown.line, items))

    def _body(self, guide: Guide[GuideFacts]) -> str:
        """The author's text; a module's steps get their place on the clock, and a table of all steps before them."""
        steps = timed(guide.every("step", "break"))
        if not steps:
            return self._around_opening(guide)
        lines = guide.body.split("\n")
        for number, step in reversed(list(enumerate(steps, 1))):
            line = step.block.at.line - guide.body_line
            times = f"{clock(step.begins)}–{clock(step.ends)}"
            lines.insert(line + 1, option_line(f'attrs: {{id: step-{number}, data-clock: "{times}"}}'))
        first = steps[0].block.at.line - guide.body_line
        heading = next((number for number, line in enumerate(lines[:first]) if line.startswith("## ")), first)
        to_know = "\n\n".join(["", *self._to_know(guide), ""])
        table = self._run_sheet(guide.facts, steps)
        return "\n".join([*lines[:heading], to_know, *lines[heading:first], table, "", *lines[first:]])

    def _around_opening(self, guide: Guide[GuideFacts]) -> str:
        """The author's text, with what there is to know of a module behind its opening words."""
        lines = guide.body.split("\n")
        to_know = [*self._to_know(guide)]
        starts = (number for number, line in enumerate(lines) if to_know and line.startswith(("#", "///")))
        first = next(starts, len(lines))
        return "\n\n".join(["\n".join(lines[:first]), *to_know, "\n".join(lines[first:])]).rstrip("\n")

    def _run_sheet(self, facts: GuideFacts, steps: tuple[TimedStep, ...]) -> str:
        _ = self.voice.words.gettext
        in_short = isinstance(facts, ModuleFacts) and facts.short is not None
        heads = [_("Clock"), _("Step"), _("Minutes"), *([_("In short")] if in_short else [])]
        rows = [f"| {' | '.join(map(marked, heads))} |", f"|{' --- |' * len(heads)}"]
        for number, step in enumerate(steps, 1):
            said = title(step.block.argument, self.values) or _("Break")
            said = markdown.plain(said).replace("|", "&#124;")
            short = f" {step.short or '–'} |" if in_short else ""
            times = f"{clock(step.begins)}\u2060–\u2060{clock(step.ends)}"
            rows.append(f"| {times} | [{said}](#step-{number}) | {step.minutes} |{short}")
        return "\n".join(rows)

    def _reading(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        plain = markdown.plain
        items = []
        for work in guide.facts.reading:
            author = f"{plain(work.author)}, " if work.author else ""
            note = f". {markdown.line(work.note)}" if work.note else ""
            items.append(f"{author}*{plain(work.title)}*{note}")
        yield from self._list(guide, self.voice.words.gettext("Further reading"), items)

    def _related(self, guide: Guide[GuideFacts]) -> Iterator[str]:
        """The sessions, Keys and modules of the programme that go with this guide."""
        _ = self.voice.words.gettext
        toolkit = self.toolkit
        sessions = [
            self._link(
                guide,
                f"sessions/{one.number}",
                self.portal.session(one.number, one.session.title),
            )
            for one in toolkit.sessions
            if guide in one.keys or guide == one.reinforces
        ]
        modules = [
            self._link(guide, one.path, one.facts.title) for one in toolkit.training if guide.id in one.facts.keys
        ]
        keys = [
            self._link(guide, one.path, one.facts.title)
            for one in toolkit.keys
            if isinstance(guide.facts, ModuleFacts) and one.id in guide.facts.keys
        ]
        dates = [
            self._link(
                guide,
                f"timeline#event-{one.id}",
                self.portal.words.joined((one.event.what, self.portal.day(one.moment)), ", "),
            )
            for one in toolkit.events
            if one.module == guide
        ]
        use_it = self.voice.words.fill(_("%(sessions)s that use it"), {"sessions": self.voice.roles("session")})
        yield from self._list(guide, use_it, sessions)
        yield from self._list(guide, _("When it is run"), dates)
        yield from self._list(guide, _("Keys that go with it"), keys)
        if guide.folder == "keys":
            yield from self._list(guide, _("Training that goes with it"), modules)

    def _list(
        self, guide: Guide[GuideFacts], heading: str, items: Iterator[str] | list[str] | map[str]
    ) -> Iterator[str]:
        lines, ours = [f"- {item}" for item in items], self._ours(guide)
        if lines:
            yield f"## {markdown.plain(marked(heading))}{f' {{{ours} }}' if ours else ''}"
            yield "\n".join(lines)

    def _link(self, guide: Guide[GuideFacts], target: str, text: str, words: Words | None = None) -> str:
        """A link whose text is in the language of the portal, or in that of these `words`."""
        path, hash_, anchor = target.partition("#")
        source, words = f"{path}.md{hash_}{anchor}", words or self.portal.words
        own = written_in(words, guide.language) and not (isinstance(text, Told) and text.untranslated)
        apart = f'{{: lang="{words.language}" dir="{words.direction}" }}' if own else ""
        return f"[{markdown.plain(marked(text))}]({relpath(source, guide.home)}){apart}"
