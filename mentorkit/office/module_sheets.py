"""What people get on paper in a training: its sheets, cases and handouts, each as a PDF of its own, and cards to cut apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mentorkit.build.outputs import Job
from mentorkit.core.names import as_id
from mentorkit.core.problems import BuildFailed
from mentorkit.definition.front_matter import FormFacts
from mentorkit.guides.blocks import OPTION, Block, SheetOptions
from mentorkit.guides.library import Form, Guide, TrainingModule
from mentorkit.language.alphabet import spelled_out
from mentorkit.language.placeholders import title
from mentorkit.office.module_packs import printed
from mentorkit.office.office_files import OfficeFile
from mentorkit.workbooks.compose.book_list import Book, alone, cut_cards

_ON_PAPER = {"sheet": "", "case": "case-", "handout": "handout-", "observe": "observe-"}
"""Blocks that are handed out, and how the names of their files begin."""
_LONGEST = 60
"""Letters of a file's name that are of its title."""


def module_sheets(job: Job, path: str) -> list[OfficeFile]:
    """The papers of one module. Raises BuildFailed, also where the text of a card is longer than the card."""
    module = next(one for one in job.toolkit.training if one.path == path)
    values = job.toolkit.speech.placeholders(module.language)
    made: dict[str, OfficeFile] = {}
    for block in _papers(module):
        said = title(block.argument, values) or str(module.facts.title)
        named = as_id(spelled_out(said, module.language or job.toolkit.program.language))[:_LONGEST].strip("-")
        name = _free(f"{_ON_PAPER[block.kind]}{named}", made)
        sheet = paper_of(module, block, said)
        options = block.options
        if isinstance(options, SheetOptions) and options.cut:
            book = cut_cards(replace(sheet, body=module.body, body_line=module.body_line), block)
            made[name] = printed(job, book, f"sheets/{module.id}/{name}-cards.pdf")
        else:
            made[name] = _on_one_page(job, alone(sheet), f"sheets/{module.id}/{name}.pdf")
    return [*made.values()]


def _on_one_page(job: Job, book: Book, path: str) -> OfficeFile:
    """A paper on one page, set smaller where it takes that, and on several where that is not enough."""
    try:
        return printed(job, replace(book, most_pages=1), path)
    except BuildFailed:
        return printed(job, book, path)


def _papers(module: TrainingModule) -> Iterator[Block]:
    return (block for top in module.blocks for block in top.walk() if block.kind in _ON_PAPER)


def _free(name: str, taken: dict[str, OfficeFile]) -> str:
    """A name that no other paper of the module has."""
    number = next(number for number in range(1, len(taken) + 2) if _numbered(name, number) not in taken)
    return _numbered(name, number)


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}-{number}"


def paper_of(module: TrainingModule, block: Block, said: str) -> Form:
    """One block of a module as a form of its own, which can be filled in on screen too; `said` is its title."""
    lines = module.body.split("\n")
    whole = module.lines_of(block)
    first = whole.start + 1
    while first < whole.stop - 1 and OPTION.match(lines[first]):
        first += 1
    facts = FormFacts.model_validate({"title": said, "summary": str(module.facts.title), "for": [*module.facts.for_]})
    return Guide(
        id=f"{module.id}-{block.kind}-{block.at.line}",
        facts=facts,
        body="\n".join(lines[first : whole.stop - 1]),
        blocks=block.inside,
        folder=module.folder,
        file=module.file,
        body_line=module.body_line + first,
        layer=module.layer,
        language=module.language,
    )
