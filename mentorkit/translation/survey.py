"""All translations of a workspace at once: which there are, which are missing, and how each stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mentorkit.core.language_tags import nearest_first
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.core.yaml_source import read_mapping
from mentorkit.translation.drift import Standing, TranslationState, standing, vocabulary
from mentorkit.translation.translated_pieces import Piece, missing, piece_called, translations
from mentorkit.workspace.layers import Layer, read_text, stock_root
from mentorkit.workspace.workspace import ProgramFile, Workspace


def survey(workspace: Workspace, programs: Iterable[ProgramFile], languages: Collection[str] = ()) -> list[Standing]:
    """How every translation stands in the workspace's layer and those of the clients of these programmes, by language and name.

    What is missing is told for the `languages` that are named, else for those that these programmes are in and those that
    the layers have folders of.
    """
    chosen = tuple(programs)
    clients = {one.client for one in chosen}
    there = translations(workspace, clients, languages)
    main, wanted = _languages(workspace, chosen)
    asked = languages or dict.fromkeys((*wanted, *(piece.language for piece in there)))
    gone = [piece for tag in asked for piece in missing(workspace, clients, tag, main)]
    words = vocabulary((*there, *gone))
    made = [standing(piece, words) for piece in there]
    made = [one for one in made if one.state is not TranslationState.MISSING]
    known = {(one.piece.name, one.piece.language) for one in made}
    made += [Standing(one, TranslationState.MISSING) for one in gone if (one.name, one.language) not in known]
    return sorted(made, key=lambda one: (one.piece.language, one.piece.name))


def to_translate(
    workspace: Workspace, programs: Iterable[ProgramFile], language: str, only: Collection[str] = ()
) -> list[Piece]:
    """The pieces that a translator gets: all of own layers, translated or not, or those that are named, of whatever layer.

    Raises BuildFailed where a name means nothing here.
    """
    if only:
        named = [(name, piece_called(workspace, name, language)) for name in only]
        unknown = [name for name, piece in named if piece is None or piece.source is None]
        if unknown:
            hint = "name it by its folder and its file: keys/feedback"
            raise BuildFailed(
                Problem("translation", f'there is no "{name}" to translate', Span("content"), hint) for name in unknown
            )
        return [piece for _, piece in named if piece]
    chosen = tuple(programs)
    clients, (main, _) = {one.client for one in chosen}, _languages(workspace, chosen)
    there = [piece for piece in translations(workspace, clients, [language]) if piece.source]
    return sorted([*there, *missing(workspace, clients, language, main)], key=lambda one: one.name)


def behind(workspace: Workspace, clients: Collection[str]) -> list[Piece]:
    """The translations of which the source is no longer, letter by letter, the one that was kept: a quick look."""
    return [
        piece
        for piece in translations(workspace, clients)
        if (kept := piece.text(piece.kept).value if piece.kept.is_file() else None) is not None
        and (now := piece.source_text().value) is not None
        and now != kept
    ]


def _languages(workspace: Workspace, programs: Iterable[ProgramFile]) -> tuple[str, list[str]]:
    """The language of texts outside of language folders, and all languages that these programmes are written in."""
    main, others = list[str](), list[str]()
    for program in programs:
        name = workspace.name(program.path)
        text = read_text(program.path, name, Layer("workspace", workspace.root)).value
        source = read_mapping(text, name).value if text else None
        listed = source.get("languages") if source else None
        tags = (
            [str(tag) for tag in listed]
            if isinstance(listed, list)
            else [str(source.get("language") or "en") if source else "en"]
        )
        main.append(nearest_first(tags[0])[-1] if tags else "en")
        others += [nearest_first(tag)[-1] for tag in tags]
    if workspace.root == stock_root() or not main:
        return "en", sorted(set(others) - {"en"})
    return max(set(main), key=main.count), sorted(set(others))
