"""The file that starts the studio by a double click."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest

from mentorkit.studio.shortcut import shortcut, write_shortcut


@pytest.mark.parametrize(
    ("system", "python", "config", "name", "text"),
    [
        (
            "win32",
            r"C:\Users\Pat Long\python.exe",
            r"C:\100% ours\mkdocs.yml",
            "Studio.cmd",
            '@echo off\r\n"C:\\Users\\Pat Long\\python.exe" "-m" "mentorkit" "studio" "-f" "C:\\100%% ours\\mkdocs.yml"\r\n'
            "if errorlevel 1 pause\r\n",
        ),
        (
            "linux",
            "/usr/bin/python3",
            '/home/pat/a "b" $c/mkdocs.yml',
            "Studio.desktop",
            "[Desktop Entry]\nType=Application\nName=MentorKit studio\n"
            'Exec="/usr/bin/python3" "-m" "mentorkit" "studio" "-f" "/home/pat/a \\\\"b\\\\" \\\\$c/mkdocs.yml"\n'
            "Terminal=true\n",
        ),
    ],
)
def test_each_system_has_its_file(system: str, python: str, config: str, name: str, text: str) -> None:
    from pathlib import PurePosixPath, PureWindowsPath

    path = PureWindowsPath(config) if system == "win32" else PurePosixPath(config)
    assert shortcut(path, system, python) == (name, text)  # type: ignore[arg-type]


def test_the_file_of_a_mac_is_a_script_that_runs(tmp_path: Path) -> None:
    config = tmp_path / "it's ours" / "mkdocs.yml"
    name, text = shortcut(config, "darwin", "/bin/echo")
    script = tmp_path / name
    script.write_text(text, "utf-8")
    done = subprocess.run(["/bin/sh", script], capture_output=True, text=True, check=True)
    assert done.stdout == f"-m mentorkit studio -f {config}\n"
    assert shlex.split(text.splitlines()[1])[0] == "exec"


def test_it_is_written_beside_the_workspace_and_can_be_started(tmp_path: Path) -> None:
    written = [write_shortcut(tmp_path / "mkdocs.yml") for _ in range(2)]
    assert written[0] == written[1]
    assert os.access(written[0], os.X_OK)
    assert written[0].parent == tmp_path
