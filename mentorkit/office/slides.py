"""Slides for each training module: what people see while a step runs, and for the facilitator, in the notes, what to do and to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mentorkit.brand.typefaces import nearest_face
from mentorkit.build.outputs import Job
from mentorkit.guides.blocks import Block
from mentorkit.guides.library import TrainingModule
from mentorkit.guides.module_timing import TimedStep, clock, timed
from mentorkit.language.catalogue import Words
from mentorkit.language.foreign_parts import written_in
from mentorkit.language.placeholders import title
from mentorkit.language.voice import Voice
from mentorkit.office.logo_pictures import LogoPicture, logo_for
from mentorkit.office.office_files import OfficeFile
from mentorkit.office.office_package import finished
from mentorkit.office.slide_fit import COVER_SIZES, TITLE_SIZES, SlideFont, divided, title_size
from mentorkit.office.slide_template import (
    BODY,
    CLOCK,
    COVER_LINE,
    COVER_LOGO,
    COVER_TITLE,
    EMU,
    TITLE,
    SlideBox,
    SlideLook,
)
from mentorkit.office.slide_texts import SlideLine, SlideText, plain_lines, slide_text
from mentorkit.toolkit import Toolkit

_COVER, _STEP, _BREAK = range(3)
"""The layouts, as the template has them."""
_TITLE_ALONE = SlideText(())


def slide_decks(job: Job) -> list[OfficeFile]:
    """A deck for each training module of the programme."""
    kit = job.toolkit
    logo = logo_for(kit, kit.branding.palette.light.hero, job.layers) if kit.training else None
    writer = SlideWriter(kit, Voice.of(kit.program), logo)
    return [OfficeFile(PurePosixPath(f"slides/{one.id}.pptx"), writer.deck(one)) for one in kit.training]


@dataclass(slots=True)
class SlideWriter:
    """Writes the decks of one programme."""

    toolkit: Toolkit
    voice: Voice
    logo: LogoPicture | None
    look: SlideLook = field(init=False)
    text_font: SlideFont = field(init=False)
    title_font: SlideFont = field(init=False)
    values: Mapping[str, str] = field(init=False, default_factory=dict)
    """What placeholders stand for in the module that is being written."""

    def __post_init__(self) -> None:
        brand = self.toolkit.branding
        self.look = self._look("")
        heading = nearest_face(brand.fonts, brand.heading_family, brand.heading_weight)
        self.text_font, self.title_font = SlideFont(brand.text_font), SlideFont(heading.path)

    def _look(self, language: str) -> SlideLook:
        """The look of a text in this language, or in that of the programme."""
        words, brand = self.voice.words, self.toolkit.branding
        if written_in(words, language):
            words = Words(language)
        return SlideLook(brand, words.language, right_to_left=words.direction == "rtl")

    def deck(self, module: TrainingModule) -> bytes:
        """The deck of a module: a cover, then the slides of each step and break, the notes with a clock that runs through."""
        self.values = self.toolkit.speech.placeholders(module.language)
        self.look = self._look(module.language)
        deck = self.look.template()
        self._cover(deck, module)
        for step in timed(module.every("step", "break")):
            self._step(deck, module, step)
        out = BytesIO()
        deck.save(out)
        return finished(out.getvalue(), str(module.facts.title), self.look.language)

    def _cover(self, deck: Any, module: TrainingModule) -> None:
        slide, program = deck.slides.add_slide(deck.slide_layouts[_COVER]), self.toolkit.program
        self._say(
            slide.shapes.title,
            module.facts.title,
            title_size(module.facts.title, self.title_font, COVER_TITLE.width, COVER_TITLE.height, COVER_SIZES),
        )
        said = " · ".join(dict.fromkeys((str(program.title), str(program.organisation))))
        self._say(slide.placeholders[1], said)
        if self.logo:
            _put_picture(slide, self.logo.data, self.logo.alt, self._fitted(self.logo.width, self.logo.height))
        self._note(slide, self._about(module))

    def _fitted(self, width: int, height: int) -> SlideBox:
        """The place of a logo of this size on the cover."""
        scale = min(COVER_LOGO.width / width, COVER_LOGO.height / height)
        return self.look.place(SlideBox(COVER_LOGO.left, COVER_LOGO.top, width * scale, height * scale))

    def _about(self, module: TrainingModule) -> Iterator[str]:
        """What a facilitator has to know before the first slide."""
        _, words, facts = self.voice.words.gettext, self.voice.words, module.facts
        yield str(facts.summary)
        yield self.voice.duration(facts.minutes)
        if facts.group:
            yield words.fill(
                _("For %(least)s to %(most)s people."), {"least": str(facts.group.least), "most": str(facts.group.most)}
            )
        if facts.reserve:
            yield words.fill(_("%(reserve)s minutes are kept free."), {"reserve": str(facts.reserve)})
        for heading, items in ((_("Materials"), facts.materials), (_("Preparation"), facts.preparation)):
            if items:
                yield f"{heading}:"
                yield from (f"– {one}" for item in items for one in plain_lines(str(item), self.values))

    def _step(self, deck: Any, module: TrainingModule, step: TimedStep) -> None:
        _ = self.voice.words.gettext
        named = title(step.block.argument, self.values) or _("Break")
        notes = [*self._notes(step)]
        for number, (said, shown) in enumerate(self._shown(step, named)):
            for part, (size, lines) in enumerate(self._parts(shown, step)):
                whole = said if not part else f"{said} ({part + 1})"
                slide = self._slide(deck, step, whole, size, lines)
                if not part:
                    self._pictures(slide, shown)
                self._note(slide, notes if not number + part else [self._times(step), self._go_on])

    @property
    def _go_on(self) -> str:
        return self.voice.words.gettext("The same step goes on: what to do and to say stands with its first slide.")

    def _shown(self, step: TimedStep, named: str) -> Iterator[tuple[str, SlideText]]:
        """The title and the text of each slide of a step; its title alone where it has none."""
        slides = [one for one in step.block.inside if one.kind == "slide"]
        for one in slides:
            yield title(one.argument, self.values) or named, slide_text(one.text, self.values)
        if not slides:
            yield named, _TITLE_ALONE

    def _parts(self, shown: SlideText, step: TimedStep) -> Iterable[tuple[int, tuple[SlideLine, ...]]]:
        """The lines of each slide that a text takes, with their size."""
        width = BODY.width / 2 - 16 if shown.pictures else BODY.width
        size, slides = divided(shown.lines, self.text_font, width, COVER_LINE.height if step.is_break else BODY.height)
        return [(size, lines) for lines in slides]

    def _slide(self, deck: Any, step: TimedStep, said: str, size: int, lines: tuple[SlideLine, ...]) -> Any:
        slide = deck.slides.add_slide(deck.slide_layouts[_BREAK if step.is_break else _STEP])
        room, sizes = (COVER_TITLE, COVER_SIZES) if step.is_break else (TITLE, TITLE_SIZES)
        self._say(slide.shapes.title, said, title_size(said, self.title_font, room.width, room.height, sizes))
        body = slide.placeholders[1]
        body.name, slide.placeholders[CLOCK].name = "Text", "Clock"
        if lines:
            self._write(body.text_frame, lines, size)
        else:
            body._element.getparent().remove(body._element)  # noqa: SLF001 - an empty place would ask to be written in
        self._say(slide.placeholders[CLOCK], self._times(step))
        _put_number(slide, self.look.language)
        return slide

    def _times(self, step: TimedStep) -> str:
        """The clock of a step: 0:06–0:17 · 11 minutes."""
        minutes = self.voice.duration(step.minutes)
        return f"{clock(step.begins)}–{clock(step.ends)} · {minutes}"

    def _notes(self, step: TimedStep) -> Iterator[str]:
        """The clock, what to do, what to say and to watch for, and what good answers hold."""
        _, words = self.voice.words.gettext, self.voice.words
        yield self._times(step)
        if step.short != step.minutes:
            left_out = _("Left out of the shorter version.")
            short = words.fill(_("Shorter version: %(length)s."), {"length": self.voice.duration(step.short)})
            yield short if step.short else left_out
        yield from self._part(_("Do"), step.block.text)
        heads = {"say": _("Say"), "watch": _("Watch for"), "answers": _("Good answers")}
        for block in step.block.inside:
            if block.kind in heads:
                yield from self._part(heads[block.kind], block.text)
            elif block.kind != "slide":
                yield from self._part(title(block.argument, self.values), _whole(block))

    def _part(self, head: str, text: str) -> Iterator[str]:
        lines = plain_lines(text, self.values)
        if lines:
            yield ""
            yield head.upper() if head.isascii() else head
            yield from lines

    def _say(self, shape: Any, text: str, size: int = 0) -> None:
        """Put one line into a place."""
        frame = shape.text_frame
        frame.text = str(text)
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                self._told(run, size)

    def _told(self, run: Any, size: int = 0) -> None:
        """Say the language of some words, and their size where it is not the layout's."""
        run._r.get_or_add_rPr().set("lang", self.look.language)  # noqa: SLF001
        if size:
            run.font.size = size * EMU

    def _write(self, frame: Any, lines: tuple[SlideLine, ...], size: int) -> None:
        """Put lines into the text of a slide, points of lists with their signs."""
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            for words in line.runs:
                run = paragraph.add_run()
                run.text = words.text
                self._told(run, size)
                if words.bold:
                    run.font.bold = True
                if words.italic:
                    run.font.italic = True
            if line.kind != "text":
                _list_point(paragraph, line, self.look.right_to_left)

    def _pictures(self, slide: Any, shown: SlideText) -> None:
        """Put the first picture of a text beside it."""
        from PIL import Image

        for name, alt in shown.pictures[:1]:
            path = self.toolkit.pictures.get(name)
            if path is None or path.suffix.lower() == ".svg":
                continue
            with Image.open(path) as picture:
                out = BytesIO()
                picture.convert("RGBA").save(out, "PNG", optimize=True)
                half = SlideBox(BODY.left + BODY.width / 2 + 16, BODY.top, BODY.width / 2 - 16, BODY.height)
                scale = min(half.width / picture.width, half.height / picture.height)
                at = SlideBox(half.left, half.top, picture.width * scale, picture.height * scale)
            _put_picture(slide, out.getvalue(), alt, self.look.place(at))

    def _note(self, slide: Any, lines: Iterable[str]) -> None:
        """Write the notes of a slide."""
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(lines)
        for paragraph in frame.paragraphs:
            if self.look.right_to_left:
                paragraph._p.get_or_add_pPr().set("rtl", "1")  # noqa: SLF001
            for run in paragraph.runs:
                self._told(run)


