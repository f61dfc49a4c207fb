"""Links to parts of a training module that only facilitators read: on the pages that everybody reads they lead to its page, or are words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from mentorkit.guides.library import TrainingModule

_ELSEWHERE = re.compile(r"((?:[\w.-]+/)*[\w-]+\.md)#([\w-]+)")
_HERE = re.compile(r"\[([^\[\]]*)\]\(#([\w-]+)\)")


@dataclass(slots=True)
class OpenLinks:
    """The links of a portal's pages; `anchors` says which anchors the open page of a module has."""

    modules: dict[str, TrainingModule]
    """The modules by the files of their pages: `training/signs.md`."""
    anchors: Callable[[TrainingModule], Collection[str]]
    _known: dict[str, Collection[str]] = field(default_factory=dict)

    def mended(self, text: str, source: str) -> str:
        """The text of the page `source` without anchors that are not there."""

        def elsewhere(link: re.Match[str]) -> str:
            target = normpath(join(dirname(source), link[1]))
            return link[1] if self._is_closed(target, link[2]) else link[0]

        text = _ELSEWHERE.sub(elsewhere, text)
        return _HERE.sub(lambda link: link[1] if self._is_closed(source, link[2]) else link[0], text)

    def _is_closed(self, page: str, anchor: str) -> bool:
        """Whether this anchor stands in a part of a module that is not on its page."""
        module = self.modules.get(page)
        if module is None:
            return False
        if page not in self._known:
            self._known[page] = self.anchors(module)
        return anchor not in self._known[page]
