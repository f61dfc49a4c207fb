"""The process in which Zensical works: `python -m mentorkit.portal.zensical.zensical_process build PROJECT`, or `read PROJECT`.

What the engine prints goes to standard output; an error that stops it follows on a line that begins with STOPPED. The process
ends when its standard input is closed, which happens when the process that started it ends.
"""

from __future__ import annotations

import os
import sys
import threading

STOPPED = "mentorkit: stopped: "


def _end_with_parent() -> None:
    os.read(sys.stdin.fileno(), 1)
    os._exit(1)


def _build(project: str) -> None:
    from zensical import build

    build(project, {"clean": True, "strict": False})


def _read(project: str) -> None:
    """Read the settings, and load the Markdown extensions that they name."""
    from markdown import Markdown
    from zensical.config import parse_config

    config = parse_config(project)
    Markdown(extensions=config["markdown_extensions"], extension_configs=config["mdx_configs"])


def main(work: str, project: str) -> int:
    """Do the work, and return the exit code: 0, or 1 where the engine stopped."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        {"build": _build, "read": _read}[work](project)
    except (
        Exception
    ) as error:  # the engine's, or that of an extension of the workspace: all of it is the user's to hear
        sys.stdout.flush()
        sys.stdout.write(f"\n{STOPPED}{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
