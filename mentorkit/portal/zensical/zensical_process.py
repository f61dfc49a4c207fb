"""The process in which Zensical works: `python -m mentorkit.portal.zensical.zensical_process build PROJECT`, or `read PROJECT`.

What the engine prints goes to standard output; an error that stops it follows on a line that begins with STOPPED. The process
ends when its standard input is closed, which happens when the process that started it ends.
"""

from __future__ import annotations

import os
import sys
import threading

STOPPED = "mentorkit: stopped: "
OUT_OF_MEMORY = 86
"""The exit code of a process that needed more memory than it may have."""


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
    """Do the work, and return the exit code: 0, 1 where the engine stopped, or OUT_OF_MEMORY."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        {"build": _build, "read": _read}[work](project)
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception as error:  # the engine's, or that of an extension of the workspace: users are told all of them
        sys.stdout.flush()
        sys.stdout.write(f"\n{STOPPED}{str(error).strip() or type(error).__name__}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