def _whole(block: Block) -> str:
    """The text of a block with that of what stands inside it."""
    return "\n\n".join([block.text, *(_whole(one) for one in block.inside)])


def _put_picture(slide: Any, data: bytes, alt: str, at: SlideBox) -> None:
    left, top, width, height = (round(one * EMU) for one in (at.left, at.top, at.width, at.height))
    picture = slide.shapes.add_picture(BytesIO(data), left, top, width, height)
    picture._element.nvPicPr.cNvPr.set("descr", alt)  # noqa: SLF001


def _put_number(slide: Any, language: str) -> None:
    """Put the place for its number on a slide: the library leaves it out."""
    layout = next(one for one in slide.slide_layout.placeholders if one.element.ph.get("type") == "sldNum")
    number = deepcopy(layout._element)  # noqa: SLF001
    number.nvSpPr.cNvPr.set("id", str(1 + max(one.shape_id for one in slide.shapes)))
    for frame in number.findall(qn("p:spPr")):
        frame.clear()
    body = number.find(qn("p:txBody"))
    for old in body.findall(qn("a:lstStyle")):
        old.clear()
    body.replace(
        body.find(qn("a:bodyPr")),
        parse_xml('<a:bodyPr xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'),
    )
    for run in number.iter(qn("a:rPr")):
        run.set("lang", language)
    slide.shapes._spTree.append(number)  # noqa: SLF001


def _list_point(paragraph: Any, line: SlideLine, right_to_left: bool) -> None:  # noqa: FBT001
    """Give a paragraph its dot or its number, set in as deep as its list."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.set("marR" if right_to_left else "marL", str(round(36 * line.level * EMU)))
    properties.set("indent", str(-round(30 * EMU)))
    space = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    if line.kind == "number":
        properties.append(parse_xml(f'<a:buFont {space} typeface="+mj-lt"/>'))
        properties.append(parse_xml(f'<a:buAutoNum {space} type="arabicPeriod" startAt="{line.number}"/>'))
    else:
        properties.append(parse_xml(f'<a:buChar {space} char="•"/>'))
