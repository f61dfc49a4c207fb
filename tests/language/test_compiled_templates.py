"""Templates are compiled once in a process, wherever the files lie that hold the same text."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from mentorkit.language.templates import CompiledTemplates

MISTAKE = "{% macro twice(number) %}\n{{ number * 2 }}{{ 1 // nothing }}\n{% endmacro %}{{ twice(2) }}"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files whose templates were compiled."""
    files, compile_ = list[str](), Environment._compile

    def noted(self: Environment, source: str, filename: str) -> object:
        files.append(filename)
        return compile_(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", noted)
    return files


def rendered(folder: Path, kept: CompiledTemplates, text: str, **names: object) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "page.html").write_text(text, "utf-8")
    env = Environment(loader=FileSystemLoader(folder), bytecode_cache=kept, optimized=False, autoescape=True)
    return env.get_template("page.html").render(names)


def test_a_template_of_the_same_text_is_compiled_once(tmp_path: Path, compiled: list[str]) -> None:
    kept = CompiledTemplates()
    assert rendered(tmp_path / "a", kept, "{{ name }}", name="Anna") == "Anna"
    assert rendered(tmp_path / "b", kept, "{{ name }}", name="Ben") == "Ben"
    assert compiled == [str(tmp_path / "a/page.html")]


def test_another_text_of_the_same_name_is_another_template(tmp_path: Path, compiled: list[str]) -> None:
    kept = CompiledTemplates()
    said = [rendered(tmp_path / one, kept, f"{one} {{{{ name }}}}", name="Anna") for one in ("a", "b", "a")]
    assert said == ["a Anna", "b Anna", "a Anna"]
    assert len(compiled) == 2


def test_an_error_names_the_file_that_was_read(tmp_path: Path) -> None:
    kept = CompiledTemplates()
    for one in ("a", "b"):
        with pytest.raises(ZeroDivisionError) as error:
            rendered(tmp_path / one, kept, MISTAKE, nothing=0)
        frames = {(frame.filename, frame.lineno) for frame in traceback.extract_tb(error.value.__traceback__)}
        assert (str(tmp_path / one / "page.html"), 2) in frames
        assert not any(str(tmp_path / other) in file for other in {"a", "b"} - {one} for file, _ in frames)
