"""The whole way from applications to a proposal, and from accepted pairs to what follows, in the private folder of a programme.

Nothing is written elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from mentorkit.build.workers import Progress, Worker, workers
from mentorkit.checking.loading import load
from mentorkit.checking.matching_checks import check_method
from mentorkit.core.clock import now
from mentorkit.core.machine import unwritable
from mentorkit.core.problems import BuildFailed, Problem, Report, Severity, Span
from mentorkit.definition.matching import Matching
from mentorkit.language.voice import Voice
from mentorkit.matching.accepted import AcceptedTable, matches_csv
from mentorkit.matching.applicants import Applications
from mentorkit.matching.application_reading import read_applications
from mentorkit.matching.matching_folder import TABLES, MatchingFolder
from mentorkit.matching.mentor_profiles import ProfilesReport, make_profiles, profiles_of
from mentorkit.matching.messages import FOLDER, Messages
from mentorkit.matching.pairs_files import PairsFiles
from mentorkit.matching.pairs_proposed import PairsBefore, pairs_table
from mentorkit.matching.pairs_reading import ReadPairs, read_pairs
from mentorkit.matching.pairs_table import PeopleLabels, TableWords
from mentorkit.matching.proposal import Proposal
from mentorkit.matching.proposal_report import ProposalReport, make_proposal
from mentorkit.matching.proposal_words import ProposalWords
from mentorkit.matching.proposing import propose
from mentorkit.toolkit import Toolkit
from mentorkit.workspace.layers import Layers
from mentorkit.workspace.private_folder import MATCHING, PRIVATE, PrivateFolder, refuse_public
from mentorkit.workspace.workspace import ProgramFile, Workspace

MATCHES = "matches.csv"
"""The table of accepted pairs, which `personalise` reads."""
_STEPS = 4
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Matched:
    """What was made: the files, and what is to be said of the applications and decisions. It names nobody."""

    files: tuple[Path, ...]
    """Those to read first come first."""
    report: Report
    said: str
    """What came of the run, in a sentence."""

    @property
    def shown(self) -> tuple[Path, ...]:
        """The files to name: of drafts, whose names are those of people, their folder."""
        return tuple(dict.fromkeys(file.parent if file.parent.name == FOLDER else file for file in self.files))


What = Literal["propose", "accept", "profiles"]
"""What a run is for: a proposal of pairs; what follows once people accepted it; the sheet of mentors' profiles."""


def match(
    workspace: Workspace,
    program: ProgramFile,
    chosen: Sequence[Path] = (),
    *,
    what: What = "propose",
    as_csv: bool = False,
    progress: Progress = lambda done, total, what: None,
) -> Matched:
    """Read the applications to a programme and what people decided so far, and write what the run is for.

    Raises BuildFailed, with nothing written, where the programme, an application or a decision has errors.
    """
    folder = workspace.root / PRIVATE / program.client / program.slug
    refuse_public(folder, workspace)
    loaded = load(workspace, [program])
    if loaded.report.stops():
        raise BuildFailed(loaded.report.problems)
    private = PrivateFolder(folder)
    run = MatchRun(workspace, program, loaded.toolkits[0], loaded.layers[program.client], private, progress)
    try:
        with private.held():
            if what == "accept":
                return run.accepted(chosen)
            if what == "profiles":
                return run.profiles(chosen)
            return run.proposed(chosen, TABLES[1] if as_csv else TABLES[0])
    except OSError as error:
        raise BuildFailed([unwritable(error, error.filename or str(folder), "private-folder")]) from None


