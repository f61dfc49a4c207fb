"""All translations of a workspace at once: which there are, which are missing, and how each stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mentorkit.core.language_tags import base_of
from mentorkit.core.names import is_file
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.translation.alignment import ChangeKind
from mentorkit.translation.definition_drift import changed_texts, definition_standing
from mentorkit.translation.definition_pieces import DefinitionPiece, read_definition
from mentorkit.translation.drift import Standing, TranslationState, standing, vocabulary
from mentorkit.translation.translated_definitions import Languages, definition_pieces, languages_of
from mentorkit.translation.translated_pieces import ARCHETYPES, Piece, missing, piece_called, translations
from mentorkit.workspace.layers import stock_root
from mentorkit.workspace.workspace import ProgramFile, Workspace


def survey(workspace: Workspace, programs: Iterable[ProgramFile], languages: Collection[str] = ()) -> list[Standing]:
    """How every translation stands in the workspace's layer and those of the clients of these programmes, by language and name.

    What is missing is told for the `languages` that are named, else for those that these programmes are in and those that
    the layers have folders of.
    """
    chosen = tuple(programs)
    clients = {one.client for one in chosen}
    there = translations(workspace, clients, languages)
    spoken = languages_of(workspace, chosen)
    main, wanted = _main_and_every(workspace, spoken)
    beside = definition_pieces(workspace, chosen, main, spoken, languages)
    asked = languages or dict.fromkeys((*wanted, *(piece.language for piece in there)))
    gone = [piece for tag in asked for piece in missing(workspace, clients, tag, main)]
    gone = [piece for piece in gone if not _is_beside(piece, beside)]
    words = vocabulary((*there, *gone, *(piece for piece in beside if is_file(piece.path))))
    made = [standing(piece, words) for piece in there]
    made = [one for one in made if one.state is not TranslationState.MISSING]
    known = {(one.piece.name, one.piece.language) for one in made}
    made += [Standing(one, TranslationState.MISSING) for one in gone if (one.name, one.language) not in known]
    made += [definition_standing(piece, words) for piece in beside]
    return sorted(made, key=lambda one: (one.piece.language, one.piece.name))


def every_piece(
    workspace: Workspace, programs: Iterable[ProgramFile], languages: Collection[str] = ()
) -> list[Piece | DefinitionPiece]:
    """Every translation that is there, of whole files and of texts in definitions."""
    chosen = tuple(programs)
    there = translations(workspace, {one.client for one in chosen}, languages)
    spoken = languages_of(workspace, chosen)
    beside = definition_pieces(workspace, chosen, _main_and_every(workspace, spoken)[0], spoken, languages)
    return [*there, *(piece for piece in beside if is_file(piece.path))]


def any_piece_called(workspace: Workspace, name: str, language: str) -> Piece | DefinitionPiece | None:
    """The piece of this name in a language; None where there is no source of it.

    Of an archetype, the texts in its own file, where they stand there in that language; else the file in its folder.
    """
    programs = workspace.programs()
    if name in {one.id for one in programs} or f"/{ARCHETYPES}/" in f"/{name}":
        clients = [one for one in programs if one.client == name.partition("/")[0]]
        spoken = languages_of(workspace, programs)
        beside = definition_pieces(workspace, clients, _main_and_every(workspace, spoken)[0], spoken, (language,))
        found = next((one for one in beside if one.name == name and is_file(one.path)), None)
        if found:
            return found
    piece = piece_called(workspace, name, language)
    return piece if piece and piece.source else None


def _is_beside(piece: Piece, beside: Iterable[DefinitionPiece]) -> bool:
    """Whether a preset is there in a language in its own file."""
    tags = {base_of(one.language) for one in beside if one.name == piece.name}
    return base_of(piece.language) in tags


def to_translate(
    workspace: Workspace, programs: Iterable[ProgramFile], language: str, only: Collection[str] = ()
) -> list[Piece | DefinitionPiece]:
    """The pieces that a translator gets: all of own layers, translated or not, or those that are named, of whatever layer.

    Raises BuildFailed where a name means nothing here.
    """
    if only:
        named = [(name, any_piece_called(workspace, name, language)) for name in only]
        unknown = [name for name, piece in named if piece is None]
        if unknown:
            hint = "name it by its folder and its file, keys/feedback, and a programme as client/program"
            raise BuildFailed(
                Problem("translation", f'there is no "{name}" to translate', Span("content"), hint) for name in unknown
            )
        return [piece for _, piece in named if piece]
    chosen = tuple(programs)
    clients, spoken = {one.client for one in chosen}, languages_of(workspace, chosen)
    main, _ = _main_and_every(workspace, spoken)
    there = [piece for piece in translations(workspace, clients, [language]) if piece.source]
    beside = [one for one in definition_pieces(workspace, chosen, main, spoken, [language]) if is_file(one.path)]
    gone = [piece for piece in missing(workspace, clients, language, main) if not _is_beside(piece, beside)]
    return sorted([*there, *gone, *beside], key=lambda one: one.name)


def behind_and_orphaned(
    workspace: Workspace, programs: Iterable[ProgramFile], spoken: Languages
) -> tuple[list[Piece | DefinitionPiece], list[Piece | DefinitionPiece]]:
    """The translations of which the source is no longer, letter by letter, the one that was kept, and those of which it is gone: a quick look.

    `spoken` are the languages of these programmes.
    """
    chosen = tuple(programs)
    whole = translations(workspace, {one.client for one in chosen})
    beside = definition_pieces(workspace, chosen, _main_and_every(workspace, spoken)[0], spoken)
    behind: list[Piece | DefinitionPiece] = [one for one in whole if _is_another(one)]
    behind += [one for one in beside if is_file(one.kept) and _has_changed(one)]
    return behind, [*(one for one in whole if not one.source), *(one for one in beside if not is_file(one.path))]


def _is_another(piece: Piece) -> bool:
    """Whether the source of a translation is another text than the one that was kept, where both are there."""
    kept = piece.text(piece.kept).value if is_file(piece.kept) else None
    now = piece.source_text().value
    return kept is not None and now is not None and now != kept


def _has_changed(piece: DefinitionPiece) -> bool:
    """Whether a text of a definition is another than the one that was kept, where the definition is there."""
    read = read_definition(piece).value if is_file(piece.path) else None
    changes = changed_texts(read) if read and read.kept is not None else ()
    return any(one.kind is not ChangeKind.MISSING for one in changes)


def _main_and_every(workspace: Workspace, spoken: Languages) -> tuple[str, list[str]]:
    """The language of texts outside of language folders, and all languages that programmes of these `spoken` ones are in."""
    said = [[base_of(tag) for tag in tags] for tags in spoken.values()]
    main, every = [tags[0] for tags in said], {tag for tags in said for tag in tags}
    if workspace.root == stock_root() or not main:
        return "en", sorted(every - {"en"})
    return max(set(main), key=main.count), sorted(every)
