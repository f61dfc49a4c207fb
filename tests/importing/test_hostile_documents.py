"""Documents that are damaged, of another kind, or made to do harm: each ends with a message or a sound guide, soon, and fetches nothing."""

from __future__ import annotations

import io
import socket
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_files import NAMES, cell, docx, field, h, link, p, picture, png, run, table

from mentorkit.importing import word_package
from mentorkit.importing.proposals import FOLDERS, GuideProposal, propose

SOUND = docx(h(1, "Title"), p("Sound."))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        pytest.fail("something was fetched")

    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


def changed(name: str, data: str | bytes) -> bytes:
    """The sound document with another part."""
    return docx(h(1, "Title"), p("Sound."), parts={name: data})


def zipped(**files: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return made.getvalue()


def document(inside: str, before: str = "") -> bytes:
    return changed("word/document.xml", f"{before}<w:document {NAMES}><w:body>{inside}</w:body></w:document>")


def with_password() -> bytes:
    data = bytearray(SOUND)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def twice() -> bytes:
    made = io.BytesIO(SOUND)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return made.getvalue()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 40_000_000)
    return made.getvalue()


def with_false_size() -> bytes:
    """A bomb whose directory says that it is small."""
    data = bytearray(bomb())
    at = data.find(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(data)


LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>{}]>".format(
    "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefg", "bcdefgh", strict=True))
)
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "this file is empty"),
    "an old document": (lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "this is a document of an old Word (DOC), or one with a password"),
    "RTF": (lambda: b"{\\rtf1 Hello}", "this is a document in RTF"),
    "PDF": (lambda: b"%PDF-1.7", "this is a PDF, which holds pages and no text to work with"),
    "plain text": (lambda: b"Hello", "this is no document of Word, whatever its name says"),
    "an archive that is cut off": (lambda: SOUND[: len(SOUND) // 2], "this document is damaged or cut off"),
    "a document with a changed byte": (lambda: SOUND.replace(b"word/document.xml", b"word/documint.xml"), "this is no document of Word, whatever its name says"),
    "a workbook": (lambda: zipped(**{"xl/workbook.xml": "<x/>"}), "this is a workbook of a spreadsheet"),
    "a presentation": (lambda: zipped(**{"ppt/presentation.xml": "<x/>"}), "this is a presentation"),
    "a document of LibreOffice": (lambda: zipped(**{"content.xml": "<x/>"}), "this is a document of LibreOffice (ODT)"),
    "a packed document": (lambda: zipped(**{"chapter.docx": "x"}), "this is a packed file"),
    "another archive": (lambda: zipped(a="b"), "this is no document of Word, whatever its name says"),
    "a password": (with_password, "this document has a password"),
    "one part twice": (twice, "parts of this document have one name twice"),
    "a bomb": (bomb, "this document unpacks to more than a document has"),
    "a bomb with a false size": (with_false_size, "this document is damaged or cut off"),
    "a thousand laughs": (lambda: document(p("&h;"), LAUGHS), "this document declares entities, which could read other files"),
    "a foreign entity": (lambda: document(p("&x;"), '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "this document declares entities, which could read other files"),
    "a type of document": (lambda: document(p("x"), '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'), "this document declares entities, which could read other files"),
    "entities among its styles": (lambda: changed("word/styles.xml", "<!DOCTYPE x><x/>"), "this document declares entities, which could read other files"),
    "no XML": (lambda: changed("word/document.xml", "Hello"), "this document is damaged"),
    "an unknown encoding": (lambda: changed("word/document.xml", b"<?xml version='1.0' encoding='x-none'?><x/>"), "this document is damaged"),
    "a thousand elements deep": (lambda: document("<w:p>" * 1000 + "</w:p>" * 1000), "this document is built more deeply, or of more parts, than a document is"),
    "too many parts": (lambda: docx(p("x"), parts={f"x/{n}": "" for n in range(5001)}), "this document has more than 5000 parts"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_document_is_refused_with_a_way_out(case: str) -> None:
    make, message = REFUSED[case]
    data, begun = make(), time.monotonic()
    made, problems = propose("chapter.docx", data)
    assert made is None
    assert [one.message for one in problems] == [message]
    assert problems[0].hint
    assert time.monotonic() - begun < 5


READ: dict[str, tuple[bytes, str]] = {
    "macros": (docx(p("Sound."), parts={"word/vbaProject.bin": b"\xd0\xcf", "word/vbaData.xml": "<x/>"}), "Sound."),
    "pictures from elsewhere": (docx(p("Sound.", picture("httpx")), links={"x": "http://example.org/spy.png"}), "Sound."),
    "a picture that leads out": (docx(p("Sound.", picture("a")), parts={"word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="../../../../etc/passwd"/></Relationships>'}), "Sound."),
    "a picture that is none": (docx(p("Sound.", picture("a", "it")), pictures={"a": b"<html><script>alert(1)</script>"}), "Sound.TO FILL IN (a picture was here; export it as PNG or SVG, and put it into content/pictures: it)"),
    "a picture with a script": (docx(p("Sound.", picture("a", "it")), pictures={"a": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'}), "Sound.TO FILL IN (a picture was here; export it as plain SVG, with everything inside it: it)"),
    "links that run": (docx(p(link("a", "run"), " ", link("b", "me")), links={"a": " JaVaScript:alert(1)", "b": "vbscript:x"}), "run me"),
    "a field that runs": (docx(p("Sound.", field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"', "x"))), "Sound.x"),
    "a link as a field that runs": (docx(p(field('HYPERLINK "javascript:alert(1)"', "click"))), "click"),
    "a template from elsewhere": (docx(p("Sound."), parts={"word/_rels/settings.xml.rels": '<x Target="http://example.org/evil.dotm"/>'}), "Sound."),
    "styles that go round in a circle": (docx(p("Sound.", style="a"), parts={"word/styles.xml": f'<w:styles {NAMES}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'}), "Sound."),
    "a style map of its own": (docx(p("Sound."), parts={"mammoth/style-map": "p => script:fresh"}), "Sound."),
    "fields that never end": (docx(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Sound."), p('<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')), "Sound."),
    "HTML and marks of blocks as text": (docx(p(run("<script>alert(1)</script>")), p("/// prompt | x"), p("{{ program.title }} {{evil}}"), p(run("<!-- x -->"))), "\\<script>alert(1)\\</script>\n\n\\/// prompt | x\n\n\\{\\{ program.title }} \\{\\{evil}}\n\n\\<!-- x -->"),
    "a head as text": (docx(p("---"), p("title: x"), p("---")), "\\---\n\ntitle: x\n\n\\---"),
    "controls and turns of direction": (docx(p("So\u202eund\ufeff.\u200b")), "Sound."),
    "huge spans": (docx(table((cell("a", about='<w:gridSpan w:val="99999999"/>'), "b"))), "| a | b |\n| --- | --- |"),
    "numbers that are none": (docx(p("Sound.", run("x", '<w:sz w:val="-1"/>')), '<w:p><w:pPr><w:numPr><w:ilvl w:val="x"/><w:numId w:val="y"/></w:numPr></w:pPr></w:p>'), "Sound.x"),
    "a note that mentions itself": (docx(p("Sound.", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes={1: "x"}, parts={}), "Sound.[^1]\n\n[^1]: x"),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_what_can_be_read_is_read_without_harm(case: str) -> None:
    data, expected = READ[case]
    made, problems = propose("chapter.docx", data)
    assert made is not None, problems
    assert made.text.split("---\n", 2)[2].strip() == expected


def test_an_ordinary_document_is_cut_and_bent_anywhere() -> None:
    """Bytes changed at many places: always a guide or a message."""
    whole = docx(h(1, "Title"), p("Sound.", link("l", "x")), p("a", level=0), table(("a", "b"), ("c", "d")), p(picture("a", "it")), links={"l": "https://e.org"}, pictures={"a": png()})  # fmt: skip
    for place in range(0, len(whole), 41):
        for data in (whole[:place], whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]):
            made, problems = propose("chapter.docx", data)
            assert isinstance(made, GuideProposal) or problems


@pytest.mark.slow
def test_a_long_document_is_not_too_much() -> None:
    begun = time.monotonic()
    made, problems = propose(
        "chapter.docx", docx(*(p(f"Paragraph {n} with **some** words_ and <signs>.") for n in range(1500))), "key"
    )
    assert made is not None, problems
    assert made.words.lost == ()
    assert time.monotonic() - begun < 20


def test_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_package, "LARGEST_DOCUMENT", 100)
    made, problems = propose("chapter.docx", SOUND)
    assert made is None
    assert problems[0].message == "this document is larger than 100 bytes"


@pytest.mark.parametrize("name", ["x.doc", "x.odt", "x.pdf", "x.txt", "x", "x.exe"])
def test_files_of_other_kinds_have_a_way_out(name: str) -> None:
    made, problems = propose(name, b"Hello")
    assert made is None
    assert problems[0].message == "this is neither a document of Word nor Markdown"


def test_nothing_is_written_while_a_text_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for kind in FOLDERS:
        assert propose("chapter.docx", SOUND, kind).value
    assert list(tmp_path.iterdir()) == []
