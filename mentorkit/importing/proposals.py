"""A text of another program, Word's or Markdown, as a proposal for a guide: whole, readable by `check`, with what is missing marked.

Nothing here writes or prints: commands and the studio show a `Proposal`, and `placing` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from xml.etree import ElementTree as etree

from mentorkit.core.names import as_name, is_id
from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import Problem, Report, Result, Severity, Span
from mentorkit.definition.front_matter import KINDS
from mentorkit.guides.guide_head import as_words
from mentorkit.guides.library import Guide, read_guide
from mentorkit.importing.asking_blocks import gap, with_blocks
from mentorkit.importing.html_elements import text_of
from mentorkit.importing.import_pictures import ImportedPicture, placed_pictures
from mentorkit.importing.key_draft import key_of
from mentorkit.importing.left_out import LeftOut
from mentorkit.importing.markdown_escapes import value, visible
from mentorkit.importing.markdown_reading import read_markdown
from mentorkit.importing.markdown_writer import SOURCE, markdown_of
from mentorkit.importing.module_draft import module_of
from mentorkit.importing.parts import level_of
from mentorkit.importing.tidying import tidied
from mentorkit.importing.word_counts import WordCount, compared, words_of_guide
from mentorkit.importing.word_reading import ForeignText, read_word
from mentorkit.workspace.layers import LARGEST_TEXT

FOLDERS = {"key": "keys", "module": "training", "form": "forms", "page": "pages"}
"""What a text can become, and the folder of `content/` that it stands in."""
_SUMMARY = {
    "key": "in one line, what this Key is good for",
    "module": "in one line, what this hour is good for",
    "form": "in one line, what this form is good for",
}
_OPEN = re.compile(rf"{GAP}(?: \(([^()]*)\))?")
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Proposal:
    """A guide that a text can become."""

    kind: str
    """`key`, `module`, `form` or `page`."""
    id: str
    """Its name in the library; of a page, with the folder that it stands in."""
    title: str
    text: str
    """The whole file, with its head."""
    pictures: tuple[ImportedPicture, ...]
    missing: tuple[tuple[int, str], ...]
    """What is still to be written: the line, and what is asked there."""
    proposed: tuple[tuple[int, str], ...]
    """What was made a block of the vocabulary: the line, and the block."""
    guessed: tuple[str, ...]
    """What was decided and is worth a look."""
    left_out: tuple[LeftOut, ...]
    besides: tuple[str, ...]
    """What else the file holds, which was never read."""
    words: WordCount
    notes: tuple[Problem, ...]
    """Warnings that `check` will have of it beside what is missing."""

    @property
    def folder(self) -> str:
        """The folder of `content/` that it stands in."""
        return FOLDERS[self.kind]


def propose(name: str, data: bytes, kind: str = "page", *, id_: str = "", folder: str = "") -> Result[Proposal | None]:
    """Make a guide of the file called `name` with these bytes; None, with the reasons, where that cannot be done.

    `kind` is one of FOLDERS. `id_` is its name in the library, else made of its title; a page may stand in a `folder`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in (".md", ".markdown", ".mdx", ".mkd", ".qmd", ".rmd"):
        text = read_markdown(data, name)
    elif suffix in (".docx", ".docm", ".dotx") or data.startswith(b"PK"):
        text = read_word(data, name)
    else:
        text = Result.failed(_unknown(name, suffix))
    return text.then(lambda text: _proposed(text, PurePath(name), kind, id_, folder))


def _unknown(name: str, suffix: str) -> Problem:
    ways = {
        ".doc": "open it in Word, and save it as DOCX", ".odt": "open it in LibreOffice, and save it as DOCX",
        ".rtf": "open it in Word, and save it as DOCX", ".pages": "in Pages: File, Export To, Word",
        ".gdoc": "in Google Docs: File, Download, Microsoft Word", ".html": "open it in Word, and save it as DOCX",
        ".pdf": "take the document that it was made from", ".txt": "give it a name that ends in .md",
    }  # fmt: skip
    hint = ways.get(suffix, "documents of Word end in .docx, texts in Markdown in .md")
    return Problem("import-kind", "this is neither a document of Word nor Markdown", Span(name), hint)


