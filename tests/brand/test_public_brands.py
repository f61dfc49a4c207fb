"""Brands in the shapes in which people write the public format: each is read, and says in few words what is not used."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT, begun

from mentorkit.brand.branding import Branding, read_branding
from mentorkit.brand.typefaces import split_families
from mentorkit.core.problems import Problem, Result, Severity
from mentorkit.core.yaml_source import read_mapping
from mentorkit.definition.brand_file import Brand
from mentorkit.definition.reading import read_as
from mentorkit.workspace.workspace import open_workspace

SHAPES = sorted((ROOT / "tests/brand/shapes").glob("*.yml"))
MARK = ROOT / "templates/assets/logo-small.svg"
FONT = ROOT / "templates/assets/fonts"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a client with a logo and fonts under the names that brands give them here."""
    folder = begun(tmp_path_factory.mktemp("brands")).root / "programs/acme"
    for name in ("logo.svg", "img/logo.svg", "logos/mark.svg", "logos/wide.svg", "logos/white.svg"):
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(MARK, folder / name)
    (folder / "fonts").mkdir()
    for name, font in (("regular", "Inter-Regular"), ("bold", "Inter-Bold"), ("italic", "Inter-Italic")):
        shutil.copyfile(FONT / f"{font}.ttf", folder / f"fonts/{name}.ttf")
    return folder


def read(client: Path, text: str) -> Result[Branding | None]:
    (client / "_brand.yml").write_text(text, "utf-8")
    workspace = open_workspace(client.parent.parent / "mkdocs.yml").value
    assert workspace is not None
    return read_branding(workspace.layers("acme"), "Acme", file_name={client / "_brand.yml": "_brand.yml"})


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{str(one.at).removeprefix('_brand.yml:')} {one.severity} {one.message}" for one in problems]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda path: path.stem)
def test_each_shape_is_read_with_at_most_two_messages(shape: Path, client: Path) -> None:
    branding, problems = read(client, shape.read_text("utf-8"))
    assert branding is not None, told(problems)
    assert len(problems) <= 2, told(problems)
    assert all(problem.at.line and problem.hint for problem in problems)
    assert len({problem.rule for problem in problems}) == len(problems)


def test_there_are_thirty_shapes() -> None:
    assert len(SHAPES) >= 30


def test_fonts_that_would_be_fetched_are_told_in_one_warning(client: Path) -> None:
    branding, problems = read(
        client,
        """\
typography:
  fonts:
    - {family: Open Sans, source: google, weight: [400, 700], style: [normal, italic]}
    - {family: Rubik, source: bunny, weight: 300..900}
    - {family: Aptos, source: system}
    - {family: Own Sans, source: file, files: [{path: https://x.example/own.woff2, weight: bold}]}
    - {family: Inter, source: google}
  base: "'Open Sans', Aptos, sans-serif"
  headings: {family: Somewhere, weight: semi-bold}
  monospace: jetbrains mono
""",
    )
    assert branding is not None
    assert (branding.base_family, branding.heading_family, branding.heading_weight) == ("Inter", "Inter", 600)
    assert told(problems) == [
        '3:16 warning these fonts are not among the files of this brand: "Open Sans" (google); "Somewhere"; '
        '"Rubik" (bunny); "Aptos" (installed on some computers); "Own Sans" (the web); '
        "the stock’s stand in for them"
    ]


@pytest.mark.parametrize(
    ("written", "families"),
    [
        ("Acme's Sans", ["Acme's Sans"]),
        ("'Noto Sans', Aptos, sans-serif", ["Noto Sans", "Aptos", "sans-serif"]),
        ('"Acme, Inc", serif', ["Acme, Inc", "serif"]),
        (" , ", []),
    ],
)
def test_a_list_of_families_is_read_as_css_has_it(written: str, families: list[str]) -> None:
    assert split_families(written) == families


@pytest.mark.parametrize("typeface", ["base: serif", "headings: JetBrains Mono", "base: cursive, serif"])
def test_a_kind_of_font_that_the_stock_has_none_of_is_told(typeface: str, client: Path) -> None:
    branding, problems = read(client, f"typography: {{{typeface}}}\n".replace("cursive, serif", "'cursive, serif'"))
    assert branding is not None
    assert [problem.rule for problem in problems] == ["font-elsewhere"]


def test_weights_are_those_that_books_can_be_set_in(client: Path) -> None:
    branding, _ = read(client, "typography: {base: {weight: 450}, headings: {weight: 1000}}\n")
    assert branding is not None
    assert (branding.base_weight, branding.heading_weight) == (400, 900)


