"""Which layer's file counts, and how a template wraps the one behind it."""

from pathlib import Path
from unicodedata import normalize

import pytest
from conftest import NO_WORKBOOKS, SMALL, Project

from mentorkit.core.problems import BuildFailed
from mentorkit.language.catalogue import Words
from mentorkit.language.templates import environment
from mentorkit.workspace.layers import Layer, Layers, stock_root


def layered(tmp_path: Path, **files: str) -> Layers:
    """Layers called a, b, c; each keyword is layer__name, its value the template's text."""
    for place, text in files.items():
        layer, _, name = place.partition("__")
        (tmp_path / layer / "templates").mkdir(parents=True, exist_ok=True)
        (tmp_path / layer / "templates" / f"{name}.html").write_text(text, "utf-8")
    return Layers(tuple(Layer(name, tmp_path / name) for name in "abc"))


def test_a_template_wraps_the_one_behind_it_block_by_block_through_every_layer(tmp_path: Path) -> None:
    layers = layered(
        tmp_path,
        a__page='{% extends "behind:page.html" %}{% block top %}A({{ super() }}){% endblock %}',
        b__page='{% extends "behind:page.html" %}{% block top %}B({{ super() }}){% endblock %}',
        c__page="{% block top %}C{% endblock %}|{% block foot %}foot{% endblock %}",
    )
    assert environment(layers, Words("en-GB")).get_template("page.html").render() == "A(B(C))|foot"


def test_a_template_skips_layers_that_do_not_have_it(tmp_path: Path) -> None:
    layers = layered(tmp_path, a__page='{% extends "behind:page.html" %}', c__page="stock")
    assert environment(layers, Words("en-GB")).get_template("page.html").render() == "stock"


def test_what_people_write_is_escaped(tmp_path: Path) -> None:
    layers = layered(tmp_path, a__page="{{ text }}")
    assert environment(layers, Words("en-GB")).get_template("page.html").render(text="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("\n{{ nothing }}", 2, "this template cannot be filled in: 'nothing' is undefined"),
        ("{% if %}", 1, "this template cannot be read: Expected an expression, got 'end of statement block'"),
    ],
)
def test_a_broken_template_is_explained(tmp_path: Path, text: str, line: int, message: str) -> None:
    layers = layered(tmp_path, a__page=text)
    with pytest.raises(BuildFailed) as failed:
        environment(layers, Words("en-GB")).get_template("page.html").render()
    (problem,) = failed.value.problems
    assert (problem.at.file, problem.at.line, problem.message) == (
        str(tmp_path / "a/templates/page.html"),
        line,
        message,
    )


def test_a_nearer_layer_replaces_the_one_behind_it(project: Project, tmp_path: Path) -> None:
    project.write("../house/content/keys/feedback.md", "house")
    config = (project.root / "mkdocs.yml").read_text("utf-8").replace("libraries: []", "libraries: [../house]")
    project.write("mkdocs.yml", config)
    project.write("programs/acme/content/keys/feedback.md", "client")
    result = project.run("which", "content/keys/feedback.md", "--client", "acme")
    assert result.stdout.splitlines() == [
        "counts  client acme  programs/acme/content/keys/feedback.md",
        f"hidden  library ../house  {tmp_path / 'house/content/keys/feedback.md'}",
        f"hidden  stock  {stock_root() / 'content/keys/feedback.md'}",
    ]


def test_override_copies_a_stock_file_once(project: Project) -> None:
    result = project.run("override", "content/keys/feedback.md")
    assert result.stdout == "content/keys/feedback.md is now yours to edit\n"
    assert (project.root / "content/keys/feedback.md").read_bytes() == (
        stock_root() / "content/keys/feedback.md"
    ).read_bytes()
    again = project.run("override", "content/keys/feedback.md")
    assert again.exit_code == 1
    assert "this is there already; nothing was written  [exists]" in again.stderr


def test_override_of_what_is_not_there_is_explained(project: Project) -> None:
    result = project.run("override", "content/keys/nothing.md")
    assert result.exit_code == 1
    assert result.stderr.startswith(
        'content/keys/nothing.md  error  there is no "content/keys/nothing.md" behind the workspace'
    )


def test_letters_are_the_same_however_they_are_written(project: Project) -> None:
    """As one letter with what they stand on, or behind it, as the names of files on some systems are."""
    events = "events:\n  - {what: Gru\u0308\u00dfe o\ufb03ce, week: 3, with: [Ren\u00e9e]}\n"
    people = "people: {speakers: [{name: Rene\u0301e, about: Builds bridges.}]}\n"
    project.write("programs/acme/lead.yml", SMALL + NO_WORKBOOKS + people + events)
    project.write("programs/acme/_brand.yml", "logo: \u00dcber.svg\n")
    logo = project.root / "programs/acme" / normalize("NFD", "\u00dcber.svg")
    logo.write_bytes((stock_root() / "templates/assets/logo-small.svg").read_bytes())
    assert project.problems() == []
    kit = project.job().toolkit
    assert kit.events[0].event.what == "Gr\u00fc\u00dfe office"
    assert [one.event.what for one in kit.events_of(kit.program.people.speakers[0])] == ["Gr\u00fc\u00dfe office"]
    assert kit.branding.small
    assert kit.branding.small.light == logo
