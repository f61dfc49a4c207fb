"""Parts of a text in another language or direction than the text around them: marked while templates are filled in, told to browsers and books.

A sentence that nobody has translated is English as a whole, with all that stands in it. In a text that is read from right
to left every value in a sentence stands apart, and so does a value from there in any other text: else its signs and
numbers would change places with those beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from unicodedata import bidirectional

from jinja2 import Environment, Template, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mentorkit.core.language_tags import base_of
from mentorkit.language.catalogue import ENGLISH, OWN, Told, Values, Words, in_english

ISOLATE, ISOLATE_LEFT_TO_RIGHT, AND_ON = "\u2068", "\u2066", "\u2069"
"""Signs of Unicode that keep a part of a text apart; the last ends both."""
_APART, _TOGETHER = "\ue002", "\ue003"
"""Where a part begins and ends that is kept apart, in a text that becomes part of a page."""
_IN_ENGLISH = {"ltr": Markup(' lang="en"'), "rtl": Markup(' lang="en" dir="ltr"')}
"""The attributes of what is English, in texts of either direction."""
_MARKS = re.compile(f"[{ENGLISH}{OWN}]")
_EVERY_MARK = re.compile(f"[{ENGLISH}{OWN}{_APART}{_TOGETHER}]")
_TAG = re.compile(r"(<(?:!--.*?--|/?[A-Za-z][^<>]*)>)", re.DOTALL)
_NO_PARTS = re.compile(r"<(title|textarea|option|script|style|svg)\b", re.IGNORECASE)
"""Elements in which no part of a text can be marked."""
_SOLE = re.compile(rf"<(title|option|text)\b([^<>]*)>(?=\s*{ENGLISH}[^<>{ENGLISH}{OWN}]*{OWN}\s*</\1>)")
"""Such an element that holds nothing but English."""
_SPAN = re.compile(rf"<span((?:(?! lang=)[^<>])*)>\s*{ENGLISH}([^<>{ENGLISH}{OWN}]*){OWN}\s*</span>")
_TOLD = re.compile(rf' (?:aria-label|title|alt|placeholder|content)="(?!{ENGLISH}|")')
"""An attribute that people are told, and that does not begin in English."""
_LEAF = re.compile(
    rf"<([a-z]+)\b([^<>]*{ENGLISH}[^<>]*)"
    rf"(?=>\s*(?:<svg\b(?:(?!</svg>).)*</svg>\s*)?(?:{ENGLISH}[^<>]*{OWN}\s*)?</\1>)",
    re.DOTALL,
)
_VOID = re.compile(rf"<(img|input|meta)\b([^<>]*{ENGLISH}[^<>]*?)(?=/?>)")
"""Elements with English in their attributes, and no text in another language inside."""
_WORDS = re.compile(rf' data-[\w-]+="{ENGLISH}')
"""English that a script puts into a page."""


def apart(value: str, base: str) -> str:
    """A value for a sentence of this direction, kept apart where its letters could change places with others."""
    other = base == "rtl" or any(bidirectional(one) in ("R", "AL", "AN") for one in value)
    return f"{ISOLATE}{value}{AND_ON}" if other and value else value


def written_in(words: Words, language: str) -> Markup:
    """The attributes that say in which language a guide is, where that is another than the one around it.

    The guide may be in the main language of its programme and say nothing; then there are none.
    """
    if not language or base_of(language) == base_of(words.language):
        return Markup()
    direction = Words(language).direction
    turned = f' dir="{direction}"' if direction != words.direction else ""
    return Markup(f' lang="{escape(language)}"{turned}')  # noqa: S704 - escaped


def in_plain_text(words: Words, said: str, values: Mapping[str, Any]) -> str:
    """A message with its values for files that hold no elements."""
    base = "ltr" if words.foreign else words.direction
    own = values if words.foreign else words.in_own_digits(values)
    known = {name: apart(str(in_english(value) if words.foreign else value), base) for name, value in own.items()}
    return str(in_english(words.fill(said, Values(known, words, lambda value: apart(value, base)))))


def install(env: Environment, words: Words) -> None:
    """Let the templates of an environment say their messages in one language each, and mark what is English."""

    def filled(context: Context, said: str, values: Mapping[str, Any]) -> str:
        html = context.eval_ctx.autoescape
        base = "ltr" if words.foreign else words.direction

        def in_sentence(value: Any) -> Any:
            return _for_sentence(value, base, html=html, english=words.foreign)

        own = values if words.foreign else words.in_own_digits(values)
        known = Values({name: in_sentence(value) for name, value in own.items()}, words, in_sentence)
        text = (Markup(said) if html else said) % known  # noqa: S704 - a message of ours; what is put into it is escaped
        return type(text)(f"{ENGLISH}{text}{OWN}") if words.foreign else text

    @pass_context
    def gettext(context: Context, message: str, /, **values: Any) -> str:
        return filled(context, str(words.catalogue.gettext(message)), values)

    @pass_context
    def ngettext(context: Context, one: str, many: str, num: int, /, **values: Any) -> str:
        return filled(context, str(words.catalogue.ngettext(one, many, num)), {"num": num} | values)

    env.globals |= {"gettext": gettext, "ngettext": ngettext}
    env.finalize = _marked  # in every language: what is compiled is shared
    env.template_class = _Spoken


def _for_sentence(value: Any, base: str, *, html: bool, english: bool) -> Any:
    if not isinstance(value, str):
        return value
    told = in_english(value) if english else value
    plain = escape(told) if html else told
    alone = _MARKS.sub("", plain)
    return type(plain)(apart(alone, base).replace(ISOLATE, _APART).replace(AND_ON, _TOGETHER))


def marked(value: str) -> str:
    """A text for a page that is not made from a template; where it is English, with the marks of it."""
    return value.marked if isinstance(value, Told) else value


def marked_html(value: str, html: Markup) -> Markup:
    """What was made of a text; where that is English, with the marks of it."""
    return Markup(f"{ENGLISH}{html}{OWN}") if is_english(value) else html  # noqa: S704 - the same text


def is_english(value: str) -> bool:
    """Whether a text is shown in English among texts of another language."""
    return isinstance(value, Told) and value.untranslated


def _marked(value: Any) -> Any:
    """What a template prints."""
    return Markup(escape(value.marked)) if isinstance(value, Told) else value  # noqa: S704 - escaped


class _Spoken(Template):
    """A template whose marks become elements, or signs where no element can stand.

    In those of the portal they stay until a page is finished, since headings and titles are printed again around it.
    """

    def render(self, *about: Any, **names: Any) -> str:
        """The text of a whole template."""
        text, name = super().render(*about, **names), self.name or ""
        if not _EVERY_MARK.search(text) or name.startswith(_OF_PAGES):
            return text
        if name.endswith((".css", ".svg")):
            return unmarked(text)
        direction = self.environment.globals["words"].direction  # type: ignore[attr-defined]
        return in_elements(text, direction, signs="print/" not in name)  # the engine would print them


_OF_PAGES = ("portal/", "blocks/portal/")


def unmarked(text: str) -> str:
    """A text without marks, for places that hold neither elements nor signs."""
    return type(text)(re.sub(f"[{ISOLATE}{AND_ON}]", "", _EVERY_MARK.sub("", text)))


def in_elements(text: str, direction: str, *, signs: bool = True) -> str:
    """HTML with elements for the marked parts of its texts, and `signs` or nothing for those in attributes.

    An element says itself that it is English where no element can stand inside, and where only its attributes speak.
    What holds English for a script says so in `data-mk-words`.
    """
    if not _EVERY_MARK.search(text):
        return text
    english = _IN_ENGLISH[direction]
    text = _SPAN.sub(rf"<span\1{english}>\2</span>", text)  # one more inside would be styled as this one is
    text = _SOLE.sub(lambda tag: tag[0] if " lang=" in tag[2] else f"<{tag[1]}{tag[2]}{english}>", text)
    text = _VOID.sub(_speaking, _LEAF.sub(_speaking, text))
    elements = {ENGLISH: f"<span{english}>", OWN: "</span>", _APART: "<bdi>", _TOGETHER: "</bdi>"}
    turned = direction == "rtl"
    in_signs = {
        ENGLISH: ISOLATE_LEFT_TO_RIGHT if turned else "",
        OWN: AND_ON if turned else "",
        _APART: ISOLATE,
        _TOGETHER: AND_ON,
    }
    nothing = dict.fromkeys(elements, "")  # a picture would draw signs
    inside, made = "", []
    for part in _TAG.split(text):
        alone = inside or part.startswith("<")
        put = elements if not alone else in_signs if signs and inside != "svg" else nothing
        words = _WORDS.search(part) and ' lang="en"' not in part
        made.append(_replaced(f'{part[:-1]} data-mk-words="en">' if words else part, put))
        if opened := _NO_PARTS.match(part):
            inside = inside or opened[1].lower()
        elif part.lower().startswith(f"</{inside}") and inside:
            inside = ""
    return "".join(made)


def _speaking(tag: re.Match[str]) -> str:
    """The tag of an element whose words are all in its attributes, and English; not of one that takes another language."""
    mixed = " lang=" in tag[2] or " placeholder=" in tag[2] or _TOLD.search(tag[2])
    return tag[0] if mixed else f'{tag[0]} lang="en"'


def _replaced(text: str, marks: Mapping[str, str]) -> str:
    for mark, put in marks.items():
        text = text.replace(mark, put)
    return text
