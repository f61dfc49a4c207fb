"""The language in which a programme's texts are written: what the studio puts into its files, and the guides that it lists, are in it."""

from __future__ import annotations

from mentorkit.inheritance.lineage import Lineage
from mentorkit.language.catalogue import Words
from mentorkit.language.one_language import USUAL_LANGUAGE
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.workspace import ProgramFile, Workspace


def language_of(workspace: Workspace, file: ProgramFile) -> str:
    """The main language of a programme; empty where it says one that is none."""
    return Lineage.of(workspace, file).language(file)


def layers_of(workspace: Workspace, file: ProgramFile) -> Layers:
    """The layers of a programme, whose guides are read in its language."""
    return workspace.layers(file.client, language_of(workspace, file))


def words_of(workspace: Workspace, file: ProgramFile) -> Words:
    """The words in a programme's language, for texts that become part of it."""
    return Words(language_of(workspace, file) or USUAL_LANGUAGE)
