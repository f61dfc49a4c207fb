"""The kind of a machine: its fonts, and what fontconfig is told about them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorkit.build import machine_kind

CONFIG = "<fontconfig><dir prefix='xdg'>typefaces</dir><dir>\n  {}\n</dir>{}</fontconfig>"


@pytest.fixture
def kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """The kind of a machine that has no fonts and no configuration but those of this test."""
    monkeypatch.setattr(machine_kind, "_SYSTEMS_FONTS", ())
    monkeypatch.setattr(machine_kind, "_CONFIGURATIONS", ())
    monkeypatch.setattr(machine_kind, "_libraries", lambda: iter(()))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    return machine_kind.machine_kind.__wrapped__


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


@pytest.mark.parametrize(
    ("variable", "folder", "named"),
    [("FONTCONFIG_FILE", "", "own.xml"), ("FONTCONFIG_PATH", "", ""), ("XDG_CONFIG_HOME", "fontconfig/conf.d", "")],
)
def test_a_configuration_that_a_variable_names_counts_and_so_do_its_fonts(
    variable: str, folder: str, named: str, kind: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = [kind()]
    config = tmp_path / "etc" / folder / (named or "fonts.conf")
    write(config, CONFIG.format(tmp_path / "fonts", ""))
    assert kind() == seen[0]
    monkeypatch.setenv(variable, str(tmp_path / "etc" / named))
    changes = [
        lambda: None,
        lambda: write(tmp_path / "fonts/deep/One.ttf", "a font"),
        lambda: write(tmp_path / "data/typefaces/Two.ttf", "a font"),
        lambda: write(config, CONFIG.format(tmp_path / "fonts", "<alias/>")),
    ]
    for change in changes:
        change()
        assert kind() not in seen
        seen.append(kind())
    write(tmp_path / "etc/README", "no configuration")
    assert kind() == seen[-1]
