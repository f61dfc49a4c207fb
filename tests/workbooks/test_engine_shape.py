"""An engine of another form than we know: a problem in plain words where no book can be made, else the longer way."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pydyf
import pytest
from conftest import ROOT, Project

from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.workbooks.compose.print_html import PrintHtml
from mentorkit.workbooks.layout import pdf_objects, print_engine
from mentorkit.workbooks.layout.engine_shape import FINISHING, PAGE_LIST, REQUIRED, EngineShape, Sample, examine
from mentorkit.workspace.layers import Layer, Layers

OLD = EngineShape("68.1", "0.13.0", finishing=("the header cells of a table", "the running heads"))
PROBLEM = Problem(
    "engine",
    "this version of WeasyPrint (68.1, with pydyf 0.13.0) makes PDFs that MentorKit cannot finish: it does not find "
    "the header cells of a table and the running heads",
    Span("WeasyPrint"),
    'install one that it knows: pip install "weasyprint>=70,<71" "pydyf>=0.11,<0.14"',
)


class OtherPdf(pydyf.PDF):
    """Pages are listed by a method, and not by a property."""

    def page_references(self) -> list[bytes]:
        return []


def structure(sample: Sample, kind: str) -> Any:
    return next(
        one for one in sample.pdf.objects if isinstance(one, dict) and kind in (one.get("S"), one.get("Subtype"))
    )


def printed(sample: Sample) -> Any:
    return next(pdf_objects.pages(sample.pdf))


DAMAGES: dict[str, Callable[[Sample], object]] = {
    "the objects of a PDF": lambda sample: setattr(sample.pdf.objects[3], "number", 30_000),
    "its catalogue": lambda sample: sample.pdf.catalog.pop("Outlines"),
    "its metadata": lambda sample: setattr(metadata(sample), "stream", [b"<rdf:Other/>"]),
    "the streams of a PDF": lambda sample: setattr(sample.stream, "extra", None),
    "the edges of a page": lambda sample: printed(sample).pop("TrimBox"),
    "the letters that glyphs stand for": lambda sample: next(pdf_objects.letter_maps(sample.pdf)).stream.pop(0),
    "the header cells of a table": lambda sample: structure(sample, "/TH").pop("A"),
    "the links inside a book": lambda sample: structure(sample, "/Link").update(Dest=b"another kind"),
    "the running heads": lambda sample: next(pdf_objects.running_heads(sample.pdf)).drawn.clear(),
    "the fields of a form": lambda sample: sample.pdf.catalog["AcroForm"].pop("NeedAppearances"),
    "the fields on a page": lambda sample: sample.page.forms[None].pop(),
    "the fonts of a book": lambda sample: delattr(sample.fonts[0], "missing"),
    "the places of anchors": lambda sample: sample.page.anchors.update(a=None),
    "the boxes on a page": lambda sample: delattr(sample.page, "_page_box"),
    "the counters on a page": lambda sample: sample.page._page_box.style.update(counter_reset=(("page", 1),)),
    "the running heads that a page sets": lambda sample: [
        setattr(one, "string_set", None) for one in sample.page._page_box.descendants()
    ],
    "the cells of a table": lambda sample: structure(sample, "/TH").pop("ID"),
    "the beginning of a page": lambda sample: setattr(
        sample.page._page_box.children[0].children[0].children[0], "style", {}
    ),
    "the kind of a page": lambda sample: setattr(sample.page._page_box, "page_type", None),
    "the bookmarks on a page": lambda sample: sample.page.bookmarks.clear(),
    "the list of pages": lambda sample: sample.pdf.pages.update(Count=2),
    "the list of pages as a property": lambda sample: setattr(sample.pdf, "__class__", OtherPdf),
}


def metadata(sample: Sample) -> Any:
    return pdf_objects.at(sample.pdf, sample.pdf.catalog["Metadata"])


def test_the_engine_that_is_installed_is_known() -> None:
    shape = print_engine.engine_shape()
    assert (shape.finishing, shape.page_list) == ((), ())
    assert shape.problem is None


def test_the_way_out_names_the_versions_that_are_installed_by_default() -> None:
    needs = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    (weasyprint,) = (one for one in needs if one.startswith("weasyprint"))
    assert f'"{weasyprint}"' in REQUIRED


@pytest.mark.parametrize("what", [*FINISHING, *PAGE_LIST])
def test_each_check_sees_another_shape(what: str) -> None:
    def make() -> Sample:
        sample = print_engine._sample()
        DAMAGES[what](sample)
        return sample

    shape = examine("70.0", "0.13.0", make)
    assert what in (*shape.finishing, *shape.page_list)
    assert (shape.problem is None) == (what not in FINISHING and not shape.finishing)


@pytest.mark.parametrize(
    "error", [ImportError("URLFetcher"), TypeError("finisher"), AttributeError("CSS"), KeyError("A")]
)
def test_an_engine_that_cannot_make_the_sample_is_a_problem(error: Exception) -> None:
    def make() -> Sample:
        raise error

    problem = examine("52.5", "0.0.1", make).problem
    assert problem is not None
    assert problem.message == (
        "this version of WeasyPrint (52.5, with pydyf 0.0.1) makes PDFs that MentorKit cannot finish: it does not find "
        "how a page is laid out and written"
    )


@pytest.fixture
def other(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[EngineShape], None]]:
    """Pretend that an engine of this shape is installed."""
    print_engine.engine_shape.cache_clear()

    def install(shape: EngineShape) -> None:
        monkeypatch.setattr(print_engine, "examine", lambda *_: shape)

    yield install
    print_engine.engine_shape.cache_clear()


LAYERS = Layers((Layer("stock", ROOT),))
INTER = (ROOT / "templates/assets/fonts/Inter-Regular.ttf").as_uri()
CSS = f'@font-face {{ font-family: "Inter"; src: url("{INTER}") }} html {{ font-family: Inter }}'


def book(words: str) -> PrintHtml:
    body = f'<section data-new-page><h1>Begin</h1></section><section data-new-page><p id="a">{words}</p></section>'
    html = f'<!DOCTYPE html><html lang="en"><head><title>Book</title></head><body>{body}</body></html>'
    css = CSS + "[data-new-page] { break-before: page }"
    return PrintHtml(html=html, css=css, title="Book", author="Acme", language="en", least_pages=1)


def test_a_book_that_could_not_be_finished_is_not_begun(other: Callable[[EngineShape], None], tmp_path: Path) -> None:
    other(OLD)
    with pytest.raises(BuildFailed) as failed:
        print_engine.write_pdf(book("Words."), LAYERS, tmp_path / "book.pdf")
    assert failed.value.problems == (PROBLEM,)
    assert not (tmp_path / "book.pdf").exists()


def test_names_are_not_set_by_an_engine_of_another_shape(other: Callable[[EngineShape], None]) -> None:
    other(OLD)
    with pytest.raises(BuildFailed) as failed:
        print_engine.set_lines('<p>Ada<a id="end-0"></a></p>', CSS, LAYERS)
    assert failed.value.problems == (PROBLEM,)


def test_pages_that_are_listed_in_another_way_are_left_to_the_engine(
    other: Callable[[EngineShape], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[object] = []
    monkeypatch.setattr(print_engine, "list_pages_once", listed.append)
    other(EngineShape("70.0", "0.15", page_list=("the list of pages",)))
    print_engine.engine_shape()
    assert listed == []
    print_engine.engine_shape.cache_clear()
    other(EngineShape("70.0", "0.13.0"))
    print_engine.engine_shape()
    assert listed == [pydyf.PDF]


def test_pages_are_listed_once_until_there_is_another() -> None:
    asked: list[int] = []

    class Pdf:
        def __init__(self) -> None:
            self.pages = {"Count": 1}

        @property
        def page_references(self) -> list[int]:
            asked.append(self.pages["Count"])
            return list(range(self.pages["Count"]))

    pdf_objects.list_pages_once(Pdf)
    pdf = Pdf()
    assert [pdf.page_references, pdf.page_references] == [[0], [0]]
    pdf.pages = {"Count": 2}
    assert pdf.page_references == [0, 1]
    assert asked == [1, 2]


def test_doctor_names_the_version_and_the_way_out(other: Callable[[EngineShape], None], project: Project) -> None:
    other(OLD)
    result = project.run("doctor", config=False)
    assert result.exit_code == 1
    assert f"missing  print engine: {PROBLEM.message}\n    {PROBLEM.hint}\n" in result.stdout
