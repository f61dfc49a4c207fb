"""The command that runs the studio."""

from __future__ import annotations

import signal
from pathlib import Path

import click

from mentorkit.cli.console import config_option, exit_on_problems, open_or_end, say, wrote


def _a_spoken_language(context: click.Context, option: click.Parameter, written: str) -> str:
    """Read the tag of a language that the studio can be read in."""
    if not written:
        return ""
    from mentorkit.core.language_tags import base_of, is_language
    from mentorkit.studio.spoken_language import offered

    if not is_language(written) or base_of(written) not in offered():
        hint = f"write one of these: {', '.join(offered())}"
        raise click.BadParameter(f'the studio does not speak "{written}"; {hint}', context, option)
    return base_of(written)


@click.command()
@click.option(
    "-p",
    "--port",
    type=click.IntRange(1, 2**16 - 1),
    help="The port of this machine to use.  [default: 8770, or the next that is free]",
)
@click.option("--browser/--no-browser", "open_browser", default=True, help="Open it in a browser.  [default: browser]")
@click.option(
    "--language",
    default="",
    metavar="TAG",
    callback=_a_spoken_language,
    help="The language that it speaks, such as da.  [default: that of each programme, elsewhere that of the browser]",
)
@click.option("--shortcut", is_flag=True, help="Only write a file that starts it by a double click, beside mkdocs.yml.")
@config_option
def studio(config: Path, port: int | None, language: str, *, open_browser: bool, shortcut: bool) -> None:
    """Write programmes in the browser, without seeing their files: a page for each task, saved as you go."""
    if shortcut:
        from mentorkit.studio.shortcut import write_shortcut

        open_or_end(config)
        wrote([write_shortcut(config.absolute(), language)])
        return
    say("Starting the studio …")  # on a slow machine, what it imports takes seconds
    from mentorkit.studio.studio_server import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # tidy up when asked to end, as on Ctrl+C
    with exit_on_problems():
        run(config.absolute(), port or 0, say=say, open_browser=open_browser, language=language)
