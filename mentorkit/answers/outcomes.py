"""The whole way from files of answers to the report on outcomes, in the private folder of a programme.

Outside of it nothing is written but results that are released: figures that may be published, in the client's own folder,
where the portal finds them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorkit.answers.answered import Answered
from mentorkit.answers.answers_folder import AnswersFolder
from mentorkit.answers.earlier_results import earlier_rounds
from mentorkit.answers.figure_tables import as_csv, as_xlsx
from mentorkit.answers.goals import goal_results
from mentorkit.answers.hiding import hide, with_safe_changes
from mentorkit.answers.ledger import Ledger
from mentorkit.answers.outcome_report import OutcomeReport, ReleasedWords, make_report
from mentorkit.answers.participant_names import known_names
from mentorkit.answers.published import Published
from mentorkit.answers.released_figures import rounds_of
from mentorkit.answers.round_checks import round_problems
from mentorkit.answers.tally import Tally, count, with_changes
from mentorkit.answers.words_review import WordsReview
from mentorkit.brand.charts.result_words import ResultWords
from mentorkit.build.workers import Progress, Worker, workers
from mentorkit.checking.loading import load
from mentorkit.core.clock import now
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report, Span
from mentorkit.definition.questionnaires import ROUNDS, Evaluation, Questionnaire
from mentorkit.definition.results import Results
from mentorkit.language.voice import Voice
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import (
    ANSWERS,
    LEDGER,
    OUTCOMES,
    PRIVATE,
    PrivateFolder,
    close_to_others,
    refuse_public,
)
from mentorkit.workspace.results_file import results_path, write_results
from mentorkit.workspace.workspace import ProgramFile, Workspace

_STEPS = 3


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What was made: the files, and what is to be said of the answers."""

    files: tuple[Path, ...]
    """The report first, as a page."""
    report: Report
    people: int
    """How many answered questionnaires were read."""
    unreleased: int
    """How many answers in words wait for somebody to release them."""


def outcomes(
    workspace: Workspace,
    program: ProgramFile,
    chosen: Sequence[Path] = (),
    *,
    release: bool = False,
    progress: Progress = lambda done, total, what: None,
) -> Outcomes:
    """Read the answers of a programme and write the report on them: a draft or, with `release`, one that others may read.

    Raises BuildFailed, with no report written, where the programme or a file of answers has errors, or there are no answers.
    """
    folder = workspace.root / PRIVATE / program.client / program.slug
    refuse_public(folder, workspace)
    loaded = load(workspace, [program])
    if loaded.report.stops():
        raise BuildFailed(loaded.report.problems)
    private = PrivateFolder(folder)
    try:
        with private.held():
            close_to_others(private.root)
            close_to_others(private.root / ANSWERS)
            return _OutcomesRun(
                workspace, program, loaded.toolkits[0], loaded.layers[program.client], private, release, progress
            ).all(chosen)
    except OSError as error:
        raise BuildFailed([unwritable(error, error.filename or str(folder), "private-folder")]) from None


