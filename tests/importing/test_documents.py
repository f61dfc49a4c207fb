"""Documents of Word: what is in them is in the guide, word for word, and nothing that their readers did not see."""

from __future__ import annotations

import textwrap

import pytest
from word_files import cell, docx, field, h, link, p, picture, png, run, table

from mentorkit.importing.proposals import GuideProposal, propose

AUTHOR = "Jane Secret"
CHANGED = f'w:id="1" w:author="{AUTHOR}" w:date="2026-01-01T00:00:00Z"'


def proposal(data: bytes, kind: str = "page", name: str = "chapter.docx") -> GuideProposal:
    made, problems = propose(name, data, kind)
    assert made is not None, problems
    assert made.words.lost == ()
    assert made.words.before == made.words.after
    return made


def body(*parts: str, kind: str = "page", **more: object) -> str:
    """The text of a guide below its head, of a document of these parts."""
    return proposal(docx(*parts, **more), kind).text.split("---\n", 2)[2].strip()  # type: ignore[arg-type]


def control(about: str, inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def text_box(inside: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
    graphic = f'<a:graphic><a:graphicData uri="shape">{shape}</a:graphicData></a:graphic>'
    fallback = f"<w:pict><v:shape><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:shape></w:pict>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>{graphic}</wp:anchor></w:drawing></mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


BOX = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'

CASES = {
    "headings, of styles that have other names": (
        (h(1, "One"), p("a"), h(2, "Two"), p("b"), p("Three", style="Chapter"), p("c")),
        "## One\n\na\n\n### Two\n\nb\n\n## Three\n\nc",
    ),
    "nested lists": (
        (p("a", level=0), p("b", level=1), p("c", level=2), p("d", level=0)),
        "- a\n  - b\n    - c\n- d",
    ),
    "numbered lists": (
        (p("a", level=0, numbered=True), p("b", level=1), p("c", level=0, numbered=True)),
        "1. a\n   - b\n2. c",
    ),
    "numbered lists that go on behind a text, and begin again below": (
        (
            p("a", level=0, numbered=True), p("b", level=0, numbered=True), p("between"), p("c", level=0, numbered=True),
            p("d", level=1, numbered=True), p("e", level=0, numbered=True), p("f", level=1, numbered=True),
            table(("x", "y"), (p("g", level=0, numbered=True), "z")),
        ),
        "1. a\n2. b\n\nbetween\n\n3. c\n   1. d\n4. e\n   1. f\n\n| x | y |\n| --- | --- |\n| 5. g | z |",
    ),
    "lists whose bullets are boxes": ((p("Ready?"), p("a", level=3), p("b", level=3)), "/// checklist | Ready?\n- a\n- b\n///"),
    "lists that were typed": (
        (p("• a"), p("• b"), p("1) one"), p("2) two"), p("Only – a sentence")),
        "- a\n- b\n\n1. one\n2. two\n\nOnly – a sentence",
    ),
    "merged cells": (
        (
            table(
                (cell("wide", about='<w:gridSpan w:val="2"/>'), "c"),
                (cell("deep", about='<w:vMerge w:val="restart"/>'), "d", "e"),
                (cell(about="<w:vMerge/>"), "f", "g"),
            ),
        ),
        "| wide |  | c |\n| --- | --- | --- |\n| deep | d | e |\n|  | f | g |",
    ),
    "cells of several paragraphs, of lists and of tables": (
        (table(("a", "b|c"), (cell(p("x"), p("y")), cell(p("l", level=0), table(("n", "m"))))),),
        "| a | b\\|c |\n| --- | --- |\n| x<br>y | – l<br>n – m |",
    ),
    "a frame of one cell": ((table(("Said aside.",)),), "> [!NOTE]\n> Said aside."),
    "emphasis": (
        (p("a ", run("bold, ", "<w:b/>"), run("both", "<w:b/><w:i/>"), run(" and ", "<w:i/>"), run("10", ""), run("3", '<w:vertAlign w:val="superscript"/>')),),
        "a **bold, *both*** *and* 10^3^",
    ),
    "signs that mean something": (
        (p("5 * 3 = {{ x }} <b> # [a](b) _c_ `d` & &amp; ~~e~~ C:\\dir"), p("# no heading"), p("- no list"), p("1. no list"), p("+++")),
        "5 \\* 3 = \\{\\{ x }} \\<b> # [a\\](b) \\_c\\_ \\`d\\` & &amp;amp; \\~\\~e\\~\\~ C:\\dir\n\n\\# no heading\n\n\\- no list\n\n1\\. no list\n\n\\+++",
    ),
    "soft hyphens and hyphens that hold": (
        (p("Soft", "<w:r><w:softHyphen/></w:r>", "ware", "<w:r><w:noBreakHyphen/></w:r>", "x and won\u00adder"),),
        "Software-x and wonder",
    ),
    "breaks": (
        (p("a", "<w:r><w:br/></w:r>", "b", "<w:r><w:cr/></w:r>", "c", '<w:r><w:br w:type="page"/></w:r>', "d"),),
        "a\\\nb\\\nc d",
    ),
    "right to left": (
        (p("שלום", about="<w:bidi/>"), p(f'<w:bdo w:val="rtl">{run("عربي", "<w:rtl/>")}</w:bdo>')),
        "שלום\n\nعربي",
    ),
    "text boxes, once": ((p("Before", text_box(p("In a box") + p("and more")), " after"), p("End")), "Before after\n\nIn a box\n\nand more\n\nEnd"),
    "a quotation": ((p("Said.", style="Quote"),), "> Said."),
    "formulas and rubies": (
        (p("<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>"), p(f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>")),
        "E=mc²\n\n漢",
    ),
    "bold lines in place of headings": (
        (p(run("Chapter one", "<w:b/>")), p("text"), p(run("Chapter two", "<w:b/>")), p("text")),
        "## Chapter one\n\ntext\n\n## Chapter two\n\ntext",
    ),
    "a table of contents, made as a field": (
        (p("One\t1", style="Verzeichnis1"), p(field('TOC \\o "1-3"', "Two 2")), h(1, "One"), p("a"), h(1, "Two"), p("b")),
        "## One\n\na\n\n## Two\n\nb",
    ),
    "a table of contents, made as a building block": (
        (control('<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>', p("Contents") + p("One 1")), h(2, "One"), p("a")),
        "## One\n\na",
    ),
    "fields whose results are the text": ((p("see ", f'<w:fldSimple w:instr=" REF x ">{run("Table 2")}</w:fldSimple>', field("REF y", " and 3")),), "see Table 2 and 3"),
    "tracked changes": (
        (
            p("We ", f"<w:ins {CHANGED}>{run('gladly ')}</w:ins>", f"<w:del {CHANGED}><w:r><w:delText>never </w:delText></w:r></w:del>", "meet"),
            p(f"<w:moveFrom {CHANGED}>{run('here')}</w:moveFrom>", f"<w:moveTo {CHANGED}>{run('there')}</w:moveTo>"),
            f'<w:tbl><w:tr><w:trPr><w:del {CHANGED}/></w:trPr>{cell("gone")}{cell("gone")}</w:tr><w:tr>{cell("stays")}{cell("too")}</w:tr></w:tbl>',
        ),
        "We gladly meet\n\nthere\n\n| stays | too |\n| --- | --- |",
    ),
    "hidden text": ((p("seen", run(" unseen", "<w:vanish/>"), run(" again", '<w:vanish w:val="0"/>')),), "seen again"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_a_document_shows_is_in_the_guide(case: str) -> None:
    parts, expected = CASES[case]
    assert body(*parts) == expected


def test_notes_at_the_foot_stay_where_they_are_mentioned() -> None:
    mention = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    gone = mention(9)  # of which there is no note
    text = body(p("So", mention(3), " they say", gone, "."), footnotes={3: "Ericsson 1993.", 4: "nobody mentions it"})
    assert text == "So[^1] they say.\n\n[^1]: Ericsson 1993."


def test_links_stay_where_they_lead_somewhere() -> None:
    targets = {
        "web": "https://example.org/a_(b)?x=1",
        "mail": "mailto:hr@example.org",
        "file": f"file:///C:/Users/{AUTHOR}/plan.docx",
        "near": "other.docx",
        "runs": "javascript:alert(1)",
        "data": "data:text/html,x",
    }
    made = proposal(docx(p(*(one for id_ in targets for one in (link(id_, id_), " "))), links=targets))
    assert made.text.endswith(
        "[web](<https://example.org/a_(b)?x=1>) [mail](mailto:hr@example.org) file near runs data\n"
    )
    assert [str(one) for one in made.left_out] == [
        "links to files that are not here (their words stay) (4): plan.docx, other.docx"
    ]


def test_links_inside_the_document_lead_to_its_headings() -> None:
    marked = f'<w:p><w:pPr><w:pStyle w:val="berschrift2"/></w:pPr><w:bookmarkStart w:id="0" w:name="m"/>{run("Saying no")}<w:bookmarkEnd w:id="0"/></w:p>'
    inner = '<w:hyperlink w:anchor="{}">{}</w:hyperlink>'.format
    text = body(
        h(1, "T"),
        p(inner("m", run("there")), " and ", inner("gone", run("nowhere"))),
        h(2, "First"),
        p("x"),
        marked,
        p("y"),
    )
    assert text.startswith("[there](#saying-no) and nowhere\n")


def test_a_caption_without_a_style_of_its_own_stays_with_its_picture() -> None:
    chairs = p(picture("a", "Two chairs"))
    made = body(h(1, "T"), chairs, p("Figure 1: Side by side"), p("Figure 2 is elsewhere."), pictures={"a": png()})
    assert made.strip().endswith('1.png "Figure 1: Side by side")\n\nFigure 2 is elsewhere.'), made
    above = body(h(1, "T"), p("Figure 1: Above"), chairs, pictures={"a": png()})
    assert above.startswith("Figure 1: Above"), "what stands before a picture may be about another"


def test_pictures_come_along_with_their_words_and_are_asked_for_where_they_have_none() -> None:
    unseen = '<a:extLst><a:ext uri="x"><adec:decorative val="1"/></a:ext></a:extLst>'
    made = proposal(
        docx(
            p("Chairs", style="Title"),
            p(picture("a", "Two chairs")), p("Figure 1: Chairs", style="Caption"),
            p(picture("b", "image1.png")), p(picture("c", "A table Description automatically generated")),
            p(picture("d", "ornament", unseen)), p(picture("a", "The same chairs")), p(picture("e", "A plan")),
            pictures={"a": png(), "b": png(2400, 6, "red"), "c": png(4, 4, "blue"), "d": png(5, 5), "e": b"\1\0\0\0 EMF"},
        )
    )  # fmt: skip
    assert made.text.split("---\n", 2)[2].strip() == textwrap.dedent("""\
        ![Two chairs](chairs/1.png "Figure 1: Chairs")

        ![TO FILL IN (say what this picture shows, for those who cannot see it)](chairs/2.png)

        ![A table](chairs/3.png)

        ![The same chairs](chairs/1.png)

        TO FILL IN (a picture was here; export it as PNG or SVG, and put it into content/pictures: A plan)""")
    assert [one.name for one in made.pictures] == ["chairs/1.png", "chairs/2.png", "chairs/3.png"]
    assert [str(one) for one in made.left_out] == ["decorative pictures (1)"]


def test_what_a_camera_noted_stays_behind() -> None:
    import io

    from PIL import Image

    photo, about = io.BytesIO(), Image.Exif()
    about[0x013B] = AUTHOR
    Image.new("RGB", (9, 9)).save(photo, "JPEG", exif=about)
    assert AUTHOR.encode() in photo.getvalue()
    (picture_,) = proposal(docx(p(picture("a", "A photo")), pictures={"a": photo.getvalue()})).pictures
    assert picture_.name.endswith("/1.jpg")
    assert AUTHOR.encode() not in picture_.data


def test_nothing_of_author_comments_and_deleted_text_is_carried_over() -> None:
    comment = f'<w:comments><w:comment w:id="0" w:author="{AUTHOR}" w:initials="JS">{p("Is this true?")}</w:comment></w:comments>'
    made = proposal(
        docx(
            p("Handbook", style="Title"),
            control('<w:dataBinding w:xpath="/ns1:coreProperties/ns0:creator"/>', p(AUTHOR)),
            p("By ", f'<w:fldSimple w:instr=" AUTHOR ">{run(AUTHOR)}</w:fldSimple>', field("LASTSAVEDBY", AUTHOR), "us"),
            p(
                '<w:commentRangeStart w:id="0"/>', "Claim", '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
                f"<w:del {CHANGED}><w:r><w:delText>Secretly</w:delText></w:r></w:del>", f"<w:ins {CHANGED}>{run('!')}</w:ins>",
                run(AUTHOR, "<w:vanish/>"),
            ),
            parts={
                "word/comments.xml": comment,
                "word/people.xml": f"<w15:person author='{AUTHOR}'/>",
                "docProps/core.xml": f"<dc:creator>{AUTHOR}</dc:creator>",
                "docProps/app.xml": f"<Manager>{AUTHOR}</Manager>",
                "word/header1.xml": f"<w:hdr>{AUTHOR}</w:hdr>",
                "word/vbaProject.bin": AUTHOR.encode(),
                "customXml/item1.xml": f"<x>{AUTHOR}</x>",
            },
        )
    )  # fmt: skip
    assert made.text == "---\ntitle: Handbook\n---\n\nBy us\n\nClaim!\n"
    assert not any(word in repr(made) for word in ("Jane", "Secret", "JS", "true"))
    assert {one.what: one.words for one in made.left_out} == {
        "names and dates that Word fills in": 6,
        "comments": 0,
        "deleted passages": 1,
        "hidden passages": 2,
    }
    assert made.besides == (
        "properties of the file (author, company, dates)",
        "macros",
        "headers and feet of pages",
        "data of other programs",
    )


def test_a_form_with_controls_and_boxes() -> None:
    leader = '<w:tabs><w:tab w:val="right" w:leader="underscore" w:pos="9000"/></w:tabs>'
    tick = control(BOX, run("☐"))
    made = proposal(
        docx(
            h(1, "Before we begin"),
            p("Your name: ", control("<w:showingPlcHdr/>", run("Click or tap here to enter text."))),
            p("Today: ", field("FORMTEXT", "     ")),
            p("Team:", "<w:r><w:tab/></w:r>", about=leader),
            p("What do you hope for?"), p("_" * 60), p("_" * 60), p("_" * 60),
            p("I have:"), p(tick, " read the handbook"), p(tick, " met my mentor"),
            p("May we write to you? ☐ Yes ☐ No"),
            p("How sure are you?"), p("not at all 1 2 3 4 5 wholly"),
            table(("What", "By when"), ("", ""), ("", "")),
            table(("A strength", ""), ("A wish", "")),
        ),
        "form",
    )  # fmt: skip
    assert made.text.split("---\n", 2)[2].strip() == textwrap.dedent("""\
        /// prompt | Your name
            lines: 2
        ///

        /// prompt | Today
            lines: 2
        ///

        /// prompt | Team
            lines: 2
        ///

        /// prompt | What do you hope for?
            lines: 3
        ///

        /// checklist | I have
        - read the handbook
        - met my mentor
        ///

        /// checklist | May we write to you?
        - Yes
        - No
        ///

        /// scale | How sure are you?
            low: not at all
            high: wholly
            to: 5
        ///

        /// fill | TO FILL IN (what to write into this table)
            columns: [What, By when]
            rows: 2
        ///

        /// prompt | A strength
            lines: 2
        ///

        /// prompt | A wish
            lines: 2
        ///""")
