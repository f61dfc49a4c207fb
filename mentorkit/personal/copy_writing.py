"""Writing copies: each person's folder, one after the other, where it is not there and right already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from mentorkit.core.problems import BuildFailed, Problem, Result, Span
from mentorkit.personal.copy_plan import Round
from mentorkit.personal.kinds_of_copies import KindOfCopy
from mentorkit.personal.named_books import NoCopy
from mentorkit.personal.participants import Participant
from mentorkit.workspace.private_folder import PrivateFolder


@dataclass(frozen=True, slots=True)
class CopyWriter:
    """Writes copies into a folder: `names` are those of the folders in it, `table` is the file with the people."""

    private: PrivateFolder
    names: Mapping[Participant, str]
    table: str

    def write(self, plan: Sequence[Round], *, look_first: bool) -> Iterator[Result[tuple[str, str]]]:
        """Each person's folder as it is done, and whether it was `made`, `kept` or `refused`; then the problems say why.

        To `look_first` is to set all names in type before the first copy is written; more names than can be remembered
        would be set twice. Raises OSError.
        """
        looked_at = list[dict[Participant, Result[str]]]()
        for copies, alike in plan:
            every = self._each(alike, partial(self._wanted, copies)) if look_first else ()
            looked_at.append({person: result for person, result in every if result.value != "made"})
        for (copies, alike), known in zip(plan, looked_at, strict=True):
            made = self._each((one for one in alike if one not in known), partial(self._put, copies))
            for person, (how, problems) in chain(known.items(), made):
                yield Result((self.names[person], how), problems)
            copies.let_go()

    def _each(
        self, alike: Iterable[Participant], do: Callable[[Participant], str]
    ) -> Iterator[tuple[Participant, Result[str]]]:
        """What is done for each person, or `refused` and why; where their book cannot be made, that is told once."""
        failed = False
        for person in alike:
            how, problems = "refused", tuple[Problem, ...]()
            try:
                how = how if failed else do(person)
            except NoCopy as refused:
                at = Span(self.table, person.line)
                problems = (Problem(refused.rule, refused.message, at, refused.hint),)
            except BuildFailed as none:  # others can be made
                problems, failed = none.problems, True
            yield person, Result(how, problems)

    def _wanted(self, copies: KindOfCopy, person: Participant) -> str:
        """Whether a copy is there (`kept`) or has to be `made`. Raises NoCopy where none can be."""
        name = self.names[person]
        if self.private.has(name, copies.made_for(person)):
            return "kept"
        if foreign := self.private.foreign(name):
            message = f'a new copy would replace "{foreign}", which somebody changed or put there'
            raise NoCopy("not-ours", message, "move it away, or name another folder with --into")
        copies.lettered(person)
        return "made"

    def _put(self, copies: KindOfCopy, person: Participant) -> str:
        """Make a copy where it is wanted; return `made` or `kept`. Raises NoCopy where none can be made."""
        how = self._wanted(copies, person)
        if how == "made":
            self.private.put(self.names[person], copies.made_for(person), copies.files(person))
        return how
