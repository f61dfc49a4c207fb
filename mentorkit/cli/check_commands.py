"""The commands that read and judge: `mentorkit check`, `report`, `explain` and `show`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mentorkit.checking.report_text import summary
from mentorkit.cli.console import (
    Command,
    complete_program,
    config_option,
    exit_on_problems,
    open_or_end,
    print_checked,
    print_report,
    programmes,
    programs_argument,
    quiet_options,
    the_program,
)
from mentorkit.core.problems import Report, Severity

if TYPE_CHECKING:
    from mentorkit.checking.loading import Loaded
    from mentorkit.workspace.workspace import Workspace

FORMATS = ("text", "json", "github", "sarif", "html")


def _rule_names(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The words in one or more options, parted at commas. Ends with 2 where one names no rule."""
    from mentorkit.design_rules.registry import named, nearest

    words = tuple(word.strip() for text in given for word in text.split(",") if word.strip())
    for word in words:
        if not named(word):
            raise click.BadParameter(f'no rule of design is called "{word}": {nearest(word)}')
    return words


def _rules_option(name: str, what: str) -> Callable[[Command], Command]:
    return click.option(
        f"--{name}", metavar="RULES", multiple=True, callback=_rule_names,
        help=f"{what} these rules of design: SES02, SES for all that begin so, design for all. Repeatable.",
    )  # fmt: skip


@click.command()
@programs_argument
@click.option("-s", "--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print it.  [default: text]")
@_rules_option("select", "Look only at")
@_rules_option("ignore", "Leave out")
@quiet_options
@config_option
def check(
    programs: tuple[str, ...],
    config: Path,
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    *,
    strict: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Say what is wrong or missing in programmes, and where. Writes nothing.

    Problems of form come first, then what the design of the programme leaves open: `mentorkit explain` has the rules.
    """
    from mentorkit.answers.outcome_trial import with_outcome_templates_tried
    from mentorkit.build.settings_trial import with_settings_tried
    from mentorkit.build.template_trial import with_templates_tried
    from mentorkit.checking.loading import load
    from mentorkit.design_rules.registry import choice
    from mentorkit.translation.behind_note import with_translations_noted

    workspace = _opened(config, form)
    with exit_on_problems():
        loaded = load(workspace, workspace.choose(programs)).only(choice(select, ignore))
        loaded = with_settings_tried(with_templates_tried(loaded, workspace), workspace)
        loaded = with_outcome_templates_tried(loaded, workspace)
        loaded = with_translations_noted(loaded, workspace)
    stops = loaded.everything().stops(strict=strict)
    if form != "text":
        click.echo(_made(form, loaded, workspace))
        sys.exit(int(stops))
    print_checked(loaded, quiet=quiet, verbose=verbose)
    if verbose:
        for toolkit in loaded.toolkits:
            click.echo(f"{toolkit.id} can be built")
    if not quiet:
        can = f"{programmes(len(loaded.toolkits))} can be built."
        click.echo(summary(loaded.report, _outcome(loaded, "Mend this before you build." if stops else can)))
    sys.exit(int(stops))


def _opened(config: Path, form: str) -> Workspace:
    """The workspace. Where it cannot be opened, say why in the form that is asked for and end with 1."""
    from mentorkit.checking.formats import FORMATS as MADE
    from mentorkit.checking.loading import Loaded
    from mentorkit.core.problems import Report
    from mentorkit.workspace.workspace import open_workspace

    workspace, problems = open_workspace(config)
    if workspace is None and form in MADE:
        click.echo(MADE[form](Loaded((), Report.of(problems))))
        sys.exit(1)
    return workspace or open_or_end(config)


def _made(form: str, loaded: Loaded, workspace: Workspace) -> str:
    """The problems and findings in another form. Ends with 2 where a report is asked of several, with 1 where there can be none."""
    from mentorkit.checking.formats import FORMATS as MADE

    if form != "html":
        return MADE[form](loaded)
    from mentorkit.build.reporting import report_page
    from mentorkit.core.clock import now

    if len(loaded.files) != 1:
        several = (
            "name one programme: --format html prints the report of one; `mentorkit report` writes those of several"
        )
        raise click.UsageError(several)
    print_report(loaded.report)
    if loaded.report.stops():
        click.echo(summary(loaded.report, "Mend this first; then there is a report."), err=True)
        sys.exit(1)
    (audit,) = loaded.audits
    with exit_on_problems():
        return report_page(audit, loaded.layers[audit.toolkit.client], workspace, now().date())


@click.command()
@programs_argument
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write.  [default: reports beside mkdocs.yml]",
)
@quiet_options
@config_option
def report(programs: tuple[str, ...], config: Path, into: Path | None, *, quiet: bool, verbose: bool) -> None:
    """Write what stands and what is open as a page and a PDF that can be shown to a sponsor, of every programme named.

    Reports are no part of a portal, and are not written where one is published.
    """
    from mentorkit.build.reporting import write_reports
    from mentorkit.checking.design_report import FOLDER
    from mentorkit.checking.loading import load
    from mentorkit.core.clock import now

    workspace = open_or_end(config)
    with exit_on_problems("Nothing was written."):
        loaded = load(workspace, workspace.choose(programs))
    print_report(loaded.report, notes=verbose)
    if loaded.report.stops() or not loaded.audits:
        click.echo(summary(loaded.report, "Nothing was written."), err=True)
        sys.exit(1)
    with exit_on_problems():
        files = [
            workspace.name(file)
            for file in write_reports(loaded, workspace, into or workspace.root / FOLDER, now().date())
        ]
    if not quiet:
        click.echo("\n".join(files))
        click.echo(summary(loaded.report, f"{programmes(len(loaded.audits))} reported on."))


def _outcome(loaded: Loaded, outcome: str) -> str:
    """The outcome, after the number of findings of design, where there are any."""
    report = loaded.findings()
    number, errors = len(report.problems), report.count(Severity.ERROR)
    if not number:
        return outcome
    points = f"{number} point{'s' if number > 1 else ''} of design"
    are = "are" if number > 1 else "is"
    stopping = f" ({errors} error{'s' if errors > 1 else ''})" if errors else ""
    return f"{points} {are} open{stopping}. {outcome}"


@click.command()
@click.argument("rule", required=False, metavar="[RULE]")
def explain(rule: str | None) -> None:
    """Explain a rule of design, such as SES02: why it matters and what to write. Without one, list all."""
    from mentorkit.design_rules.explanations import overview, page
    from mentorkit.design_rules.registry import named, nearest

    if rule is None:
        click.echo(overview())
        return
    rules = named(rule)
    if not rules:
        raise click.BadParameter(f'no rule of design is called "{rule}": {nearest(rule)}', param_hint="RULE")
    click.echo("\n\n\n".join(page(one) for one in rules))


@click.command()
@click.argument("program", metavar="CLIENT/PROGRAM", shell_complete=complete_program)
@click.option("--plain", is_flag=True, help="Leave out where each value was written.")
@config_option
def show(program: str, config: Path, *, plain: bool) -> None:
    """Print a programme with everything that it takes over, and where each value was written.

    It can be read back: what is printed is a definition too.
    """
    from mentorkit.inheritance import provenance

    workspace = open_or_end(config)
    with exit_on_problems():
        text, problems = provenance.show(workspace, the_program(workspace, program), plain=plain)
    report = Report.of(problems)
    print_report(report)
    click.echo(text, nl=False)
    sys.exit(int(report.stops()))
