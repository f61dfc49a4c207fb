"""The released results of the example calder/new-chapter, made of answers that a seeded generator draws.

`dev/example_results.py` writes `programs/calder/results/new-chapter.yml`, by the same way as `mentorkit outcomes --release`, in a
copy of the workspace that is then thrown away: no answer is kept.
"""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

from mentorkit.answers.outcomes import outcomes
from mentorkit.checking.loading import load
from mentorkit.definition.items import Item
from mentorkit.definition.questionnaires import Questionnaire
from mentorkit.workspace.private_folder import answers_folder
from mentorkit.workspace.results_file import results_path
from mentorkit.workspace.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = "calder/new-chapter"
RELEASED = "1794571200"
"""The moment of the release: 13 November 2026, in seconds, as SOURCE_DATE_EPOCH says it."""
ASKED = {"baseline-mentees": 23, "baseline-mentors": 22, "half-way": 21, "end-mentees": 21, "end-mentors": 20}
"""The questionnaires whose answers are drawn, and how many of 24 people answer."""
STORY = {
    "I know what my people manager would call": (2.2, 4.0),
    "Looking back to the beginning, I knew what": (1.9, 1.9),
    "Looking back to the beginning, I could help": (2.3, 2.3),
    "If something went wrong today": (2.9, 3.7),
    "What I notice as a newcomer": (2.3, 2.9),
    "I make time, in working hours": (2.4, 2.5),
    "When I have handed over a shift": (2.3, 3.8),
    "I can help somebody to begin": (2.8, 4.2),
    "I can help somebody to find out": (3.0, 4.0),
    "I tell the person I answer to": (3.3, 3.8),
    "Work that is no longer mine": (3.2, 3.7),
    "In my own department": (2.8, 3.0),
}
"""The mean answers at the start and later to questions that begin with these words; others have the middle."""
YES = {
    "Do you have it in writing": (0.25, 0.9),
    "By day 45 of your role": (0.9, 0.9),
    "Was something settled there": (0.7, 0.7),
}
"""How many of those who answer a question that begins with these words say yes, at the start and later."""
DAYS = {"baseline": (4, 5, 5, 6, 6, 7, 7, 8, 9), "middle": (6, 7, 8, 8, 9, 9, 10), "end": (8, 9, 9, 9, 10, 10, 10)}
SESSIONS = (4, 5, 6, 6, 6, 6, 6, 6)
NIGHTS = 10
"""So many of 24 work in the evening or at night; the programme served them less well."""


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of 24 mentors or mentees."""

    number: int
    nights: bool
    leaning: float
    """By how much their answers lie above those of others."""

    def answer(self, item: Item, when: str, chance: Random) -> str:
        """What they answer to a question; answers in words are left out."""
        if item.answer == "number":
            some = DAYS[when] if item.id != "sessions-held" else SESSIONS
            return str(min(some[-1], max(some[0], chance.choice(some) - (self.nights and chance.random() < 0.5))))
        if item.answer == "yes or no":
            first, then = next(shares for words, shares in YES.items() if str(item.ask).startswith(words))
            own = Random(f"{item.ask} {when} {self.number}")
            return "Yes" if own.random() < (first if when == "baseline" else then) else "No"
        if item.ask.startswith("Looking back"):
            chance = Random(f"{item.ask} {self.number}")
        if item.answer != "scale" or chance.random() < 0.03:
            return ""
        start, later = next((means for words, means in STORY.items() if str(item.ask).startswith(words)), (3.4, 3.4))
        gained = 0.0 if when == "baseline" else (later - start) * (0.5 if self.nights else 1.2)
        return str(min(5, max(1, round(chance.gauss(start + gained + self.leaning, 0.6)))))


def everybody(role: str) -> tuple[Somebody, ...]:
    """The people of a role."""
    chance = Random(f"{PROGRAM} {role}")
    nights = set(chance.sample(range(24), NIGHTS))
    return tuple(Somebody(number, number in nights, chance.gauss(0, 0.5)) for number in range(24))


def rows(asked: Questionnaire, shift: tuple[str, str]) -> Iterator[list[str]]:
    """The table of answers to a questionnaire: headings, then a row for each person who answers."""
    (role,) = asked.for_
    chance = Random(f"{PROGRAM} {asked.id}")
    people = everybody(role)
    answering = sorted(chance.sample(range(len(people)), ASKED[asked.id]))
    yield [*(str(item.ask) for item in asked.items), "When do you mostly work?", "Your code"]
    for one in (people[number] for number in answering):
        answers = [one.answer(item, asked.when, chance) for item in asked.items]
        yield [*answers, shift[one.nights], f"{role[:6]}{one.number:02}" if chance.random() < 0.9 else ""]


def released(folder: Path) -> str:
    """The file of results, made in a copy of the workspace in this folder. Raises BuildFailed."""
    for name in ("programs", "content", "templates"):
        copytree(ROOT / name, folder / name, ignore=lambda *_: {"results"})
    for file in ("mkdocs.yml", "_brand.yml"):
        (folder / file).write_bytes((ROOT / file).read_bytes())
    workspace = open_workspace(folder / "mkdocs.yml").value
    assert workspace is not None
    (program,) = workspace.choose([PROGRAM])
    evaluation = load(workspace, [program]).toolkits[0].program.evaluation
    assert evaluation is not None
    by_day, by_night = (option.text for option in evaluation.groups[0].options)
    answers = answers_folder(workspace, program)
    answers.mkdir(parents=True)
    for asked in evaluation.questionnaires:
        if asked.id in ASKED:
            with (answers / f"{asked.id}.csv").open("w", encoding="utf-8", newline="") as file_of_answers:
                csv.writer(file_of_answers).writerows(rows(asked, (by_day, by_night)))
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = RELEASED
    try:
        for problem in outcomes(workspace, program, release=True).report.problems:
            print(problem.message, file=sys.stderr)
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH") if before is None else os.environ.update(SOURCE_DATE_EPOCH=before)
    return results_path(workspace, program.client, program.slug).read_text("utf-8")


if __name__ == "__main__":
    with TemporaryDirectory(prefix="example-results-") as scratch:
        text = released(Path(scratch))
    path = ROOT / "programs" / "calder" / "results" / "new-chapter.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    print(f"wrote {path.relative_to(ROOT)}")
