"""Markdown as people know it from elsewhere: the same is read on the portal, in books, and by check."""

import re

import pytest
from conftest import Project

from mentorkit.guides.markdown import Prose
from mentorkit.language.catalogue import Words
from mentorkit.language.voice import usual_people
from mentorkit.workbooks.compose.outline import visible_text
from mentorkit.workspace.layers import stock_root

VOCABULARY = {"layers": [str(stock_root())], "people": usual_people(Words("en-GB"))}
MEDIA = {medium: Prose({"medium": medium, **VOCABULARY}, lambda target: f"#{target}") for medium in ("portal", "print")}

SHOWN = {
    "a list right below a paragraph": ("Bring:\n- pen\n- paper", "Bring: | pen | paper", "ul li"),
    "a list with stars": ("Bring:\n* pen\n* paper", "Bring: | pen | paper", "ul li"),
    "a list with plus signs": ("+ pen\n+ paper", "pen | paper", "ul li"),
    "two lists with other signs": ("- a\n\n* b", "a | b", "ul ul"),
    "a list with brackets": ("1) one\n2) two", "one | two", "ol li"),
    "a list that begins with another number": ("3. three\n4. four", "three | four", 'ol start="3"'),
    "a numbered list right below a paragraph": ("Steps:\n1. one\n2. two", "Steps: | one | two", "ol li"),
    "a list inside by two spaces": ("- a\n  - b\n- c", "a | b | c", "ul li ul li"),
    "a list inside by three spaces": ("1. a\n   - b\n2. c", "a | b | c", "ol li ul li"),
    "a list inside by four spaces": ("- a\n    - b", "a | b", "ul li ul li"),
    "a list inside by a tab": ("- a\n\t- b", "a | b", "ul li ul li"),
    "a paragraph in an entry": ("- a\n\n  more\n- b", "a | more | b", "ul li p p"),
    "an entry that goes on on the next line": ("- a\nb\n- c", "a b | c", "ul li"),
    "code in a list": ("- a\n  ```\n  x = 1\n  ```\n- b", "a | x = 1 | b", "ul li pre code"),
    "a list of tasks": ("- [ ] open\n- [x] done", "open | done", 'li class="task-list-item" input'),
    "a task in a task": ("- [ ] a\n  - [x] b", "a | b", "li input ul"),
    "a quotation in a quotation": ("> a\n> > b", "a | b", "blockquote blockquote"),
    "a quotation that goes on": ("> a\nb", "a b", "blockquote"),
    "a quotation with a list": ("> - a\n> - b", "a | b", "blockquote ul"),
    "struck out": ("~~old~~ new", "old new", "del"),
    "struck out by one": ("~old~ new", "old new", "del"),
    "marked": ("==now== or *never*", "now or never", "mark em"),
    "above and below": ("10^3^ of H~2~O", "103 of H2O", "sup sub"),
    "powers as they are": ("x^2+y^2 and ~5 to ~6", "x^2+y^2 and ~5 to ~6", "p"),
    "emphasis inside a word": ("snake_case_name and re*mark*able", "snake_case_name and remarkable", "em"),
    "a note of GitHub": ("> [!NOTE]\n> Read *it*.", "Note | Read it.", 'div class="admonition note" p em'),
    "a note with its own title": ("> [!warning] Mind\n> the gap", "Mind | the gap", 'div class="admonition warning"'),
    "a note of MkDocs": ("!!! danger\n    Stop.\n\nGo.", "Caution | Stop. | Go.", 'div class="admonition caution"'),
    "a note with a title of MkDocs": ('!!! info "So"\n    It is.', "So | It is.", 'div class="admonition note"'),
    "a note to unfold": ("??? tip\n    Try.", "Tip | Try.", 'div class="admonition tip"'),
    "a note of colons": (":::important\nNow.\n:::", "Important | Now.", 'div class="admonition important"'),
    "a note of colons with braces": ("::: {warning}\nNow.\n:::", "Warning | Now.", 'div class="admonition warning"'),
    "four spaces before a paragraph": ("    Said.\n\nMore.", "Said. | More.", "p p"),
    "code between fences": ("```py\n*x* <y> &amp;\n```", "*x* <y> &amp;", 'pre code class="language-py"'),
    "code between waves": ("~~~\n/// x\n~~~", "/// x", "pre code"),
    "code in a sentence": ("`a *b* <c>` and ``d ` e``", "a *b* <c> and d ` e", "code code"),
    "a table": ("| a | b |\n|---|--:|\n| 1 | 2 |", "a | b | 1 | 2", 'table th th data-align="right"'),
    "a table without outer bars": ("a | b\n--- | ---\n1 | 2", "a | b | 1 | 2", "table td"),
    "a table right below a paragraph": ("So:\n\n| a |\n|---|\n| 1 |", "So: | a | 1", "p table"),
    "a table in a list": ("- x\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |", "x | a | b | 1 | 2", "ul li table"),
    "a heading underlined": ("One\n===\n\nTwo\n---\n\nText", "One | Two | Text", "h1 h2 p"),
    "a heading with marks": ("## *One* `two` [three](x.md)", "One two three", "h1 em code a"),
    "a heading with closing signs": ("## One ##", "One", "h1"),
    "headings that skip a level": ("# One\n\n#### Two", "One | Two", "h1 h2"),
    "a break by a backslash": ("a\\\nb", "a | b", "p br"),
    "a break by two spaces": ("a  \nb", "a | b", "p br"),
    "a break in HTML": ("a<br>b<br/>c", "a | b | c", "p br br"),
    "a backslash at the end": ("a\\", "a\\", "p"),
    "a comment": ("a <!-- not this --> b\n\n<!--\nnor this\n\n-->\n\nc", "a b | c", "p p"),
    "other HTML": ("<details>x</details>", "<details>x</details>", "p"),
    "entities": ("&copy; &amp; &lt;b&gt; AT&T &#8364;", "© & <b> AT&T €", "p"),
    "quotes": ("\"So\" 'it' isn't...", "“So” ‘it’ isn’t…", "p"),
    "a rule": ("a\n\n***\n\nb\n\n---\n\nc", "a | b | c", "p hr p hr p"),
    "a term and what it means": ("Term\n: Meaning", "Term | Meaning", "dl dt dd"),
    "a note at the foot": ("so[^1].\n\n[^1]: Said.", "so1. | Said. ↩", 'sup class="footnote-ref" div class="footnote"'),
    "a link with spaces and a title": ('[a](<b c.md> "t")', "a", 'a href="#b%20c.md" title="t"'),
    "a link with a title in other quotes": ("[a](b.md 'it')", "a", 'a href="#b.md" title="it"'),
    "a link by name": ("[a][b], [b], [a][]\n\n[b]: x.md\n[a]: y.md 'T'", "a, b, a", 'a href="#x.md" href="#y.md"'),
    "a link in angle brackets": ("<https://x.example>", "https://x.example", 'a href="https://x.example"'),
    "a bare address with underscores": ("See https://x.example/_a_/b.", "See https://x.example/_a_/b.", "a"),
    "an address of mail and telephone": ("[m](mailto:a@b.example) [t](tel:+1)", "m t", 'href="mailto:a@b.example" href="tel:+1"'),
    "a bare address without its beginning": ("See www.x.example/_a_/b.", "See www.x.example/_a_/b.", 'a href="https://www.x.example/_a_/b"'),
    "words in braces": ("## Aims {draft}\n\n| a {b} | c {d, e} |\n|---|---|\n| f {g} | h |\n\nSo *i*{j} it\n{k l}", "Aims {draft} | a {b} | c {d, e} | f {g} | h | So i{j} it {k l}", "h1 th em"),
    "an anchor and classes in braces": ('## Aims {#ours .big}\n\nSo *it*{.x lang="de"} is\n{: .wide }', "Aims | So it is", 'h1 class="big" id="ours" p class="wide" em class="x" lang="de"'),
    "line ends of Windows": ("- a\r\n- b\r\n\r\nc", "a | b | c", "ul li p"),
}  # fmt: skip


