"""The task page "Look" of a client: its name, logo, colours and fonts, which stand in its brand file."""

from __future__ import annotations

from mentorkit.language.catalogue import Placed
from mentorkit.studio.form_fields import Field, FieldGroup, Kind, TaskPage, _

_MANUAL = "branding-and-layers.md"
_COLOURS = f"{_MANUAL}#colours"
_LOGOS = f"{_MANUAL}#logos"
_FONTS = f"{_MANUAL}#fonts"
_LINK = "the page asks for where the name leads to, which comes before it"
_SAME_WORDS = "both forms of a logo are the same in words"
_NO_EFFECT = "has no effect here; other tools may read it"
_FINE = "a matter for whoever sets type"


def _colour(role: str, label: str, said: str) -> tuple[Field, Field]:
    """A colour on light pages and in print, and on dark pages."""
    return (
        Field(("color", role, "light"), label, Kind.COLOUR, help=said, manual=_COLOURS),
        Field(
            ("color", role, "dark"),
            label,
            Kind.COLOUR,
            help=_("On dark pages: a lighter form of it."),
            manual=_COLOURS,
            usual=_("Worked out from the light one"),
        ),
    )


def _alt(size: str) -> Field:
    said = {"small": _("The mark in words"), "large": _("The logo in words")}[size]
    path = ("logo", size, "light", "alt")
    return Field(path, said, help=_("What a screen reader says: Riverside Trust."), manual=_LOGOS)


MAIN_COLOURS = FieldGroup(
    _("Colours"),
    (
        *_colour("primary", _("Main colour"), _("Header, buttons and links; often the colour of the logo.")),
        *_colour("secondary", _("Second colour"), _("Marks and rules beside text.")),
        *_colour("foreground", _("Text"), _("Nearly black reads best.")),
        *_colour("background", _("Page"), _("Books are always printed on white.")),
        *_colour("link", _("Links"), _("Only where they should not have the main colour.")),
    ),
    lead=_(
        "As in CSS, #1f4e79 or navy, or a name of your palette. What cannot be read is moved until it can: beside each"
        " colour you see what pages and books will use, with its contrast. Text needs 4.5 to 1."
    ),
)
FURTHER_COLOURS = FieldGroup(
    _("Further colours"),
    (
        *_colour("light", _("Light ground"), _("The top of the home page and the covers, if you choose it below.")),
        *_colour("dark", _("Dark ground"), _("The top of the home page and the covers, if you choose it below.")),
        *_colour("success", _("Good"), _("The marks beside what mentoring is; the edge of tips.")),
        *_colour("danger", _("Not good"), _("The marks beside what mentoring is not; the edge of cautions.")),
        *_colour("info", _("Note"), _("The edge of notes in texts.")),
        *_colour("warning", _("Warning"), _("The edge of warnings in texts.")),
    ),
)
LOGOS = FieldGroup(
    _("Logo"),
    (
        Field(
            ("logo", "small", "light"),
            _("Mark on light ground"),
            Kind.FILE,
            help=_("A square mark, for headers and the page’s icon. SVG is best, with flat colours; up to 10 MB."),
            manual=_LOGOS,
        ),
        Field(
            ("logo", "small", "dark"),
            _("Mark on dark ground"),
            Kind.FILE,
            help=_("The same mark in light colours: white letters, for example."),
            manual=_LOGOS,
            usual=_("The one for light ground"),
        ),
        Field(
            ("logo", "large", "light"),
            _("Whole logo on light ground"),
            Kind.FILE,
            help=_("For covers and the home page."),
            manual=_LOGOS,
        ),
        Field(
            ("logo", "large", "dark"),
            _("Whole logo on dark ground"),
            Kind.FILE,
            help=_("The same logo in light colours."),
            manual=_LOGOS,
            usual=_("The one for light ground"),
        ),
        _alt("small"),
        _alt("large"),
    ),
    lead=_(
        "Each logo is looked at on every ground that it stands on. Where it cannot be seen, a plate is put behind it."
    ),
)
FONTS = FieldGroup(
    _("Fonts"),
    (
        Field(
            ("typography", "base", "family"),
            _("Text"),
            Kind.CHOICE,
            help=_("A family of the files below."),
            manual=_FONTS,
            usual="Inter",
        ),
        Field(
            ("typography", "headings", "family"),
            _("Headings"),
            Kind.CHOICE,
            help=_("A family of the files below, where headings have another one than text."),
            manual=_FONTS,
            usual=_("As text"),
        ),
        Field(
            ("typography", "headings", "weight"),
            _("Weight of headings"),
            Kind.CHOICE,
            help=_("The nearest weight that there is a file of is taken."),
            manual=_FONTS,
            options=(
                ("400", _("Regular")),
                ("500", _("Medium")),
                ("600", _("Semi-bold")),
                ("700", _("Bold")),
                ("800", _("Extra bold")),
            ),
            usual=_("Bold"),
        ),
    ),
    lead=_(
        "Fonts are files that you have the right to use: whole .ttf or .otf files. They are never fetched from a font"
        " service. Without any, text is set in Inter."
    ),
)
NAME = FieldGroup(
    _("Name"),
    (
        Field(("meta", "name", "full"), _("Name"), help=_("The whole name of the organisation: Riverside Trust.")),
        Field(("meta", "name", "short"), _("Short name"), help=_("Where there is little room: Riverside.")),
        Field(
            ("defaults", "mentorkit", "link"),
            _("Where the name leads to"),
            Kind.LINK,
            help=_("The organisation’s page, at the foot of the portal: https://riverside.example."),
        ),
    ),
)
MANNER = FieldGroup(
    _("Manner"),
    (
        Field(
            ("defaults", "mentorkit", "hero"),
            _("Top of the home page, covers"),
            Kind.CHOICE,
            help=_("The largest coloured ground that people see."),
            options=(
                ("primary", _("Main colour")),
                ("dark", _("Dark ground")),
                ("light", _("Light ground")),
                ("paper", _("As the page")),
            ),
            usual=_("Main colour"),
        ),
        Field(
            ("defaults", "mentorkit", "corners"),
            _("Corners"),
            Kind.CHOICE,
            help=_("Of cards, buttons and fields."),
            options=(("sharp", _("Sharp")), ("soft", _("Soft")), ("round", Placed("corners", "Round"))),
            usual=_("Soft"),
        ),
        Field(
            ("defaults", "mentorkit", "scheme"),
            _("How the portal opens"),
            Kind.CHOICE,
            help=_("What a reader chooses wins."),
            options=(
                ("device", _("As the reader’s device is set")),
                ("light", _("Light")),
                ("dark", _("Dark")),
            ),
            usual=_("As the reader’s device is set"),
        ),
        Field(
            ("defaults", "mentorkit", "credit"),
            _("“Made with MentorKit” at the foot of the portal?"),
            Kind.YES_NO,
            help=_("One small line. Take it away as you like."),
            usual=_("Yes"),
        ),
    ),
)

