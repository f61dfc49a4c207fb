"""Templates print what they are given: none reaches Python, a file, or what belongs to another client."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT, Project
from jinja2.exceptions import SecurityError

from mentorkit.build.outputs import Job
from mentorkit.core.problems import BuildFailed
from mentorkit.language.catalogue import Words
from mentorkit.language.sandbox import SandboxedTemplates
from mentorkit.language.templates import environment
from mentorkit.portal.stage import stage
from mentorkit.workbooks.compose.book_html import compose
from mentorkit.workspace.layers import Layer, Layers

REACHES_PYTHON = (
    "{{ cycler.__init__.__globals__.os.system('touch planted') }}",
    "{{ lipsum.__globals__['os'].system('touch planted') }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ '' | attr('__class__') }}",
    "{{ [''] | map(attribute='__class__') | list }}",
    "{{ [''] | map('attr', '__class__') | list }}",
    "{{ [{'a': ''}] | groupby('a.__class__') }}",
    "{{ ['', 'a'] | sort(attribute='__class__') }}",
    "{{ '{0.__class__.__mro__}'.format('') }}",
    "{{ '{x.__class__}'.format_map({'x': ''}) }}",
    "{% set f = '{0.__class__}'.format %}{{ f(1) }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{% macro m() %}{{ caller.__call__.__globals__ }}{% endmacro %}{% call m() %}{% endcall %}",
    "{% macro m() %}{% endmacro %}{{ m._func.__globals__ }}",
    "{% for one in [1] %}{{ loop.__class__ }}{% endfor %}",
    "{% set n = namespace() %}{% set n.x = n.__class__ %}{{ n.x }}",
    "{% import 'portal/other.html' as other %}{{ other.__class__ }}",
    "{{ words.__class__.__init__.__globals__ }}",
    "{{ words.catalogue._parse }}",
    "{{ words.catalogue.install() }}",
    "{{ words.locale._data }}",
    "{{ words.locale.parse('de') }}",
    "{{ words.gettext.__self__ }}",
    "{{ words.gettext.__func__.__globals__ }}",
    "{{ dict.mro() }}",
    "{{ _.__globals__ }}",
    "{{ gettext.__closure__ }}",
    "{% set x = [] %}{{ x.append(1) }}",
    "{% set x = {} %}{{ x.update(a=1) }}",
)
"""Each with the names that all templates know. The last two would change what is given to the next one."""
REACHES_A_FILE = (
    "{{ font.path.read_text() }}",
    "{{ font.path.unlink() }}",
    "{{ font.path.write_text('x') }}",
    "{{ font.path.open() }}",
    "{{ font.path.parent.parent.iterdir() | list }}",
    "{{ (font.path / '../../../../private/people.csv').as_uri() }}",
    "{{ ('../../../../private/people.csv' / font.path).as_uri() }}",
    "{{ font.path.joinpath('x') }}",
    "{{ font.path.with_name('x').as_uri() }}",
    "{{ font.path.resolve() }}",
    "{{ font['path']['read_text']() }}",
    "{{ font.path | attr('read_bytes') }}",
    "{{ [font] | map(attribute='path.read_text') | list }}",
    "{{ program.parse_file('x', allow_pickle=True) }}",
    "{{ program.parse_raw('x') }}",
    "{{ program.model_validate({}) }}",
    "{{ program.model_dump() }}",
    "{{ program.__class__ }}",
    "{{ program.model_fields }}",
    "{{ program.copy() }}",
    "{{ toolkit.__dataclass_fields__ }}",
    "{{ toolkit.__module__ }}",
)
"""Each with what the templates of a programme know besides."""
REACHES_OTHERS = (
    "{% include '../../beta/board.yml' %}",
    "{% include '../programs/beta/board.yml' %}",
    "{% include '../private/people.csv' %}",
    "{% include '0|../private/people.csv' %}",
    "{% include 'portal/../../private/people.csv' %}",
    "{% extends 'behind:../private/people.csv' %}",
    "{% import '../private/people.csv' as it %}",
    "{% include ['x', '../private/people.csv'] %}",
    "{% include '/etc/passwd' %}",
)


@pytest.fixture
def at_work(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """The programme, other people's files beside it, and the folder that we stand in."""
    project.write("programs/beta/board.yml", "secret\n")
    project.write("private/people.csv", "secret\n")
    project.write("programs/acme/templates/portal/other.html", "{% set x = 1 %}\n")
    monkeypatch.chdir(project.root)
    return project