@dataclass(slots=True)
class MatchRun:
    """One run, in a private folder that is held."""

    workspace: Workspace
    program: ProgramFile
    toolkit: Toolkit
    layers: Layers
    private: PrivateFolder
    progress: Progress
    problems: list[Problem] = field(default_factory=list)

    @property
    def matching(self) -> Matching:
        """What the definition says of matching."""
        return self.toolkit.program.matching or Matching()

    @property
    def voice(self) -> Voice:
        """The programme's own."""
        return Voice.of(self.toolkit.program)

    @property
    def folder(self) -> MatchingFolder:
        """Where everything is written."""
        return MatchingFolder(self.private, self.workspace.name(self.private.root / MATCHING))

    @property
    def words(self) -> TableWords:
        """The words of the table of pairs."""
        peers = self.toolkit.program.format == "peer"
        rounds = self.matching.shortlist is not None
        return TableWords.of(self.voice, seats=bool(self.matching.seats), rounds=rounds, peers=peers)

    def proposed(self, chosen: Sequence[Path], table: str) -> Matched:
        """A proposal, in which what people decided stays."""
        self.folder.refuse_foreign("proposal", ("proposal.html", "proposal.pdf", table))
        self.folder.refuse_open()
        self._refuse_without_criteria()
        self.problems += (replace(one, severity=Severity.WARNING) for one in check_method(self.toolkit.program))
        applications = self.applications(chosen)
        self.progress(1, _STEPS, "applications read")
        seen = self.folder.state()
        read = self.read_table(applications)
        before = self._before(read)
        proposal = self._propose(applications, before)
        self.progress(2, _STEPS, "pairs found")
        made = self._made(proposal, table)
        self.progress(3, _STEPS, "proposal laid out")
        made[table] = self._table(proposal, before, applications, table)
        files = self.folder.keep("proposal", made, seen, aside=bool(read and read.lost))
        self.progress(_STEPS, _STEPS, "proposal written")
        kept = sum(one.decided != "proposed" for one in proposal.pairs)
        left = len({(one.applicant.role, one.applicant.key) for one in proposal.left})
        said = f"{_pairs(len(proposal.pairs))} proposed, {kept} of them decided by you; {left} without a partner."
        return self._matched(files, applications, said)

    def accepted(self, chosen: Sequence[Path]) -> Matched:
        """What follows once people accepted the table as it stands: the table of matches, and drafts of messages."""
        self.folder.refuse_foreign("accepted", (MATCHES,))
        if untrue := tuple(check_method(self.toolkit.program)):
            raise BuildFailed(untrue)
        applications = self.applications(chosen)
        read = self.read_table(applications)
        if read is None:
            message, hint = (
                "there is no table of pairs to accept",
                "run `match` without --accept first, and decide in its table",
            )
            raise BuildFailed([*self.problems, Problem("no-proposal", message, Span(self.folder.name), hint)])
        self.progress(1, 2, "applications and decisions read")
        pairs, wrong = AcceptedTable(read, applications, self.folder.name).pairs()
        self.problems += wrong
        if Report.of(self.problems).stops():
            raise BuildFailed(self.problems)
        made = {MATCHES: matches_csv(pairs, self.voice, now().date())}
        made |= Messages(applications, pairs, self.layers, self.voice, read.decisions.alone).files()
        files = self.folder.keep("accepted", made)
        self.progress(2, 2, "table of matches and messages written")
        paired = {(one.role, one.key) for pair in pairs for one in (pair.mentee, pair.mentor)}
        left = sum((one.role, one.key) not in paired for one in applications)
        return self._matched(files, applications, f"{_pairs(len(pairs))} accepted; {left} without a partner.")

    def profiles(self, chosen: Sequence[Path]) -> Matched:
        """The sheet of the mentors who agreed that mentees read their profiles, in each language of the programme."""
        kits = {_profiles_name(kit, self.toolkit): kit for kit in self.toolkit.languages}
        self.folder.refuse_foreign("profiles", [f"{name}.{kind}" for name in kits for kind in ("html", "pdf")])
        applications = self.applications(chosen)
        made = dict[str, bytes]()
        for name, kit in kits.items():
            profiles = profiles_of(replace(applications, program=kit.program), Voice.of(kit.program))
            made |= self._laid_out(name, make_profiles, ProfilesReport(kit, profiles, now().date()))
        files = self.folder.keep("profiles", made)
        self.progress(1, 1, "profiles written")
        said = f"{len(profiles)} of {len(applications.mentors)} mentors agreed to be read."
        return self._matched(files, applications, said)

    def _matched(self, files: tuple[Path, ...], applications: Applications, said: str) -> Matched:
        number = applications.people
        people = "1 person applied" if number == 1 else f"{number} people applied"
        return Matched(files, Report.of(self.problems), f"{people}; {said}")

    def applications(self, chosen: Sequence[Path]) -> Applications:
        """Everybody who applied. Raises BuildFailed where that cannot be read."""
        kit = self.toolkit
        found = read_applications(self.workspace, self.program, kit.program, chosen, [*kit.others.values()])
        self.problems += found.problems
        if found.value is None:
            raise BuildFailed(self.problems)
        return found.value.by_name

    def read_table(self, applications: Applications) -> ReadPairs | None:
        """What people decided in the table of pairs; None where there is no table. Raises BuildFailed."""
        path = self.folder.table()
        if path is None:
            return None
        found = read_pairs(path, self.workspace.name(path), applications, self.words)
        self.problems += found.problems
        if found.value is None:
            raise BuildFailed(self.problems)
        return found.value

    def _refuse_without_criteria(self) -> None:
        if not self.matching.compared:
            message = "no criterion of this programme says how it is compared, so there is nothing to match by"
            hint = "write `compare:` into a criterion below `matching:`, and the question that it compares"
            raise BuildFailed([Problem("matching", message, self.toolkit.program.where("matching"), hint)])

    def _before(self, read: ReadPairs | None) -> PairsBefore:
        peers = self.toolkit.program.format == "peer"
        return PairsBefore(read.table, read.decisions, peers) if read else PairsBefore(peers=peers)

    def _propose(self, applications: Applications, before: PairsBefore) -> Proposal:
        proposal = propose(applications, before.decisions, self.voice, self.toolkit.id, self.toolkit.smallest_group)
        self.problems += proposal.problems
        if Report.of(self.problems).stops():
            raise BuildFailed(self.problems)
        return proposal

    def _made(self, proposal: Proposal, table: str) -> dict[str, bytes]:
        """The proposal to read, as a page and as a PDF."""
        view = ProposalWords(proposal, self.toolkit.program, self.voice, table).view()
        report = ProposalReport(self.toolkit, view, now().date())
        return self._laid_out("proposal", make_proposal, report)

    def _laid_out(self, name: str, make: Callable[..., None], report: object) -> dict[str, bytes]:
        """A page and a PDF of this name, made by another process; the page alone, with a warning, where no PDF can be made.

        A name may have letters that no font of the brand has: a browser finds others, and a PDF has to hold them.
        """
        limits, at = self.workspace.settings.limits, self.toolkit.program.where()
        with TemporaryDirectory(prefix="matching-") as scratch, workers(1, limits) as start:
            html, pdf = Path(scratch, f"{name}.html"), Path(scratch, f"{name}.pdf")
            try:
                Worker(start, limits).do(f"the {name} of {self.toolkit.id}", at, make, report, self.layers, html, pdf)
            except BuildFailed as failed:
                told = tuple(map(_without_quotes, failed.problems))
                if not html.is_file():
                    raise BuildFailed(told) from None
                pdf.unlink(missing_ok=True)  # it has holes
                self.problems += (replace(one, severity=Severity.WARNING) for one in told)
            return {file.name: file.read_bytes() for file in (html, pdf) if file.is_file()}

    def _table(self, proposal: Proposal, before: PairsBefore, applications: Applications, name: str) -> bytes:
        choices = "mentor" if applications.mentors else "mentee"
        files = PairsFiles(
            pairs_table(proposal, before, self.toolkit.program.language),
            self.words,
            PeopleLabels.of(applications),
            choices,
        )
        return files.csv() if name.endswith(".csv") else files.xlsx()


def _profiles_name(kit: Toolkit, main: Toolkit) -> str:
    """The name of the sheet of profiles in one language."""
    return "profiles" if kit is main else f"profiles-{kit.language}"


def _without_quotes(problem: Problem) -> Problem:
    """A problem of laying out without what it quotes, which may be what applicants wrote."""
    message, hint = (_QUOTED.sub("what applicants wrote", said) for said in (problem.message, problem.hint))
    return replace(problem, message=message, hint=hint)


def _pairs(number: int) -> str:
    return "1 pair" if number == 1 else f"{number} pairs"