LOOK = TaskPage(
    name="look",
    title=_("Look"),
    lead=_(
        "Name, logo, colours and fonts of the organisation. Portal, books and covers of all its programmes follow them."
    ),
    section=_("Words and looks"),
    file="brand",
    template="look.html",
    parts=(NAME, LOGOS, MAIN_COLOURS, FURTHER_COLOURS, MANNER, FONTS),
)

ONLY_IN_BRAND_FILE = {
    "meta.link": _LINK,
    "meta.links": _LINK,
    "logo.images": "names for files, by which a brand file calls them several times",
    "logo.medium": "stands in where one of the others is missing; who has three sizes has a brand file already",
    "logo.small.dark.alt": _SAME_WORDS,
    "logo.large.dark.alt": _SAME_WORDS,
    "color.palette": "names for colours; each of them may be typed in place of a colour",
    "color.tertiary": _NO_EFFECT,
    "typography.fonts": "written by the page when a font is uploaded",
    "typography.base.weight": _FINE,
    "typography.base.style": _NO_EFFECT,
    "typography.base.color": _NO_EFFECT,
    "typography.base.background-color": _NO_EFFECT,
    "typography.headings.style": _FINE,
    "typography.headings.color": _FINE,
    "typography.headings.background-color": _NO_EFFECT,
    "typography.monospace": "the font of code, which few programmes have",
    "typography.monospace-inline": _NO_EFFECT,
    "typography.monospace-block": _NO_EFFECT,
    "typography.link": "the colour of links is asked with the other colours",
}
"""What a brand file may say and the page does not ask, by its dotted path, each with the reason."""
