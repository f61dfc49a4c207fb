"""All guides that a client's programmes can draw on, with where each comes from and what is to be done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mentorkit.core.problems import Problem, Result, Severity
from mentorkit.definition.front_matter import KINDS, GuideFacts
from mentorkit.guides.guide_head import as_words
from mentorkit.guides.library import Guide, Library, guide_files, read_library
from mentorkit.language.catalogue import catalogued
from mentorkit.language.placeholders import title as filled_title
from mentorkit.studio.form_fields import _
from mentorkit.upkeep.overrides import Override, State, overrides
from mentorkit.workspace.layers import Layer, LayerFile, Layers
from mentorkit.workspace.workspace import Workspace

NOUNS = {"keys": _("Key"), "training": _("Training module"), "forms": _("Form"), "pages": _("Page")}
SHELVES = {"keys": _("Keys"), "training": _("Training modules"), "forms": _("Forms"), "pages": _("Pages")}
"""What one of each kind, and all of it, is called."""


@dataclass(frozen=True, slots=True)
class ListedGuide:
    """One guide: what it is called, whose it is, and its state."""

    folder: str
    id: str
    file: LayerFile
    called: str
    """The name of its file in messages."""
    guide: Guide[GuideFacts] | None
    """None where it cannot be read."""
    problems: tuple[Problem, ...] = ()
    """What reading it has said."""
    override: Override | None = None
    """Its relation to the file in whose place it stands."""
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What placeholders stand for in its facts."""

    @property
    def path(self) -> str:
        """Its path in the library: keys/feedback."""
        return f"{self.folder}/{self.id}"

    @property
    def relative(self) -> str:
        """Its file from the layer that it lies in: content/keys/da/feedback.md for the Danish one."""
        return self.file.path.relative_to(self.file.layer.root).as_posix()

    @property
    def title(self) -> str:
        """Its title, or the name of its file in words."""
        return filled_title(self.guide.facts.title, self.texts) if self.guide else as_words(self.id.rpartition("/")[2])

    @property
    def summary(self) -> str:
        """What it is good for, in one line; empty where it cannot be read."""
        return filled_title(self.guide.facts.summary, self.texts) if self.guide else ""

    @property
    def topic(self) -> str:
        """What it is filed under; empty where its kind has no topics."""
        return getattr(self.guide.facts, "topic", "") if self.guide else ""

    @property
    def owner(self) -> str:
        """Whose it is: `client`, `workspace`, `library` or `stock`."""
        return self.file.layer.name.partition(" ")[0]

    @property
    def own(self) -> bool:
        """Whether its file lies in this workspace, where it can be changed."""
        return self.owner in ("client", "workspace")

    @property
    def outdated(self) -> bool:
        """Whether the original has changed since this copy was taken."""
        return self.override is not None and self.override.state in (State.CHANGED, State.UNKNOWN)

    @property
    def broken(self) -> bool:
        """Whether something in it stops a build."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def answers(self, words: Iterable[str]) -> bool:
        """Whether each of these words stands in its title, summary, topic, phase or name."""
        facts = self.guide.facts if self.guide else None
        said = [self.title, self.id, self.summary, *(str(getattr(facts, name, "")) for name in ("topic", "phase"))]
        text = " ".join(said).casefold()
        return all(word.casefold() in text for word in words)


def listed_guides(
    workspace: Workspace,
    layers: Layers,
    texts: Mapping[str, str] = MappingProxyType({}),
    read: Result[Library] | None = None,
) -> tuple[ListedGuide, ...]:
    """Every guide of these layers, in their language, kind by kind, in the order of their titles. Raises BuildFailed.

    `texts` are what placeholders stand for in a programme, and `read` is the library where it was read already.
    """
    library, problems = read or read_library(layers, workspace.called)
    copies = {one.name: one for one in overrides(workspace)}
    found = []
    for folder in KINDS:
        shelf = []
        for id_, file in guide_files(layers, folder).items():
            called = workspace.called(file)
            told = tuple(problem for problem in problems if problem.at.file == called)
            guide = library.at_path(f"{folder}/{id_}")
            shelf.append(ListedGuide(folder, id_, file, called, guide, told, copies.get(called), texts))
        found += sorted(shelf, key=lambda one: one.title.casefold())
    return tuple(found)


def topics(guides: Iterable[ListedGuide]) -> tuple[str, ...]:
    """The topics of these guides, each once, sorted."""
    return tuple(sorted({one.topic for one in guides if one.topic}, key=str.casefold))


def own_layer(layers: Layers, whose: str) -> Layer:
    """The layer that new guides and copies are put into: the client's, or with `workspace` that of all its clients."""
    return next(layer for layer in layers.order if layer.name.partition(" ")[0] == whose)


def address_of(program: str, file: str, line: int = 0) -> str:
    """The address of the editor for a file that messages name, at a line; empty where it is no guide.

    `program` is the id of the programme in which it is looked at.
    """
    for folder in KINDS:
        before, found, name = file.rpartition(f"content/{folder}/")
        if found and name.endswith(".md") and (not before or before.endswith(("/", " "))):
            tag, _, rest = name.partition("/")
            id_ = (rest if tag in catalogued() else name).removesuffix(".md")
            return f"/p/{program}/guides/{folder}/{id_}" + (f"#line-{line}" if line else "")
    return ""
