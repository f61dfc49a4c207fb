"""What careless and malicious hands leave in a workspace: always plain words, never a crash, nothing from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import SMALL, Project
from test_bad_input import KEY, LEAD

GUIDE = "content/keys/saying-no.md"
BRAND = "programs/acme/_brand.yml"
_SPACES = "give lines that belong together the same number of spaces at the front, and close quotes and brackets"

DEFINITIONS = {
    "brackets without end": (
        SMALL + "need: " + "[" * 100_000 + "\n",
        [f"{LEAD}:7:66  error  this stands too many levels deep  [yaml-bomb] -> count the brackets and the spaces"],
    ),
    "a line that does not line up": (
        SMALL + "need:\n    statement: x\n  driver: y\n",
        [f"{LEAD}:9:3  error  this line does not go on with what stands above it  [yaml-syntax] -> {_SPACES}"],
    ),
    "a second document": (
        SMALL + "---\ntitle: x\n",
        [f"{LEAD}:7:1  error  a line `---` or `...` ends what can be read here  [yaml-syntax] -> take it out: one file says one thing"],
    ),
    "an invisible character": (
        SMALL + "summary: abc\u202edef\n",
        [f"{LEAD}:7:13  error  there is an invisible character here (U+202E)  [invisible-character] -> delete it; it came in by copying, or this is no text"],
    ),
    "a zero byte": (
        SMALL + "summary: a\0b\n",
        [f"{LEAD}:7:11  error  there is an invisible character here (U+0000)  [invisible-character] -> delete it; it came in by copying, or this is no text"],
    ),
    "a letter that only machines see": (
        SMALL + "summary: From 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f, ab\U000e0041c\n",
        [f"{LEAD}:7:26  error  there is an invisible character here (U+E0041)  [invisible-character] -> delete it; it came in by copying, or this is no text"],
    ),
    "an invisible character, escaped": (
        SMALL + 'summary: "a\\eb"\n',
        [f"{LEAD}:7:10  error  this text holds an invisible character (U+001B)  [invisible-character] -> take its escape, such as \\0 or \\u202e, out"],
    ),
    "a text of which nothing is seen": (
        SMALL.replace("title: Lead", 'title: "\\u200b"', 1),
        [f'{LEAD}:1:8  error  "title" is empty  [field-length] -> write something, or take the line out'],
    ),
    "several lines where a choice belongs": (
        SMALL + 'status: "li\\nve"\n',
        [f'{LEAD}:7:9  error  "li ve" is not a status  [field-choice] -> did you mean "live"?'],
    ),
    "a list where a choice belongs": (
        SMALL + "status: [live]\n",
        [f'{LEAD}:7:9  error  "status" should be one word, not a list  [field-choice] -> choose one of: draft, pilot, live, closed'],
    ),
    "a word that fits on no page": (
        SMALL.replace("title: Lead", f"title: {'Lead' * 30}", 1),
        [f"{LEAD}:1:8  error  this has a word of 120 letters, which fits on no page  [field-value] -> put a space or a hyphen into it"],
    ),
    "a session that is not a group of lines": (
        SMALL + "  2: More\n",
        [f'{LEAD}:7:6  error  "2" should have named lines under it, not a text  [field-group] -> write `name: value` lines, indented'],
    ),
    "a session without anything": (
        SMALL + "  2:\n",
        [f'{LEAD}:7:5  error  "2" should have named lines under it, not a blank  [field-group] -> write `name: value` lines, indented'],
    ),
    "a number that only looks like one": (
        SMALL + "  ²: {title: More}\n",
        [f'{LEAD}:7:3  error  "²" is not a session number  [field-value] -> number sessions 1, 2, 3 …'],
    ),
    "a number without end": (
        SMALL + f"eligibility: {{cohort_cap: {'9' * 5000}}}\n",
        [f'{LEAD}:7:27  error  "cohort_cap" has too many digits  [field-number] -> write a smaller number'],
    ),
    "a number that is none": (
        SMALL + "people: {programme_manager: {name: Tom, hours_per_week: nan}}\n",
        [f'{LEAD}:7:57  error  "hours_per_week" is nan, and should be at most 60  [field-range]'],
    ),
    "nobody at all": (
        SMALL + "events:\n  - {what: Launch, week: 1, for: [~]}\n",
        [f"{LEAD}:8:34  error  this should name who it is for  [field-value] -> write for: mentors, or for: [mentors, mentees]"],
    ),
    "a year at the end of the calendar": (
        SMALL.replace("2027-02-01", "9999-12-30", 1).replace("ends: 2027-12-01\n", "", 1),
        [f'{LEAD}:3:9  error  "9999-12-30" is in no year that a programme could see  [field-value] -> check the year'],
    ),
    "a programme of a century": (
        SMALL.replace("2027-12-01", "2127-12-01", 1),
        [f"{LEAD}:1:1  error  the programme lasts from 2027-02-01 to 2127-12-01, more than 10 years  [field-value] -> check the two years"],
    ),
    "an event of many years": (
        SMALL + "events:\n  - {what: Launch, date: 2027-03-01, until: 2099-03-02}\n",
        [f'{LEAD}:8:26  error  "Launch" is on 2099-03-02, more than a year outside the programme  [outside-dates] -> check the year'],
    ),
    "a time zone that is another on each machine": (
        SMALL + "time_zone: localtime\n",
        [f'{LEAD}:7:12  error  "localtime" is not a time zone  [time-zone] -> write it as Europe/London'],
    ),
    "a language that is a trick": (
        SMALL + 'language: "en@x=y"\n',
        [f'{LEAD}:7:11  error  "en@x=y" is not a language  [language] -> write a tag such as en-GB, de or pl'],
    ),
    "an address that no browser takes": (
        SMALL + 'contact: "https://[::1"\n',
        [f'{LEAD}:7:10  error  "https://[::1" is not a link  [field-value] -> write the whole address: https://…'],
    ),
    "a picture from elsewhere": (
        SMALL + 'summary: "![](https://x.example/a.png)"\n',
        [
            f"{LEAD}:7:10  error  a picture from elsewhere is not shown  [picture] -> put the file into content/pictures and write its name: ![what it shows](team.png)",
            f"{LEAD}:7:10  error  this picture has no words for those who cannot see it  [picture-words] -> say what it shows: ![a pair at a table](team.png)",
        ],
    ),
    "a block in a text": (
        SMALL + "summary: |\n  Why.\n\n  /// fill | What?\n      rows: 100000\n  ///\n",
        [f"{LEAD}:7:10  error  a block with slashes works in guides only  [block-place] -> put it into a Key, a training module or a form"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DEFINITIONS)
def test_a_hostile_definition_is_explained(project: Project, name: str) -> None:
    text, expected = DEFINITIONS[name]
    project.write(LEAD, text)
    assert project.problems() == expected


GUIDES = {
    "a block in a list": (KEY.replace("Why.", "- /// scale | How?\n  ///"), [
        ":8:1  error  a block begins and ends at the left edge  [block-place] -> move the slashes to the left edge, out of lists and quotations",
        ":9:1  error  a block begins and ends at the left edge  [block-place] -> move the slashes to the left edge, out of lists and quotations",
    ]),
    "a colon for a bar": (KEY.replace("/// bring", "/// bring: One"), [
        ":25:1  error  this line cannot be read as a block  [block-name] -> write it as /// prompt | What will you do?",
        ":27:1  error  these slashes close nothing  [block-close] -> take them away, or give them as many slashes as the block they end",
    ]),
    "an option after an empty line": (KEY.replace("| How?\n", "| How?\n\n"), [
        ':12:1  error  the option "low" does not stand where options are read  [block-option] -> put it right below the slashes, with four spaces in front of it',
    ]),
    "an option with three spaces": (KEY.replace("    low: a", "   low: a"), [
        ':11:1  error  the option "low" does not stand where options are read  [block-option] -> put it right below the slashes, with four spaces in front of it',
    ]),
    "fenced code that never ends": (KEY.replace("Why.", "```\nWhy."), [":8:1  error  this code is never closed  [block-open] -> put ``` on a line of its own after it"]),
    "slashes in code": (KEY.replace("Why.", "```\n/// nothing\n- ///\n```"), []),
    "a list of hundreds of levels": (KEY.replace("Why.", "\n".join(" " * 4 * level + "- x" for level in range(300))), [":38:1  error  this line is indented too far  [text-depth] -> take out the spaces at its front; lists can have some levels, not dozens"]),
    "a picture by name": (KEY.replace("Why.", "![a pair][b]\n\n[b]: https://x.example/a.png"), [":8:1  error  a picture from elsewhere is not shown  [picture] -> put the file into content/pictures and write its name: ![what it shows](team.png)"]),
    "a control character": (KEY.replace("Why.", "W\x1bhy."), [":8:2  error  there is an invisible character here (U+001B)  [invisible-character] -> delete it; it came in by copying, or this is no text"]),
    "rows that are not counted in digits": (KEY.replace("/// prompt | One\n", "/// fill | One\n    columns: [a]\n    rows: ²\n"), [':16:11  error  "rows" cannot be "²"  [field-value] -> write a number from 1 to 60, or a list: [first, second]']),
}  # fmt: skip


@pytest.mark.parametrize("name", GUIDES)
def test_a_hostile_guide_is_explained(project: Project, name: str) -> None:
    text, expected = GUIDES[name]
    project.write(GUIDE, text)
    assert project.problems() == [f"{GUIDE}{line}" for line in expected]


def test_a_guide_that_cannot_be_read_is_not_said_to_be_missing(project: Project) -> None:
    project.write("content/keys/first-conversation.md", KEY.replace("minutes: 20", "minutes: twenty"))
    assert project.problems() == [
        'content/keys/first-conversation.md:6:10  error  "minutes" cannot be "twenty"  [field-value] -> write a number from 5 to 60, or one for each: {mentee: 20, mentor: 25}'
    ]


@pytest.mark.parametrize("written", ["x " * 150 + "y", "nowhere.svg", "folder"])
def test_a_logo_that_cannot_be_a_file_is_explained(project: Project, written: str) -> None:
    (project.root / "programs/acme/folder").mkdir()
    project.write(BRAND, f"logo: {{small: {written}}}\n")
    (problem,) = project.problems()
    assert f'error  the logo "{written}" is not there  [missing-asset]' in problem


def test_what_only_has_the_name_of_a_file_is_explained(project: Project) -> None:
    folder = project.root / "programs/acme"
    (folder / "folder.yml").mkdir()
    os.mkfifo(folder / "pipe.yml")
    os.symlink("nowhere", folder / "dangling.yml")
    os.symlink("round.yml", folder / "round.yml")
    (project.root / "content/keys/folder.md").mkdir(parents=True)
    assert project.problems() == [
        "content/keys/folder.md  error  this is a folder with a file's name  [not-a-file] -> give the folder another name",
        "programs/acme/dangling.yml  error  this is a link that leads nowhere  [not-a-file] -> delete it, or put the file here",
        "programs/acme/folder.yml  error  this is a folder with a file's name  [not-a-file] -> give the folder another name",
        "programs/acme/pipe.yml  error  this is not an ordinary file  [not-a-file] -> delete it, or write it with a text editor",
        "programs/acme/round.yml  error  this is a link that leads nowhere  [not-a-file] -> delete it, or put the file here",
    ]


def test_a_folder_that_is_a_link_out_of_the_workspace_is_refused(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "assets").mkdir(parents=True)
    (outside / "assets/x.css").write_text("secret", "utf-8")
    (outside / "lead.yml").write_text(SMALL, "utf-8")
    os.symlink(outside, project.root / "programs/beta")
    (project.root / "templates/portal").mkdir(parents=True)
    os.symlink(outside / "assets", project.root / "templates/portal/assets")
    assert project.problems() == [
        "programs/beta  error  this folder is a link that leads out of its folder  [leaves-layer] -> copy what is in it here instead of linking to it",
        "templates/portal/assets  error  this folder is a link that leads out of its folder  [leaves-layer] -> copy what is in it here instead of linking to it",
    ]


def test_files_where_nobody_looks_are_named(project: Project) -> None:
    project.write("programs/acme/Second.YML", SMALL)
    project.write("programs/lost.yml", SMALL)
    project.write("content/keys/third.MD", KEY)
    project.write("content/key/fourth.md", KEY)
    project.write("programs/Acme/lead.yml", SMALL)
    assert project.problems() == [
        'content/key  warning  nothing is read from a folder called "key"  [unread] -> did you mean "keys"?',
        'content/keys/third.MD  error  guides end in .md  [file-name] -> rename it to "third.md"',
        'programs/Acme  error  the folder name "Acme" does not work in a web address  [file-name] -> give it another name',
        'programs/acme/Second.YML  error  programme files end in .yml  [file-name] -> rename it to "second.yml"',
        "programs/lost.yml  warning  this programme belongs to no client  [unread] -> move it into the folder of its client: programs/client/lost.yml",
    ]


CONFIGS = {
    "a script": ("theme: {name: material}\nhooks: [hook.py]\n", 'mkdocs.yml:2:1  error  "hooks" would run a script of this folder in every build  [config-shape] -> make a plugin of it, and install that'),
    "another file": ("theme: {name: material}\nINHERIT: ../base.yml\n", 'mkdocs.yml:2:1  error  "INHERIT" would bring in a file that nothing checks  [config-shape] -> copy what you need from it into this file'),
    "files of others": ("theme: {name: material}\nmarkdown_extensions:\n  pymdownx.snippets: {base_path: [programs]}\n", 'mkdocs.yml:3:3  error  "pymdownx.snippets" would bring in files that nothing checks  [config-shape] -> take the line out; guides that programmes share lie in content/, pictures in content/pictures/'),
    "files of others by a class": ("theme: {name: material}\nmarkdown_extensions:\n  pymdownx.b64:B64Extension: {}\n", 'mkdocs.yml:3:3  error  "pymdownx.b64:B64Extension" would bring in files that nothing checks  [config-shape] -> take the line out; guides that programmes share lie in content/, pictures in content/pictures/'),
    "a theme folder": ("theme: {name: material, custom_dir: mine}\n", "mkdocs.yml:1:25  error  \"custom_dir\" would be replaced by each portal's own  [config-shape] -> put the files into templates/portal/theme"),
    "a text for plugins": ("theme: {name: material}\nplugins: search\n", 'mkdocs.yml:2:10  error  "plugins" should be named lines here, not a text  [config-shape] -> write each as `name: {}` so that every portal can add its own'),
}  # fmt: skip


@pytest.mark.parametrize("name", CONFIGS)
def test_a_hostile_configuration_is_refused(project: Project, name: str) -> None:
    text, expected = CONFIGS[name]
    project.write("mkdocs.yml", text)
    assert project.problems() == [expected]


def test_messages_cannot_steer_the_terminal(project: Project) -> None:
    project.write("programs/acme/\x1b[31mred.yml", SMALL)
    result = project.run("check")
    assert "\x1b" not in result.stderr
    assert "programs/acme/\\u001b[31mred.yml  error" in result.stderr


def test_footnotes_of_two_texts_do_not_clash() -> None:
    from mentorkit.guides.markdown import Prose
    from mentorkit.workspace.layers import stock_root

    prose = Prose({"medium": "print", "layers": [str(stock_root())], "people": {}})
    pages = [str(prose.html("A.[^1]\n\n[^1]: B.", level=level)) for level in (1, 1, 2)]
    assert len({page.split('id="fn:')[1].split('"')[0] for page in pages}) == 3


@pytest.mark.parametrize("folder", ["x " * 150 + "y", "./nowhere", "a\\tb"])
def test_a_library_with_an_impossible_name_is_explained(project: Project, folder: str) -> None:
    project.write("mkdocs.yml", f'theme: {{name: material}}\nextra: {{mentorkit: {{libraries: ["{folder}"]}}}}\n')
    shown = folder.replace("\\t", " ")
    assert project.problems() == [
        f'mkdocs.yml:2:33  error  there is no folder "{shown}"  [no-such-library] -> write it relative to this file'
    ]


def test_a_brand_that_is_no_file_is_explained(project: Project) -> None:
    os.mkfifo(project.write("programs/acme/_brand", "").with_suffix(".yml"))
    assert project.problems() == [
        f"{BRAND}  error  this is not an ordinary file  [not-a-file] -> delete it, or write it with a text editor"
    ]


def test_a_template_that_makes_no_whole_element_is_explained(project: Project) -> None:
    project.write("templates/blocks/portal/prompt.html", "<p><slot name='argument'/></div>")
    from mentorkit.core.problems import BuildFailed
    from mentorkit.guides.markdown import Prose

    prose = Prose({"medium": "portal", "layers": [str(project.root)], "people": {}})
    with pytest.raises(BuildFailed) as failed:
        prose.html("/// prompt | Why?\n///")
    (problem,) = failed.value.problems
    assert problem.message == "this template makes no whole element: mismatched tag: line 1, column 28"
    assert problem.at.file == str(project.root / "templates/blocks/portal/prompt.html")


_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
LOGOS = {
    "no picture": ("l.svg", "hello", 'the logo "l.svg" is not a picture, whatever its name says', "export it anew"),
    "a text": ("l.txt", "hello", 'the logo "l.txt" is not a picture', "use one of these: .svg, .png, .jpg, .jpeg, .webp"),
    "a text in a font": ("l.svg", f"{_SVG}<g><text>Acme</text></g></svg>", 'the logo "l.svg" holds text, and its font is not on every machine', "turn the text into paths and export it anew"),
    "an svg by another name": ("l.png", f"{_SVG}</svg>", 'the logo "l.png" is an SVG, whatever its name says', 'rename it to "l.svg", here and in the folder'),
    "no real png": ("l.png", "hello", 'the logo "l.png" is not a picture, whatever its name says', "export it anew"),
    "a script": ("l.svg", f"{_SVG}<script>alert(1)</script></svg>", 'the logo "l.svg" holds a script or a page, and a picture is only drawn', "export it as plain SVG, with everything inside it"),
    "a handler": ("l.svg", f'{_SVG}<rect onclick="alert(1)"/></svg>', 'the logo "l.svg" holds a script or a page, and a picture is only drawn', "export it as plain SVG, with everything inside it"),
    "another file": ("l.svg", f'{_SVG}<image href="file:///etc/hostname"/></svg>', 'the logo "l.svg" would fetch something from elsewhere, or leads there', "export it as plain SVG, with everything inside it"),
    "a style from the web": ("l.svg", f"{_SVG}<style>@import 'https://x.example/a.css';</style></svg>", 'the logo "l.svg" would fetch something from elsewhere', "export it as plain SVG, with everything inside it"),
    "entities": ("l.svg", f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]>{_SVG}&x;</svg>', 'the logo "l.svg" holds entities, which could read other files', "export it as plain SVG"),
}  # fmt: skip


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_is_a_picture_that_does_nothing(project: Project, name: str) -> None:
    file, content, message, hint = LOGOS[name]
    project.write(f"programs/acme/{file}", content)
    project.write(BRAND, f"logo: {{small: {file}}}\n")
    assert project.problems() == [f"{BRAND}:1:15  error  {message}  [missing-asset] -> {hint}"]


def test_a_font_is_a_font(project: Project) -> None:
    project.write(BRAND, "typography: {fonts: [{family: X, files: [lead.yml]}]}\n")
    assert project.problems() == [
        f'{BRAND}:1:42  error  the font "lead.yml" is not a font  [missing-asset] -> use one of these: .ttf, .otf, .woff, .woff2'
    ]


def test_a_colour_without_quotes_is_not_lost(project: Project) -> None:
    project.write(BRAND, "color:\n  primary: #1f4e79\n")
    assert project.problems() == [
        f'{BRAND}:2:12  error  from # on, this line is passed over: #1f4e79  [yaml-comment] -> put it in quotes: "#1f4e79"'
    ]