FACES = {
    "a name": ("fonts/regular.ttf", [(400, "normal")]),
    "a list of names, each file asked itself": ("[fonts/regular.ttf, fonts/bold.ttf, fonts/italic.ttf]", [(400, "normal"), (700, "normal"), (400, "italic")]),
    "one group": ("{path: fonts/bold.ttf, weight: bold}", [(700, "normal")]),
    "weights by name": ("[{path: fonts/regular.ttf, weight: Extra Bold, style: oblique}]", [(800, "italic")]),
    "auto": ("[{path: fonts/bold.ttf, weight: auto, style: normal}]", [(700, "normal")]),
    "a range": ("[{path: fonts/regular.ttf, weight: 400..700}]", [(400, "normal"), (500, "normal"), (600, "normal"), (700, "normal")]),
    "a list of weights": ("[{path: fonts/regular.ttf, weight: [normal, 700]}]", [(400, "normal"), (700, "normal")]),
    "a weight between hundreds": ("[{path: fonts/regular.ttf, weight: 450}]", [(400, "normal")]),
    "a path from the top": ("/fonts/regular.ttf", [(400, "normal")]),
}  # fmt: skip


@pytest.mark.parametrize("shape", FACES)
def test_the_files_of_a_font_are_read_in_every_form(shape: str, client: Path) -> None:
    files, faces = FACES[shape]
    branding, problems = read(client, f"typography: {{fonts: [{{family: Own, files: {files}}}], base: own}}\n")
    assert branding is not None, told(problems)
    assert problems == ()
    assert [(face.weight, face.style) for face in branding.fonts if face.family == "Own"] == faces
    assert branding.base_family == "Own"
    assert branding.text_families == ("Own", "Vazirmatn", "Inter")


WRONG = {
    "no weight": ("{fonts: [{family: Own, files: [{path: fonts/bold.ttf, weight: bolt}]}]}", '1:75 error "bolt" is not a weight'),
    "a range turned round": ("{fonts: [{family: Own, files: [{path: fonts/bold.ttf, weight: 700..400}]}]}", '1:75 error "700..400" is not a range of weights'),
    "two weights for one text": ("{headings: {weight: 400..700}}", '1:33 error "400..700" is not a weight'),
    "no style": ("{headings: {style: slanted}}", '1:32 error "slanted" is not a style'),
    "a colour of code": ("{monospace-block: {background-color: nosuch}}", '1:50 error there is no colour "nosuch"'),
    "a colour of links": ("{link: nosuch}", '1:20 error there is no colour "nosuch"'),
    "a file of a font without any": ("{fonts: [{family: Own, source: file}]}", '1:31 error the font "Own" names no files'),
    "a slip of the pen": ("{headigns: Inter}", '1:14 error nothing called "headigns" belongs here'),
}  # fmt: skip


@pytest.mark.parametrize("fault", WRONG)
def test_what_is_wrong_in_typography_is_told_at_its_place(fault: str, client: Path) -> None:
    written, message = WRONG[fault]
    _, problems = read(client, f"typography: {written}\n")
    assert [line for line in told(problems) if " error " in line] == [message]
    assert all(problem.hint for problem in problems)


@pytest.mark.parametrize("role", ["tertiary", "info", "warning", "success", "danger", "light", "dark", "link"])
def test_every_role_names_a_colour_that_exists(role: str, client: Path) -> None:
    _, problems = read(client, f"color: {{{role}: nosuch}}\n")
    errors = [line for line in told(problems) if " error " in line]
    assert errors == [f'1:{len(role) + 11} error there is no colour "nosuch"']


def test_one_message_tells_all_that_has_no_effect_and_nothing_of_what_has(client: Path) -> None:
    _, problems = read(
        client,
        """\
meta: {name: {full: Acme Ltd, short: Acme, legal: x}, founded: 1952, link: {home: https://acme.example, github: x}}
color: {primary: "#123456", link: "#123456", tertiary: red, accent: blue}
typography:
  base: {size: 14px, weight: 400, line-height: 1.5}
  monospace: {size: 0.9em, color: primary}
  monospace-inline: {background-color: white}
  link: {color: primary, decoration: none}
defaults: {bootstrap: {defaults: {x: y}}, mentorkit: {corners: sharp}}
button: {radius: 4px}
""",
    )
    assert told(problems) == [
        "1:44 note this has no effect here, and is passed over: meta.name.legal, meta.founded, meta.link.github, "
        "color.tertiary, color.accent, typography.base.size, typography.base.line-height, typography.monospace.size, "
        "typography.monospace.color, typography.monospace-inline.background-color, typography.link.decoration, "
        "defaults.bootstrap, button"
    ]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("link: https://acme.example", "https://acme.example"),
        ("link: {home: https://acme.example, bluesky: x}", "https://acme.example"),
        ("links: {home: https://acme.example}", "https://acme.example"),
        ("link: www.acme.example", None),
    ],
)
def test_the_name_leads_to_the_organisations_page(link: str, leads: str | None, client: Path) -> None:
    branding, _ = read(client, f"meta: {{name: Acme, {link}}}\n")
    assert branding is not None
    assert branding.settings.link == leads