def refused(project: Project, text: str, **given: object) -> str:
    """The message with which a client's template is refused; its third line is `text`."""
    file = project.write("programs/acme/templates/portal/mine.html", f"<p>\n</p>\n{text}\n")
    layers = Layers((Layer("client acme", project.root / "programs/acme"), Layer("workspace", project.root)))
    with pytest.raises(BuildFailed) as failed:
        environment(layers, Words("en-GB")).get_template("portal/mine.html").render(given)
    [problem] = failed.value.problems
    assert (problem.rule, problem.at.file, problem.at.line) == ("template", str(file), 3), problem
    assert not (project.root / "planted").exists()
    return problem.message


@pytest.mark.parametrize("text", REACHES_PYTHON)
def test_a_template_reaches_nothing_of_python(text: str, at_work: Project) -> None:
    assert refused(at_work, text).startswith("this template is refused: a template may not use")


class _Font:
    """Something of the brand that names a file."""

    def __init__(self, path: Path) -> None:
        self.path = path


_Font.__module__ = "mentorkit.brand.branding"


@pytest.mark.parametrize("text", REACHES_A_FILE)
def test_a_template_reaches_no_file(text: str, at_work: Project) -> None:
    kit, font = at_work.job().toolkit, _Font(at_work.root / "mkdocs.yml")
    said = refused(at_work, text, toolkit=kit, program=kit.program, branding=kit.branding, font=font)
    assert said.startswith("this template is refused: a template may not")
    assert (at_work.root / "mkdocs.yml").exists()


@pytest.mark.parametrize("text", REACHES_OTHERS)
def test_a_template_reads_none_but_templates(text: str, at_work: Project) -> None:
    assert refused(at_work, text) == "this template is refused: a template reads none but templates"


def test_a_hidden_file_is_no_template(at_work: Project) -> None:
    """Nothing that a build is compared with looks into them: a change of one would never be seen."""
    at_work.write("templates/portal/.part.html", "hidden")
    said = refused(at_work, "{% include 'portal/.part.html' %}")
    assert said == 'this template cannot be filled in: there is no template "portal/.part.html"'


@pytest.mark.parametrize(
    "text",
    ["{{ 1 / 0 }}", "{{ 1 + 'a' }}", "{{ [1][3] }}", "{{ none.x }}", "{{ {} | round }}", "{{ words.date('a') }}"],
)
def test_a_mistake_in_an_expression_has_its_line(text: str, at_work: Project) -> None:
    assert refused(at_work, text).startswith("this template cannot be filled in:")


@pytest.mark.parametrize(
    "text",
    ["{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% include 'portal/mine.html' %}", "{% extends 'portal/mine.html' %}"],
)  # fmt: skip
def test_what_comes_back_to_itself_has_its_line(text: str, at_work: Project) -> None:
    assert (
        refused(at_work, text) == "this template cannot be filled in: it includes, extends or calls itself without end"
    )


@pytest.mark.parametrize("text", ["{% include 'no.html' %}", "{% import 'no.html' as no %}", "{% extends 'no.html' %}"])
def test_a_template_that_is_not_there_is_named(text: str, at_work: Project) -> None:
    assert refused(at_work, text) == 'this template cannot be filled in: there is no template "no.html"'


@pytest.mark.parametrize(
    "path",
    ["templates/portal/home.html", "templates/print/book.css",
     "templates/blocks/print/prompt.html", "templates/print/mentor-workbook.html", "templates/portal/parts/footer.html"],
)  # fmt: skip
def test_every_kind_of_template_is_in_the_sandbox(path: str, project: Project) -> None:
    project.write(f"programs/acme/{path}", "<p>{{ ''.__class__ }}</p>")
    key = (ROOT / "content/keys/first-conversation.md").read_text("utf-8")
    project.write("content/keys/first-conversation.md", f"{key}\n/// prompt | What?\n///\n")
    with pytest.raises(BuildFailed, match='a template may not use "__class__"'):
        _make_everything(project.job())


def _make_everything(job: Job) -> None:
    staged = job.folder / "staged"
    stage(job.toolkit, job.layers, job.config, staged, today=date(2027, 2, 1), downloads=[])
    for book in job.books:
        compose(job.toolkit, book, job.layers)


@pytest.mark.slow
def test_the_templates_of_the_theme_are_in_the_sandbox_too(project: Project) -> None:
    project.write("programs/acme/templates/portal/theme/partials/copyright.html", "{{ config.theme.get_env() }}\n")
    built = project.run("build", "-b", "none", "-q")
    assert (built.exit_code, 'a template may not use "get_env" here' in built.stderr) == (1, True), built.output


@pytest.mark.parametrize("template", ["{{ x.price }}", "{{ x['price'] }}"])
def test_what_a_template_may_not_read_is_not_touched(template: str) -> None:
    touched = []

    class Stranger:
        @property
        def price(self) -> int:
            touched.append(self)
            return 1

    with pytest.raises(SecurityError):
        SandboxedTemplates().from_string(template).render(x=Stranger())
    assert touched == []
