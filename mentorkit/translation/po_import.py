"""What comes back from translators in a PO file: checked message by message, and written piece by piece, whole or not at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from babel.core import UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from mentorkit.core.language_tags import is_language
from mentorkit.core.problems import Problem, Result, Severity, Span, did_you_mean, shortened
from mentorkit.language.placeholders import MEANT_AS_PLACEHOLDER, NAMES
from mentorkit.translation.composing import composed
from mentorkit.translation.definition_drift import kept_file
from mentorkit.translation.definition_pieces import DefinitionPiece, read_definition
from mentorkit.translation.definition_words import with_translations
from mentorkit.translation.drift import placeholders, read_texts, units_of
from mentorkit.translation.po_export import protected
from mentorkit.translation.survey import any_piece_called
from mentorkit.translation.translated_pieces import Piece
from mentorkit.translation.translator_texts import of_definition, translated, translator_texts
from mentorkit.translation.units import Unit
from mentorkit.upkeep.kept_originals import put
from mentorkit.workspace.workspace import Workspace

LARGEST = 50_000_000
"""Bytes. All of the stock in one language has 3 MB."""


@dataclass(frozen=True, slots=True)
class Returned:
    """One piece that came back: its translation as it would be written, and how many of its messages are still open."""

    piece: Piece | DefinitionPiece
    text: str | None
    """None where it cannot be written yet."""
    kept: str = ""
    """What is kept of its source with it."""
    was: str | None = None
    """What the file has to hold still, where source and translation stand in one."""
    open: int = 0
    differs: bool = False
    """Whether anything would be written that is not there already."""

    def write(self) -> None:
        """Write the translation, then its source as the one that it was made from. Raises BuildFailed."""
        if self.text is not None and self.differs:
            was = None if self.was is None else self.was.encode()
            put(self.piece.layer, self.piece.path, self.text.encode(), was=was)
            put(self.piece.layer, self.piece.kept, self.kept.encode())


def read_returned(workspace: Workspace, data: bytes, name: str) -> Result[tuple[Returned, ...]]:
    """Read a file of translators, called `name` in messages. A message that cannot be taken leaves its piece as it is."""
    try:
        catalogue = read_po(BytesIO(data), abort_invalid=True)
        language = (catalogue.locale_identifier or "").replace("_", "-")
    except (PoFileError, UnicodeDecodeError, UnknownLocaleError, ValueError) as error:
        hint = "save it as PO, in UTF-8, in the program that it was translated with"
        return Result((), (Problem("po-file", f"this cannot be read as a PO file: {error}", Span(name), hint),))
    if not is_language(language):
        hint = 'write it into the head of the file: "Language: da\\n"'
        return Result((), (Problem("po-file", "this file does not say which language it is in", Span(name), hint),))
    returned, problems = list[Returned](), list[Problem]()
    for piece_name, messages in _by_piece(catalogue).items():
        piece = any_piece_called(workspace, piece_name, language)
        if piece is None:
            message = f'there is no "{piece_name}" to translate here'
            problems.append(
                Problem("po-file", message, Span(name, messages[0].lineno or 0), "was it renamed or deleted?")
            )
            continue
        one, wrong = _returned(piece, messages, name)
        problems += wrong
        returned += [one] if one else []
    return Result(tuple(returned), tuple(problems))


def _by_piece(catalogue: Catalog) -> dict[str, list[Message]]:
    pieces = defaultdict[str, list[Message]](list)
    for message in catalogue:
        if message.id and message.context:
            pieces[message.context.partition(" | ")[0]].append(message)
    return pieces


def _returned(piece: Piece | DefinitionPiece, messages: Sequence[Message], name: str) -> Result[Returned | None]:
    texts, problems = translator_texts(piece)
    if texts is None:
        return Result(None, problems)
    found, astray = _placed(texts.units, messages, name)
    wanted, open_, wrong = dict[int, str](), 0, list(astray)
    for number, (unit, said) in enumerate(zip(texts.units, texts.said, strict=True)):
        if unit.fixed:
            continue
        message = found.get(number)
        if message is None or message.fuzzy or not str(message.string or "").strip():
            open_ += 1
            continue
        text = str(message.string)
        if not (said and said.sure and said.text == text):
            text = text if unit.raw else _on_one_line(text)
            refused = list(_refused(unit, text, Span(name, message.lineno or 0)))
            wrong += refused
            open_ += bool(refused)
        wanted[number] = text
    if open_ or astray:
        return Result(Returned(piece, None, open=open_), tuple(wrong))
    if isinstance(piece, DefinitionPiece):
        return _written_beside(piece, {texts.units[number].shape: said for number, said in wanted.items()}).after(wrong)
    return _composed(piece, wanted).after(wrong)


def _written_beside(piece: DefinitionPiece, wanted: dict[str, str]) -> Result[Returned | None]:
    """The definition with these words, by the keys of its texts, in the language of the piece."""
    read, problems = read_definition(piece)
    if read is None:
        return Result(None, problems)
    differing = {
        one.path: wanted[one.key]
        for one in read.texts
        if wanted.get(one.key, one.translation.strip()) != one.translation.strip()
    }
    text, problems = with_translations(read, piece, differing)
    if text is None:
        return Result(Returned(piece, None, open=len(differing)), problems)
    kept = kept_file(piece, {one.key: one.source for one in read.texts if one.source})
    behind = not of_definition(read).is_sure
    return Result(Returned(piece, text, kept, read.text, differs=bool(differing) or behind))


def _composed(piece: Piece, wanted: dict[int, str]) -> Result[Returned | None]:
    """The translation with these words, read back and compared."""
    texts = read_texts(piece).value
    assert texts is not None, "it was read for the messages"
    text = composed(texts, wanted)
    name = piece.workspace.name(piece.path)
    units = (units_of(text, name, piece).value or ()) if text else ()
    alike = [one.shape for one in units] == [one.shape for one in texts.of_source]
    wrong = [number for number, said in wanted.items() if not alike or units[number].text.split() != said.split()]
    if text is None or wrong:
        number = wrong[0] if alike and wrong else next(iter(_unlike(units, texts.of_source)), 0)
        unit = texts.of_source[number]
        message = f"this is not read back as it is meant: {shortened(wanted.get(number, unit.text))}"
        hint = f"look for signs at its beginning, such as - or #; the source is {piece.source_name()}:{unit.line}"
        return Result(Returned(piece, None, open=1), (Problem("po-file", message, Span(name), hint),))
    behind = texts.kept != texts.source and any(one is None or not one.sure for one in translated(texts))
    return Result(Returned(piece, text, texts.source, differs=text != texts.translation or behind))


def _unlike(units: Sequence[Unit], source: Sequence[Unit]) -> Iterator[int]:
    return (at for at, (one, other) in enumerate(zip(units, source, strict=False)) if one.shape != other.shape)


def _placed(
    source: Sequence[Unit], messages: Sequence[Message], name: str
) -> tuple[dict[int, Message], tuple[Problem, ...]]:
    """The message of each unit: by its name and words, where one has both; else by its number, if it still has these words, or by its words."""
    found, problems = dict[int, Message](), list[Problem]()
    for message in messages:
        parts = str(message.context).split(" | ")
        number, words = int(parts[1]) if len(parts) > 1 and parts[1].isdecimal() else -1, str(message.id)
        here = [at for at, unit in enumerate(source) if unit.text == words]
        named = [at for at in here if parts[2:] == [source[at].shape]]
        if len(named) == 1:
            number = named[0]
        elif number not in here:
            number = here[0] if len(here) == 1 else -1
        if number >= 0:
            found[number] = message
        else:
            said = f"the source no longer says: {shortened(words)}"
            hint = "it was changed since the file was made: export it again, and take over what is translated"
            problems.append(Problem("po-file", said, Span(name, message.lineno or 0), hint, Severity.WARNING))
    return found, tuple(problems)


def _refused(unit: Unit, text: str, at: Span) -> Iterator[Problem]:
    """Why a translation of this unit cannot be taken: what it lost, or has that nothing stands for."""
    for match in MEANT_AS_PLACEHOLDER.finditer(text):
        if match[1].strip() not in NAMES:
            message = f'there is no placeholder "{match[1].strip()}"'
            yield Problem("po-file", message, at, did_you_mean(match[1].strip(), NAMES))
    lost = placeholders([unit]) - _names(text)
    if lost:
        named = ", ".join(f"{{{{ {name} }}}}" for name in sorted(lost))
        yield Problem("po-file", f"this translation lost {named}", at, "put it where its words belong")
    before, after = (Counter(one for one in protected(said) if "{{" not in one) for said in (unit.text, text))
    if before != after:
        differing = [*(before - after), *(after - before)]
        message = f"links and code are others here than in the source: {shortened(', '.join(differing))}"
        yield Problem("po-file", message, at, "keep the targets of links, and code, as they are")
    if unit.raw and (unit.text.count("\n"), unit.text.count("|")) != (text.count("\n"), text.count("|")):
        yield Problem(
            "po-file", "lines or columns are others here than in the source", at, "keep the lines and the bars"
        )


def _names(text: str) -> set[str]:
    return placeholders([Unit("", text, 0, 0, 0)])


def _on_one_line(text: str) -> str:
    """Ends of lines that a translator typed are spaces, but for those that are meant: behind a backslash."""
    return "\\\n".join(" ".join(part.split()) for part in text.split("\\\n"))