@dataclass(slots=True)
class _OutcomesRun:
    """One run, in a private folder that is held."""

    workspace: Workspace
    program: ProgramFile
    toolkit: Toolkit
    layers: Layers
    private: PrivateFolder
    release: bool
    progress: Progress
    problems: list[Problem] = field(default_factory=list)
    people: int = 0
    review: WordsReview = field(default_factory=WordsReview)

    @property
    def evaluation(self) -> Evaluation:
        """What the definition says of the evaluation."""
        return self.toolkit.program.evaluation or Evaluation()

    @property
    def voice(self) -> Voice:
        """The programme's own."""
        return Voice.of(self.toolkit.program)

    def all(self, chosen: Sequence[Path]) -> Outcomes:
        """Everything, one step after the other."""
        if foreign := self.private.foreign(OUTCOMES):
            message = f'a new report would replace "{foreign}", which somebody changed or put there'
            raise BuildFailed([Problem("not-ours", message, Span(self._name(OUTCOMES)), "move it away")])
        ledger = self._ledger()
        tallies = self._tallies(chosen)
        words, unreleased = self._in_words()
        self.progress(1, _STEPS, "answers read and counted")
        published = tuple(self._published(tallies, ledger))
        results = self._results(published)
        report = OutcomeReport(self.toolkit, results, words, now().date(), not self.release, unreleased)
        made = self._made(report)
        self.progress(2, _STEPS, "report laid out")
        files = self._kept(made, published, results, ledger)
        self.progress(_STEPS, _STEPS, "released" if self.release else "kept as a draft")
        return Outcomes(files, Report.of(self.problems), self.people, unreleased)

    def _ledger(self) -> Ledger:
        results = results_path(self.workspace, self.program.client, self.program.slug)
        if results.exists() and not (self.private.root / LEDGER).exists():
            name, record = self.workspace.name(results), self._name(LEDGER)
            message = f"figures were released here, and {record}, the record of them, is missing"
            hint = f"put {record} back from a backup; only if nobody has seen these figures, delete {name} instead"
            raise BuildFailed([Problem("released-figures", message, Span(name), hint)])
        ledger, wrong = Ledger.read(self.private.root / LEDGER, self._name(LEDGER))
        if ledger is None:
            raise BuildFailed(wrong)
        return ledger

    def _published(self, tallies: Sequence[Tally], ledger: Ledger) -> Iterator[Published]:
        """What may be published of each round, in the order of time."""
        earlier: list[Published] = []
        for tally in tallies:
            now = ledger.settled(hide(tally, self.toolkit.id, self.toolkit.smallest_group))
            earlier.append(with_safe_changes(now, earlier, self.evaluation))
            yield earlier[-1]

    def _tallies(self, chosen: Sequence[Path]) -> tuple[Tally, ...]:
        """The answers of each round, counted, in the order of time."""
        kit = self.toolkit
        answers = AnswersFolder(
            kit.program, kit.id, self.private.root / ANSWERS, self._name(ANSWERS), others=tuple(kit.others.values())
        )
        files, problems = answers.files(chosen)
        self.problems += problems
        measures = [goal.measure for goal in self.toolkit.program.goals if goal.measure]
        tallies = []
        for asked in sorted(self.evaluation.questionnaires, key=lambda one: ROUNDS.index(one.when)):
            rows = [file.rows() for file in files if file.questionnaire.id == asked.id]
            if rows:
                tallies.append(
                    count(self._noted((row for some in rows for row in some), asked), asked, self.evaluation, measures)
                )
        self.problems += [problem for file in files for problem in file.problems if problem not in self.problems]
        self.problems += answers.keep_unsure(files)
        self.problems += [problem for tally in tallies for problem in round_problems(tally)]
        self._stop_at_errors()
        if not tallies:
            raise BuildFailed(
                [
                    *self.problems,
                    Problem(
                        "no-answers",
                        "no answers could be read, so there is no report",
                        Span(self._name(ANSWERS)),
                        "put the exports of your form tool into this folder",
                    ),
                ]
            )
        return with_changes(tallies, self.evaluation)

    def _noted(self, rows: Iterator[Answered], asked: Questionnaire) -> Iterator[Answered]:
        """The same rows; answers in words are kept for those who release them."""
        for row in rows:
            self.people += 1
            self.review.add(asked, row)
            yield row

    def _in_words(self) -> tuple[tuple[ReleasedWords, ...], int]:
        """The answers in words that somebody released, and how many nobody has."""
        kit = self.toolkit
        names = known_names(self.private.root, kit.program, kit.others.values())
        folder = self.private.root / ANSWERS
        words, unreleased, wrong = self.review.reviewed(folder, self._name(ANSWERS), self.evaluation, names)
        self.problems += wrong
        self._stop_at_errors()
        return words, unreleased

    def _results(self, published: tuple[Published, ...]) -> Results:
        program = self.toolkit.program
        own = rounds_of(published, self.toolkit.id, self.evaluation, self.voice)
        earlier, wrong = earlier_rounds(self.workspace, self.program, program, own, self.toolkit.smallest_group)
        self.problems += wrong
        return Results(
            title=" · ".join(filter(None, (str(program.title), str(program.cohort or "")))),
            released=now().date() if self.release else None,
            smallest_group=self.toolkit.smallest_group,
            rounds=(*own, *earlier),
            goals=goal_results(program, published, self.voice),
        )

    def _made(self, report: OutcomeReport) -> dict[str, bytes]:
        """The files by name."""
        questions = {one.id: str(one.ask) for one in self.evaluation.groups}
        words = ResultWords(self.voice, self.toolkit.smallest_group, questions)
        limits = self.workspace.settings.limits
        with TemporaryDirectory(prefix="outcomes-") as scratch, workers(1, limits) as start:
            html, pdf = Path(scratch, "report.html"), Path(scratch, "report.pdf")
            at = self.toolkit.program.where()
            Worker(start, limits).do(
                f"the report on {self.toolkit.id}", at, make_report, report, self.layers, html, pdf
            )
            made = {file.name: file.read_bytes() for file in (html, pdf)}
        return made | {"figures.csv": as_csv(report.results, words), "figures.xlsx": as_xlsx(report.results, words)}

    def _kept(
        self, made: dict[str, bytes], published: tuple[Published, ...], results: Results, ledger: Ledger
    ) -> tuple[Path, ...]:
        """Keep the files. What is released is noted first: whatever happens then, no later report differs from it by a few."""
        if self.release:
            ledger.with_released(published).write(self.private.root / LEDGER)
        self.private.put(OUTCOMES, f"{results.released}", made)
        files = [self.private.root / OUTCOMES / name for name in made]
        if self.release:
            path = results_path(self.workspace, self.program.client, self.program.slug)
            write_results(path, results)
            files.append(path)
        return tuple(files)

    def _stop_at_errors(self) -> None:
        if Report.of(self.problems).stops():
            raise BuildFailed(self.problems)

    def _name(self, name: str) -> str:
        return self.workspace.name(self.private.root / name)
