"""A file that starts the studio of one workspace by a double click, for the system of this machine."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

_WINDOWS = "@echo off\r\n{command}\r\nif errorlevel 1 pause\r\n"
_MAC = "#!/bin/sh\nexec {command}\n"
_LINUX = "[Desktop Entry]\nType=Application\nName=MentorKit studio\nExec={command}\nTerminal=true\n"


def shortcut(
    config: Path, system: str = sys.platform, python: str = sys.executable, language: str = ""
) -> tuple[str, str]:
    """The name and the text of the file, which names the Python that runs now and the workspace by their whole paths.

    With a `language`, the studio speaks that.
    """
    words = [python, "-m", "mentorkit", "studio", "-f", str(config), *(["--language", language] if language else [])]
    if system == "win32":
        return "Studio.cmd", _WINDOWS.format(command=" ".join(f'"{word.replace("%", "%%")}"' for word in words))
    if system == "darwin":
        return "Studio.command", _MAC.format(command=shlex.join(words))
    return "Studio.desktop", _LINUX.format(command=" ".join(map(_for_desktops, words)))


def write_shortcut(config: Path, language: str = "") -> Path:
    """Write the file beside the workspace's mkdocs.yml, in place of one that was written before, so that it can be started."""
    name, text = shortcut(config, language=language)
    file = config.with_name(name)
    file.write_bytes(text.encode("utf-8"))
    file.chmod(file.stat().st_mode | 0o100)
    return file


def _for_desktops(word: str) -> str:
    """A word of a command as desktop entries quote it: first for the command, then for the text that holds it."""
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word)
    return f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%")
