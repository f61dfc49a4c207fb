"""What personal copies are made by: the parts that are the same for all of them in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from mentorkit.build.workers import Start, Worker
from mentorkit.language.voice import Voice
from mentorkit.personal.lettering import Typesetter, lay_out, names_css
from mentorkit.personal.own_groups import group_labels
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.workspace import Workspace


class Recipes:
    """What copies are made by, in each language that somebody has: a recipe is made when the first copy is wanted."""

    def __init__(self, toolkit: Toolkit, workspace: Workspace, editions: tuple[str, ...], start: Start) -> None:
        self.main, self.editions, self.workspace = toolkit, editions, workspace
        self.worker = Worker(start, workspace.settings.limits)
        self._made: dict[str, Recipe] = {}

    def in_language(self, tag: str) -> Recipe:
        """The recipe of a language of the programme; of the main one where `tag` is empty."""
        if tag not in self._made:
            kits = {kit.language: kit for kit in self.main.translations} | {"": self.main}
            self._made[tag] = Recipe(kits[tag], self.main, self.workspace, self.editions, self.worker)
        return self._made[tag]


class Recipe:
    """The parts that are the same for all copies in one language. `main` is the programme in its main one."""

    def __init__(
        self, toolkit: Toolkit, main: Toolkit, workspace: Workspace, editions: tuple[str, ...], worker: Worker
    ) -> None:
        self.toolkit, self.main, self.editions, self.root = toolkit, main, editions, workspace.root
        self.layers, self.voice = workspace.layers(toolkit.client), Voice.of(toolkit.program)
        self.worker = worker
        css = self.within_limits("the style of names", names_css, toolkit, self.layers)
        set_one = partial(self.within_limits, "a name set in type", lay_out)
        self.typesetter = Typesetter(css, self.layers, set_one)

    def called(self, groups: Iterable[str]) -> tuple[str, ...]:
        """What these groups of the main language are called in this one."""
        ours, labels = group_labels(self.toolkit), group_labels(self.main)
        called = dict[str, str]()
        for group in groups:
            for uid in (uid for uid, label in labels.items() if label.casefold() == group.casefold()):
                called.setdefault(ours[uid].casefold(), ours[uid])
        return tuple(called.values())

    def within_limits(self, what: str, task: Callable[..., Any], *given: Any) -> Any:
        """Return the result of a task of another process. Raises BuildFailed where it goes beyond the limits, or cannot be done."""
        return self.worker.do(what, self.toolkit.program.where(), task, *given)