def _proposed(text: ForeignText, file: PurePath, kind: str, id_: str, folder: str) -> Result[Proposal | None]:
    root, tally = text.root, text.tally
    tidied(root, tally)
    guessed: list[str] = []
    title = _title(root, text.facts, file, guessed)
    name = id_ or as_name(title)
    whole = f"{folder.strip('/')}/{name}" if folder and kind == "page" else name
    if not all(map(is_id, whole.split("/"))):
        hint = f"small letters, digits and hyphens: {as_name(name)}"
        return Result.failed(Problem("file-name", f'"{whole}" is not a name for a guide', Span(str(file)), hint))
    summary = _summary(root, text.facts)
    _level(root)
    pictures, faults = placed_pictures(root, text.pictures, name)
    elements = with_blocks(list(root), tally)
    head, elements = _of_kind(kind, title, summary, elements, text, guessed)
    holder = etree.Element("body")
    holder.extend(elements)
    written = f"---\n{head}---\n\n{markdown_of(holder)}"
    if len(written.encode()) > LARGEST_TEXT:
        hint = "split the document into chapters, and import each"
        return Result.failed(Problem("huge-file", "the guide would have more than 1 MB", Span(str(file)), hint))
    place = f"content/{FOLDERS[kind]}/{whole}.md"
    read = read_guide(whole, written, KINDS[FOLDERS[kind]].facts, FOLDERS[kind], place, "")
    guide = read.value
    if guide is None:
        return Result(None, read.problems)
    words = compared(text.words, tally.missed, words_of_guide(guide.body, guide.facts, guide.blocks))
    notes = tuple(one for one in read.problems if one.severity is not Severity.NOTE)
    return Result(
        Proposal(
            kind, whole, title, written, pictures, tuple(_missing(written)), tuple(_blocks(guide)), (*guessed, *faults),
            tally.listed(), text.besides, words, Report.of(notes).problems,
        )
    )  # fmt: skip


def _title(root: etree.Element, facts: dict[str, str], file: PurePath, guessed: list[str]) -> str:
    """The title, which is taken out of the text: what a head says, a paragraph of that style, the first heading, the file's name."""
    elements = list(root)
    heading = next((one for one in elements if one.get("class") == "title" and text_of(one)), None)
    tops = [one for one in elements if one.tag == "h1" and text_of(one)]
    if heading is None and tops and (len(tops) == 1 or elements[0] is tops[0]) and not any(level_of(one) for one in elements[: elements.index(tops[0])]):
        heading = tops[0]
    said = visible(text_of(heading)) if heading is not None else ""
    if facts.get("title"):
        if heading is not None and said.casefold() == facts["title"].casefold():
            root.remove(heading)
        return facts["title"]
    if heading is not None and len(said) <= _LONGEST_LINE:
        root.remove(heading)
        return said
    title = as_words(as_name(file.stem))
    guessed.append(f'the title "{title}" is the name of the file: the text has none')
    return title


def _level(root: etree.Element) -> None:
    """Put the highest heading below the title."""
    headings = [one for one in root.iter() if level_of(one)]
    down = 2 - min(map(level_of, headings), default=2)
    for one in headings if down else ():
        one.tag = f"h{min(level_of(one) + down, 6)}"
        one.attrib.pop(SOURCE, None)


def _summary(root: etree.Element, facts: dict[str, str]) -> str:
    found = next((one for one in root if one.get("class") == "subtitle" and text_of(one)), None)
    if found is None or facts.get("summary"):
        return facts.get("summary", "")
    root.remove(found)
    return visible(text_of(found))


def _of_kind(
    kind: str, title: str, summary: str, elements: list[etree.Element], text: ForeignText, guessed: list[str]
) -> tuple[str, list[etree.Element]]:
    """The head and the parts of a guide of this kind."""
    facts = {"title": value(_plain(title)), "summary": value(_plain(summary) or gap(_SUMMARY.get(kind, "")))}
    if kind == "key":
        elements = key_of(elements, text.tally)
        facts |= {"topic": gap("one word that it is filed under"), "phase": "develop", "minutes": "20", "for": "[mentee, mentor]"}
        guessed.append("phase: develop, and minutes: 20")
    elif kind == "module":
        draft = module_of(elements, text.tally)
        elements, minutes = draft.elements, min(max(draft.minutes, 10), 480)
        facts |= {"for": "[mentor]", "minutes": str(minutes)}
        facts |= {name: value(entries) for name, entries in draft.lists.items() if entries}
        guessed.append(f"for: [mentor], and minutes: {minutes}, as the steps add up")
    elif kind == "form":
        facts |= {"for": "[mentee, mentor]", "kind": "worksheet", "standard": "no"}
        guessed.append("kind: worksheet, for both of the pair")
    else:
        facts = {name: said for name, said in facts.items() if name == "title" or summary}
        facts |= {"order": text.facts["order"]} if text.facts.get("order") else {}
    return "".join(f"{name}: {said}\n" for name, said in facts.items()), elements


def _plain(text: str) -> str:
    return " ".join(text.split())


def _missing(written: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(written.split("\n"), 1):
        for found in _OPEN.finditer(line):
            yield number, found[1] or "what is to be written here"


def _blocks(guide: Guide[object]) -> Iterator[tuple[int, str]]:  # type: ignore[type-var]
    """The blocks in which something of the text stands."""
    for top in guide.blocks:
        for block in top.walk():
            own = _OPEN.sub("", f"{'' if isinstance(block.argument, str) and block.argument in ('mentor', 'mentee') else block.argument}{block.text}")
            if re.search(r"[^\W_]", own) and (block.argument or not block.inside):
                yield block.at.line, f"{block.kind}{f' | {block.argument}' if block.argument else ''}"
