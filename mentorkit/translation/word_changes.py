"""Whether an edit of a sentence leaves its meaning alone: a slip of letters mended, a comma, a space, other quotes.

Nothing that could be meant is taken for a slip: words that both exist, numbers, signs, placeholders, links, questions,
and marks beside a word that denies something always count as changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import yaml

from mentorkit.language.american import american

_TOKEN = re.compile(
    r"(?P<kept>\{\{.*?\}\}|`[^`]*`|\]\([^)]*\)|\]\[[^\]]*\]|https?://[^\s)>]*[^\s)>.,;:]|[\w.+-]+@[\w-]+[\w.-]*\w|<[^<>]*>|\{[#.:][^}]*\})"
    r"|(?P<number>[+−-]?\d+(?:[.,:/’'-]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*\w*)"
    r"|(?P<sign>~~|==|[?؟]|\[[ xX]\]|(?<=\w)/(?=\w)|[%٪€$£¥+=<>°§&#@×÷±≤≥≠→←↑↓^~|/\\])",
)
"""What counts in a sentence. Everything between is punctuation, emphasis and space."""
_TARGET = re.compile(r"(?:\]\(\s*|(?=https?://))([^\s()<>\"']+(?:\([^\s()]*\)[^\s()<>\"']*)*)")
"""Where a link leads, in brackets behind its words or as a bare address."""
_DENIES = frozenset(
    word
    for words in yaml.safe_load(Path(__file__).with_name("denials.yml").read_text("utf-8")).values()
    for word in words
)
"""Words beside which a comma can turn a sentence round."""
_AMOUNTS = [
    [word] for word in ("few", "little", "lot", "bit", "couple", "while", "number", "day", "week", "month", "year")
]
"""Words of which an article in front makes another amount."""
_SHORTEST = 4
"""Letters of a word in which a slip can be told from another word."""
_ENDINGS = ("s", "d", "r", "e", "y", "n", "t", "ed", "er", "es", "en", "ly", "ing")
"""What makes another form of a word at its end; changes of these are never slips."""
_VOWELS = "aeiouyæøåäöü"


def is_slip(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether `after` says what `before` said. `known` are the words, in small letters, that other texts of this language use."""
    old, new = list(_tokens(before)), list(_tokens(after))
    if [kind for kind, *_ in old if kind != "word"] != [kind for kind, *_ in new if kind != "word"]:
        return False
    if [said for kind, said, _ in old if kind != "word"] != [said for kind, said, _ in new if kind != "word"]:
        return False
    if _marks_beside_denials(old) != _marks_beside_denials(new):
        return False
    return _same_words([one[:2] for one in old], [one[:2] for one in new], known)


def targets_that_went(before: str, after: str) -> frozenset[str]:
    """Where links of `before` led that now lead elsewhere, where nothing else differs; none where something else does.

    Of an address only the page, so that a translation which leads to another place on it counts as leading there too.
    """
    if _TARGET.sub("](…", before) != _TARGET.sub("](…", after):
        return frozenset()
    old, new = (frozenset(one.rstrip(".,;:!?") for one in _TARGET.findall(text)) for text in (before, after))
    pages = {_page(one) for one in new}
    return frozenset(one if _page(one) in pages else _page(one) for one in old - new)


def _page(target: str) -> str:
    """An address without how it is asked for and the place on the page; a mere place on the same page stays."""
    return re.sub(r"^\w+://(?:www\.)?|(?<=.)[?#].*$", "", target).rstrip("/") or target


def words_of(text: str) -> Iterator[str]:
    """The words of a text, in small letters."""
    for found in _TOKEN.finditer(text):
        if found["word"]:
            yield _plain(found["word"]).lower()


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """ChangeKind, letters, and the marks in front of each word, number, sign or protected part."""
    end = 0
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        said = " ".join(found[0].split()) if kind == "kept" else _plain(found[0])
        yield kind, said, _marks(text[end : found.start()])
        end = found.end()
    yield "end", "", ""


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("−", "-")


def _marks(between: str) -> str:
    """The marks that part words; how many spaces, which quotes and which emphasis is no matter."""
    return "".join(sorted(set(re.findall(r"[,،;؛:.!…–—()-]", between))))


def _marks_beside_denials(tokens: list[tuple[str, str, str]]) -> list[tuple[str, bool, bool]]:
    """Each word that denies something, and whether there are marks before and after it."""
    return [
        (one[1].lower(), bool(one[2]), following[0] != "end" and bool(following[2]))
        for one, following in pairwise(tokens)
        if one[1].lower() in _DENIES or one[1].lower().endswith("n't")
    ]