def seen(html: str) -> str:
    """What stands in the blocks of a page, one after the other."""
    blocks = re.sub(
        r"</?(?:p|li|ul|ol|div|h\d|td|th|tr|table|thead|tbody|blockquote|pre|d[ltd]|hr|br)\b[^>]*>", " | ", html
    )
    words = (" ".join(visible_text(block).split()) for block in blocks.split(" | "))
    return " | ".join(word for word in words if word)


@pytest.mark.parametrize("medium", MEDIA)
@pytest.mark.parametrize("name", SHOWN)
def test_what_people_write_is_read_as_they_know_it(name: str, medium: str) -> None:
    written, shown, marks = SHOWN[name]
    html = str(MEDIA[medium].html(written))
    assert seen(html) == shown
    after = 0
    for mark in re.findall(r'[\w-]+="[^"]*"?|\S+', marks):
        tag = f"<{mark}" if "=" not in mark else mark
        after = html.find(tag, after) + 1
        assert after, f"{mark} in {html}"


@pytest.mark.slow
def test_check_passes_every_one_of_them(project: Project) -> None:
    """It tells only the HTML, which is shown as it is typed."""
    for number, (written, _, _) in enumerate(SHOWN.values()):
        linked = re.sub(r"(?<=[(<])b(?: c)?\.md|\b[xy]\.md", "goal-sheet.md", written)
        project.write(f"content/forms/one-{number}.md", f"---\ntitle: One\nsummary: So.\n---\n\n{linked}\n".encode())
    html = list(SHOWN).index("other HTML")
    told = [line.partition("  ")[0] for line in project.problems()]
    assert told == [f"content/forms/one-{html}.md:6:1"]


def test_what_lies_deep_is_not_lost() -> None:
    deep = "\n".join(f"{'  ' * level}- level {level}" for level in range(59))
    assert "level 58" in MEDIA["print"].html(deep)
    assert "level 38" in MEDIA["print"].html("\n".join(f"{'>' * level} level {level}\n" for level in range(39)))
