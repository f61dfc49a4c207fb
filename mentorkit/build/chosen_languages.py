"""The languages in which somebody wants a programme, where it is in several."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from mentorkit.core.language_tags import is_language, nearest_of
from mentorkit.core.problems import BuildFailed, Problem, did_you_mean
from mentorkit.language.language_names import language_called
from mentorkit.toolkit import Toolkit

ALL = "all"
"""What stands for every language of a programme."""


def in_languages(kit: Toolkit, named: Collection[str]) -> tuple[Toolkit, ...]:
    """The programme in these of its languages, by their tags or names, each once and in its order; in the main one where none is named.

    Raises BuildFailed where it is not in one of them.
    """
    if not named:
        return (kit,)
    wanted = set(_tags(kit, named))
    return tuple(one for one in kit.languages if one.language in wanted)


def _tags(kit: Toolkit, named: Collection[str]) -> Iterator[str]:
    tags = [one.language for one in kit.languages]
    for name in named:
        tag = nearest_of(name if is_language(name) else language_called(name), tags)
        if not tag and name != ALL:
            listed, hint = ", ".join(tags), did_you_mean(name, [*tags, ALL], otherwise="name one of them, or all")
            message = f'"{name}" is not among the languages of this programme ({listed})'
            raise BuildFailed([Problem("language", message, kit.program.where("languages"), hint)])
        yield from [tag] if tag else tags
