"""A text of another program, Word's or Markdown, as a proposal for a guide: whole, readable by `check`, with what is missing marked.

Nothing here writes or prints: commands and the studio show a `GuideProposal`, and `placing` writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from mentorkit.core.amounts import amount
from mentorkit.core.names import as_name, is_id
from mentorkit.core.open_marks import GAP
from mentorkit.core.problems import Problem, Report, Result, Severity, Span
from mentorkit.definition.front_matter import KINDS, GuideFacts
from mentorkit.guides.blocks import FOR_ONE
from mentorkit.guides.library import Guide, read_guide
from mentorkit.importing.drafts import drafted
from mentorkit.importing.import_pictures import ImportedPicture, placed_pictures
from mentorkit.importing.key_draft import STOCK_BRING
from mentorkit.importing.left_out import LeftOut
from mentorkit.importing.markdown_reading import read_markdown
from mentorkit.importing.tidying import linked, tidied
from mentorkit.importing.titles import level_headings, taken_summary, taken_title
from mentorkit.importing.word_counts import WordCount, compared, words_of_guide
from mentorkit.importing.word_reading import ForeignText, read_word
from mentorkit.workspace.layers import LARGEST_TEXT

FOLDERS = {"key": "keys", "module": "training", "form": "forms", "page": "pages"}
"""What a text can become, and the folder of `content/` that it stands in."""
_OPEN = re.compile(rf"{GAP}(?: \(([^()]*)\))?")


@dataclass(frozen=True, slots=True)
class GuideProposal:
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


def propose(
    name: str, data: bytes, kind: str = "page", *, id_: str = "", folder: str = ""
) -> Result[GuideProposal | None]:
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


def _proposed(text: ForeignText, file: PurePath, kind: str, id_: str, folder: str) -> Result[GuideProposal | None]:
    tidied(text.root, text.tally)
    title = taken_title(text, file)
    whole = "/".join(filter(None, [folder.strip("/") if kind == "page" else "", id_ or as_name(title.words)]))
    if not all(map(is_id, whole.split("/"))):
        hint = f"small letters, digits and hyphens: {'/'.join(map(as_name, whole.split('/')))}"
        return Result.failed(Problem("file-name", f'"{whole}" is not a name for a guide', Span(str(file)), hint))
    summary = taken_summary(text)
    level_headings(text.root)
    linked(text.root, text.tally)
    pictures, faults = placed_pictures(text.root, text.pictures, whole.rpartition("/")[2])
    draft = drafted(kind, title, summary, text)
    if len(draft.text.encode()) > LARGEST_TEXT:
        hint = "split the document into chapters, and import each"
        return Result.failed(
            Problem("huge-file", f"the guide would have more than {amount(LARGEST_TEXT)}", Span(str(file)), hint)
        )
    place = f"content/{FOLDERS[kind]}/{whole}.md"
    guide, problems = read_guide(whole, draft.text, KINDS[FOLDERS[kind]].facts, FOLDERS[kind], place, "")
    if guide is None:
        return Result(None, problems)
    return Result(
        GuideProposal(
            kind=kind,
            id=whole,
            title=title.words,
            text=draft.text,
            pictures=pictures,
            missing=tuple(_missing(draft.text)),
            proposed=tuple(_blocks(guide)),
            guessed=(*draft.guessed, *faults),
            left_out=text.tally.listed(),
            besides=tuple(one for one in text.besides if one not in text.tally.counts),
            words=compared(text.words, text.tally.missed, words_of_guide(guide.body, guide.facts, guide.blocks)),
            notes=Report.of(one for one in problems if one.severity is not Severity.NOTE).problems,
        )
    )


def _missing(written: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(written.split("\n"), 1):
        for found in _OPEN.finditer(line):
            yield number, found[1] or "what is to be written here"


def _blocks(guide: Guide[GuideFacts]) -> Iterator[tuple[int, str]]:
    """The blocks in which something of the text stands: those that hold others only, and what is still to be written, are none."""
    for top in guide.blocks:
        for block in top.walk():
            named = block.kind not in FOR_ONE and bool(block.argument)
            said = _OPEN.sub("", block.argument if named else "" if block.inside else block.text)
            if re.search(r"[^\W_]", said) and said != STOCK_BRING:
                yield block.at.line, f"{block.kind}{f' | {block.argument}' if block.argument else ''}"
