"""A style sheet of books in the direction and the digits of a language.

Sheets are written once, for texts from left to right; so are those that clients and libraries put in their place. For books that
are read from right to left, left and right become the beginning and the end of lines, and pages the mirror image of what they
were. So a piece in another direction, such as a Key that is there in English only, has its own left and right. What has to stay on its
side whatever the direction is, says so: rules whose selector names `[dir` are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import tinycss2

from mentorkit.language.catalogue import Words
from mentorkit.language.digits import digits_of

_SIDE = re.compile(r"\b(left|right)\b")
_OTHER = {"left": "right", "right": "left"}
_BEGINS = {"left": "start", "right": "end"}
_BY_LINE = {
    "text-align": _BEGINS, "text-align-last": _BEGINS, "text-align-all": _BEGINS,
    "float": _OTHER, "clear": _OTHER,  # by lines, the engine ends with an error in some of its layouts
    "object-position": _OTHER, "transform-origin": _OTHER, "background": _OTHER, "background-position": _OTHER,
}  # fmt: skip
"""Properties whose values name a side of the box (`break-before` names one of the sheet), and what stands for it."""
_BOX = re.compile(r"(margin|padding|inset|border)(-width|-style|-color)?")
_ONE_SIDE = re.compile(r"(?:(margin|padding|border|scroll-margin|scroll-padding)-)?(left|right)(-width|-style|-color)?")
_OF_RULES = frozenset({"media", "supports", "layer"})
"""At-rules that hold rules, not declarations."""


def styled_for(words: Words, css: str) -> str:
    """The style sheet for books in this language."""
    return digits_of(words.language).styled(from_right(css) if words.direction == "rtl" else css)


def from_right(css: str) -> str:
    """A style sheet for texts from left to right, for books that are read from right to left.

    The engine takes a property of lines for stronger than that of a side, whichever stands last: so each margin, padding, border
    and place is said by lines. Lengths at which a background begins are left as they are, but in `background-position`. What
    cannot be read is kept, so that the engine says what is wrong with it.
    """
    return "\n".join(map(_rule, tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)))


def _rule(node: Any) -> str:
    if node.type == "at-rule":
        return _at_rule(node)
    if node.type == "qualified-rule" and "[dir" not in (selector := tinycss2.serialize(node.prelude)):
        return f"{selector}{{{_block(node.content, on_page=False)}}}"
    return str(node.serialize())


def _at_rule(node: Any) -> str:
    about = tinycss2.serialize(node.prelude)
    if node.content is None:
        return f"@{node.at_keyword}{about};"
    if node.lower_at_keyword in _OF_RULES:
        inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return f"@{node.at_keyword}{about}{{{' '.join(map(_rule, inside))}}}"
    if node.lower_at_keyword == "font-face":
        return str(node.serialize())
    return f"@{_turned(node.at_keyword)}{_turned(about)}{{{_block(node.content, on_page=True)}}}"


def _block(content: Iterable[Any], *, on_page: bool) -> str:
    """What stands between the braces of a rule: of elements, or of a page or a box of its margin."""
    tokens = list(content)
    inside = tinycss2.parse_blocks_contents(tokens, skip_comments=True, skip_whitespace=True)
    if any(node.type == "error" for node in inside):
        return str(tinycss2.serialize(tokens))
    said = _mirrored if on_page else _by_lines
    return " ".join(_declared(said, node) if node.type == "declaration" else _rule(node) for node in inside)


def _declared(said: Any, node: Any) -> str:
    value = [one for one in node.value if one.type != "comment"]
    words = [_one(one) for one in value if one.type != "whitespace"]
    important = " !important" if node.important else ""
    return " ".join(f"{name}: {text}{important};" for name, text in said(node.lower_name, value, words))


def _by_lines(name: str, value: list[Any], words: list[str]) -> Iterable[tuple[str, str]]:
    """The declarations that say by lines what one says by sides."""
    if side := _ONE_SIDE.fullmatch(name):
        box, which, part = side[1] or "inset", side[2], side[3] or ""
        return [(f"{box}-inline-{_BEGINS[which]}{part}", _text(value))]
    if (box_of := _BOX.fullmatch(name)) and words:
        box, part = box_of[1], box_of[2] or ""
        if name == "border":
            return [(f"border-{where}", _text(value)) for where in ("top", "bottom", "inline")]
        above, right, below, left = _sides(words)
        ends = ((f"{box}-inline-start{part}", left), (f"{box}-inline-end{part}", right))
        on = "" if box == "inset" else f"{box}-"
        return [(f"{on}top{part}", above), (f"{on}bottom{part}", below), *ends]
    return _mirrored(name, value, words, _BY_LINE)


def _mirrored(
    name: str, value: list[Any], words: list[str], named: dict[str, dict[str, str]] | None = None
) -> Iterable[tuple[str, str]]:
    """The declaration with left and right changed."""
    other = name if name.startswith("--") else _turned(name)
    if _BOX.fullmatch(name) and len(words) > 1 and name != "border":
        above, right, below, left = _sides(words)
        return [(name, f"{above} {left} {below} {right}")]
    if name == "border-radius" and len(words) > 1 and "/" not in words:
        top_left, top_right, bottom_right, bottom_left = _sides(words)
        return [(name, f"{top_right} {top_left} {bottom_left} {bottom_right}")]
    if name == "background-position" and len(words) == len("xy") and words[0][0] in "0123456789.-":
        return [(name, f"right {words[0]} top {words[1]}")]
    turned = (named or {}).get(name) or (_OTHER if name in _BY_LINE else {})
    if turned:
        return [
            (
                other,
                "".join(
                    turned.get(one.lower_value, one.value) if one.type == "ident" else _one(one) for one in value
                ).strip(),
            )
        ]
    return [(other, _text(value))]


def _sides(words: list[str]) -> list[str]:
    """The four of which a short way of writing gives one, two or three."""
    return (words * 4)[:4] if len(words) < 3 else [*words, words[1]][:4]


def _text(value: list[Any]) -> str:
    return str(tinycss2.serialize(value)).strip()


def _one(token: Any) -> str:
    return str(tinycss2.serialize([token]))


def _turned(text: str) -> str:
    return _SIDE.sub(lambda side: _OTHER[side[0]], text)