def _same_words(old: list[tuple[str, str]], new: list[tuple[str, str]], known: frozenset[str]) -> bool:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        before, after = [said for _, said in old[a:b]], [said for _, said in new[c:d]]
        if any(kind != "word" for kind, _ in (*old[a:b], *new[c:d])):
            return False
        following = new[d : d + 1] if d < len(new) else []
        article = _is_article(before, after, [said for _, said in following])
        if not (article or _pairwise_same(before, after, known) or _repeated(before, after, old, a)):
            return False
    return True


def _pairwise_same(before: list[str], after: list[str], known: frozenset[str]) -> bool:
    """Whether words in place of others are the same words, one by one, or joined and parted."""
    if len(before) == len(after):
        return all(_same(one, other, known) for one, other in zip(before, after, strict=True))
    if "".join(before).lower() != "".join(after).lower():
        return False
    return any(word.lower() not in known for word in before) and all(word.lower() in known for word in after)


def _is_article(before: list[str], after: list[str], following: list[str]) -> bool:
    """Whether an indefinite article came or went, which in front of `few` and its like would make another amount."""
    changed = [word.lower() for word in (*before, *after)]
    return len(changed) == 1 and changed[0] in ("a", "an") and [word.lower() for word in following] not in _AMOUNTS


def _repeated(before: list[str], after: list[str], old: list[tuple[str, str]], at: int) -> bool:
    """Whether a word that stood twice, one right behind the other, stands once now."""
    if after or len(before) != 1 or before[0].lower() in _DENIES:
        return False
    beside = (*old[max(at - 1, 0) : at], *old[at + 1 : at + 2])
    return any(said.lower() == before[0].lower() for _, said in beside)


def _same(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether two words are one: but for capitals, by its spelling elsewhere, or since the first was none."""
    if before.lower() == after.lower():
        return not (_is_abbreviation(before) or _is_abbreviation(after))
    if {before.lower(), after.lower()} in ({"a", "an"}, {"its", "it's"}):
        return True
    if american(before).lower() == american(after).lower():
        return True
    return _is_mended(before.lower(), after.lower(), known)


def _is_abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _is_mended(before: str, after: str, known: frozenset[str]) -> bool:
    """Whether a word that does not exist became one that does, by one slip inside it."""
    if min(len(before), len(after)) < _SHORTEST or _is_word(before, known) or not _is_word(after, known):
        return False
    if before[0] != after[0] or {before, after} & _DENIES or _differ_in_ending(before, after):
        return False
    return _is_one_slip(before, after)


def _is_word(word: str, known: frozenset[str]) -> bool:
    """Whether other texts use this word, or another form of it."""
    stems = {word.removesuffix(ending) for ending in _ENDINGS if len(word) > len(ending) + 2}
    stems |= {stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1]} | {f"{stem}e" for stem in stems}
    return not known.isdisjoint({word, *stems, *(word + ending for ending in _ENDINGS)})


def _differ_in_ending(one: str, other: str) -> bool:
    """Whether these are forms of one word: mentor and mentors, manage and managed."""
    front = 0
    while front < min(len(one), len(other)) and one[front] == other[front]:
        front += 1
    rests = {one[front:], other[front:]}
    return any(rest in ("", *_ENDINGS) for rest in rests) and all(len(rest) <= 3 for rest in rests) and _at_end(rests)


def _at_end(rests: Iterable[str]) -> bool:
    return all(rest in ("", *_ENDINGS) for rest in rests)


def _is_one_slip(one: str, other: str) -> bool:
    """Two letters that changed places, one too many or too few, or another vowel.

    The shorter a word, the more other words are near it: so a letter may be missing in words of six letters at least, or of
    five where it is one of two alike, and a vowel be another in words of seven.
    """
    edits = [edit for edit in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if edit[0] != "equal"]
    if sorted(one) == sorted(other):
        apart = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(apart) == 2 and apart[1] == apart[0] + 1
    if len(edits) != 1:
        return False
    _, a, b, c, d = edits[0]
    gone, come, length = one[a:b], other[c:d], min(len(one), len(other))
    if len(gone) + len(come) == 1:
        longer, at = (one, a) if gone else (other, c)
        twice = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
        return length >= (5 if twice else 6)
    return length >= 7 and len(gone) == len(come) == 1 and {gone, come} <= set(_VOWELS)