LOGOS = {
    "one file for all": ("logo.svg", ("logo.svg", "logo.svg", "logo.svg"), ""),
    "one file and its words": ("{path: logo.svg, alt: Acme}", ("logo.svg", "logo.svg", "logo.svg"), "Acme"),
    "names of images": ("{images: {mark: {path: logos/mark.svg, alt: Acme}, wide: logos/wide.svg}, small: mark, large: wide}", ("mark.svg", None, "wide.svg"), "Acme"),
    "light and dark": ("{small: {light: {path: logos/mark.svg, alt: Acme}, dark: logos/white.svg}}", ("mark.svg", None, None), "Acme"),
    "no words": ('{medium: {path: logos/wide.svg, alt: ""}}', (None, "wide.svg", None), ""),
    "a path from the top": ("{medium: /img/logo.svg, large: ./img/logo.svg}", (None, "logo.svg", "logo.svg"), ""),
}  # fmt: skip


@pytest.mark.parametrize("form", LOGOS)
def test_a_logo_is_read_in_every_form(form: str, client: Path) -> None:
    written, names, alt = LOGOS[form]
    branding, problems = read(client, f"logo: {written}\n")
    assert branding is not None, told(problems)
    sizes = (branding.small, branding.medium, branding.large)
    assert tuple(size and size.light.name for size in sizes) == names
    assert next((size.alt for size in sizes if size), "") == alt


def test_a_logo_from_the_web_is_left_out_with_one_warning(client: Path) -> None:
    branding, problems = read(client, "logo: {small: https://x.example/a.svg, large: https://x.example/b.svg}\n")
    assert branding is not None
    assert (branding.small, branding.large) == (None, None)
    assert told(problems) == [
        '1:15 warning the logo "https://x.example/a.svg" would be fetched from the web, and is left out; '
        'the same of "https://x.example/b.svg"'
    ]


def test_files_that_are_not_there_are_told_in_one_error(client: Path) -> None:
    _, problems = read(client, "logo: {small: a.png, medium: b.png, large: {light: c.png, dark: a.png}}\n")
    assert told(problems) == ['1:15 error the logo "a.png" is not there; the same of "b.png", "c.png"']


COLOURS = {
    "rgb(18, 52, 86)": "#123456", "rgb(18 52 86)": "#123456", "hsl(210, 65%, 20%)": "#123354", "navy": "#000080", "Navy": "#000080",
    "#abc": "#aabbcc", "#123456ff": "#123456", "#00000080": "#7f7f7f", "rgba(0, 0, 0, 0.5)": "#808080", "transparent": "#ffffff",
    "oklch(40% 0.1 250)": "#124a7b",
}  # fmt: skip


@pytest.mark.parametrize("written", COLOURS)
def test_a_colour_is_read_in_any_notation_of_css(written: str) -> None:
    from mentorkit.brand.palette import contrast, mix_palette

    source = read_mapping(f'{{color: {{dark: "{written}"}}, defaults: {{mentorkit: {{hero: dark}}}}}}', "_brand.yml")
    brand, _ = source.then(lambda source: read_as(Brand, source))
    assert brand is not None
    palette, problems = mix_palette(brand)
    assert contrast(palette.light.hero, COLOURS[written]) < 1.03, palette.light.hero
    assert problems == ()


@pytest.mark.parametrize(
    ("colours", "primary"),
    [
        ("{palette: {sea: '#0a7870', house: sea}, primary: house}", "#0a7870"),
        ("{palette: {navy: navy}, primary: navy}", "#000080"),
        ("{palette: {primary: '#0a7870'}}", "#0a7870"),
        ("{palette: {dark: '#0a7870'}, dark: '#123456', primary: dark}", "#0a7870"),
        ("{secondary: '#0a7870', primary: secondary}", "#0a7870"),
        ("{palette: {sea: {light: '#0a7870', dark: '#2bc4b2'}}, primary: sea}", "#0a7870"),
    ],
)
def test_a_colour_may_be_the_name_of_another(colours: str, primary: str, client: Path) -> None:
    branding, problems = read(client, f"color: {colours}\n")
    assert branding is not None, told(problems)
    assert branding.palette.light.primary == primary


@pytest.mark.parametrize("colours", ["{palette: {a: b, b: a}, primary: a}", "{primary: secondary, secondary: primary}"])
def test_colours_that_are_said_to_be_themselves_are_told(colours: str, client: Path) -> None:
    _, problems = read(client, f"color: {colours}\n")
    assert {problem.rule for problem in problems} == {"no-such-colour"}
    assert all(problem.severity is Severity.ERROR for problem in problems)


def test_what_stands_behind_a_sign_is_a_comment_but_for_colours_and_names(client: Path) -> None:
    branding, problems = read(client, "typography:\n  base: Inter # for text\n")
    assert branding is not None
    assert problems == ()
    _, problems = read(client, "typography:\n  base: Inter # for text\n headings: [\n")
    assert [(problem.rule, problem.at.line) for problem in problems] == [("yaml-syntax", 3)]
    for text in ("color:\n  primary: #123456\n", "meta:\n  name: Acme # 3\n", "typography:\n  base: Inter #2\n"):
        assert [problem.rule for problem in read(client, text).problems][:1] == ["yaml-comment"], text
