"""Single changes to a YAML text: a value set, an entry put in, taken out, moved or renamed. All other letters stay.

A comment on the line of a value stays; one right above an entry, in its column, goes with it, and one with an empty line
below it stays. Each change reads the text anew, so a path is always that of the text as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mentorkit.editing.changes import Value
from mentorkit.editing.yaml_tree import Node, YamlTree
from mentorkit.editing.yaml_words import WIDTH, Manner, WrittenValue, has_lines, in_flow, inline, name

Steps = tuple[str | int, ...]
"""A path in a text: names of mappings and numbers of entries of lists."""


_COMPLETE = re.compile(r"['\"\[{|>]|(?:[-+]?\d[\d.:-]*|yes|no|true|false)\Z")
"""A value behind which one space is enough in front of a comment: nothing of it can be missing (`yaml_comments`)."""


class Unwritable(Exception):
    """A change that cannot be made to this text; says why, in the author's words, with a way out."""

    def __init__(self, message: str, hint: str, place: int = 0) -> None:
        self.message, self.hint, self.place = message, hint, place
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _EntryAt:
    """An entry of a list or mapping, found by its path. `above` are the parts around it, outermost first, with their numbers."""

    parent: Node
    number: int
    above: tuple[tuple[Node, int], ...]

    @property
    def key(self) -> Node | None:
        return self.parent.keys[self.number] if self.parent.keys else None

    @property
    def value(self) -> Node:
        return self.parent.items[self.number]


@dataclass(slots=True)
class YamlText:
    """A text that is being changed."""

    raw: str
    manner: Manner
    called: dict[Steps, str] = field(default_factory=dict)
    """Names that stand there otherwise: session 3 under its id, or as 03."""
    newline: str = field(init=False)
    _tree: YamlTree | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        """Read it. Raises yaml.YAMLError."""
        self.newline = "\r\n" if self.raw.count("\r\n") * 2 > self.raw.count("\n") else "\n"
        self.manner = _manner(self.tree, self.manner)

    @property
    def tree(self) -> YamlTree:
        """The text as it stands. Raises yaml.YAMLError."""
        if self._tree is None:
            self._tree = YamlTree(self.raw)
        return self._tree

    def node(self, path: Steps) -> Node | None:
        """What stands at a path; None where nothing does."""
        node = self.tree.root
        for number, step in enumerate(path):
            index = self._index(node, path[:number], step) if node is not None else None
            node = node.items[index] if node is not None and index is not None else None
        return node

    def _index(self, node: Node, above: Steps, step: str | int) -> int | None:
        if isinstance(step, int):
            return step if node.kind == "list" and step < len(node.items) else None
        return node.named(self.called.get((*above, step), step)) if node.kind == "mapping" else None

    def _spot(self, path: Steps, *, whole: bool = True) -> _EntryAt:
        """Find an entry; with `whole`, one of which everything may go. Raises Unwritable."""
        node, above = self.tree.root, list[tuple[Node, int]]()
        shared = {one.anchor for one in self.tree.root.all() if one.kind == "alias"} if self.tree.root else set()
        for number, step in enumerate(path):
            index = self._index(node, path[:number], step) if node is not None else None
            if node is None or index is None:
                raise Unwritable("this is not where it was", "look at the file")
            above.append((node, index))
            self._refuse_shared(node, shared)
            node = node.items[index]
        if node is None or not above:
            raise Unwritable("nothing would be left in this file", "delete it, if that is meant")
        self._refuse_shared(node, shared, last=whole)
        return _EntryAt(above[-1][0], above[-1][1], tuple(above))

    def _refuse_shared(self, node: Node, shared: set[str], *, last: bool = False) -> None:
        if node.kind == "alias" and not last:
            message = f"this stands here by a mention, *{node.anchor}, of what is written elsewhere"
            raise Unwritable(message, "write it out here first", node.start)
        inside = {one.anchor for one in node.all()} if last else {node.anchor}
        if node.kind != "alias" and shared & (inside - {""}):
            named = min(shared & inside)
            message = f"what is written here counts in other places too, by *{named}"
            raise Unwritable(message, "write it out in each place first", node.start)

    def _become(self, raw: str) -> None:
        if not self.raw.endswith(("\n", "\r")):
            raw = re.sub(r"(\r\n|\r|\n)\Z", "", raw)
        self.raw, self._tree = raw, None

    def _splice(self, start: int, end: int, text: str) -> None:
        self._become(self.raw[:start] + text + self.raw[end:])

    # Values

    def set(self, path: Steps, value: Value) -> None:
        """Write this value in place of the one at a path. Raises Unwritable."""
        spot = self._spot(path)
        if spot.parent.flow:
            self._set_in_flow(path, spot, value)
        elif spot.key is None and not isinstance(value, str) and value:
            column = self.tree.column(self.tree.dash(spot.parent, spot.number))
            flow = spot.value.flow and not has_lines(value)
            first, *below = self.manner.item(value, column, flow=flow)
            self._put(spot, WrittenValue(first[column + 2 :], tuple(below)))
        else:
            self._put(spot, self._written(spot, value))

    def _written(self, spot: _EntryAt, value: Value) -> WrittenValue:
        """A value in the style of the one that stands there."""
        old, column = spot.value, self._column(spot.parent, spot.number)
        if not isinstance(value, str):
            return self.manner.value(value, column, flow=old.flow)
        if old.kind != "scalar":
            return self.manner.text(value, column + self.manner.step)
        lines, width = tuple[str, ...](), WIDTH
        if old.style == ">" and "\n" in self.raw[old.start : old.end]:
            lines = tuple(line.strip() for line in re.split("\r\n|\r|\n", self.raw[old.start : old.end])[1:])
            width = min(max(column + self.manner.step + max(map(len, lines)), 60), 140)
        return self.manner.text(value, column + self.manner.step, like=old.style, lines=lines, width=width)

    def _column(self, parent: Node, number: int) -> int:
        """The column of the name of an entry of a block, or of its hyphen."""
        place = parent.keys[number].start if parent.keys else self.tree.dash(parent, number)
        return self.tree.column(place)

    def _end_of_line(self, place: int) -> int:
        found = re.compile(r"[^\r\n]*").match(self.raw, place)
        return found.end() if found else place

    def _put(self, spot: _EntryAt, made: WrittenValue) -> None:
        """Write a value behind the colon or hyphen of an entry of a block; a comment on its line stays."""
        node, key = spot.value, spot.key
        after = (self.tree.colon(key) if key else self.tree.dash(spot.parent, spot.number)) + 1
        line_end = self._end_of_line(after)
        same_line = not node.is_null and node.start <= line_end
        gap, tail, end = " ", self.raw[after:line_end], line_end
        if same_line:
            gap = self.raw[after : node.start] or " "
            end = self._end_of_line(node.end)
            tail = self.raw[node.end : end] if not node.is_block else ""
            bar = re.compile(r"[|>][0-9+-]*").match(self.raw, node.start) if node.style in ("|", ">") else None
            if bar:
                tail = self.raw[bar.end() : line_end]
        elif not node.is_null:
            end = self._end_of_line(node.end)
        if "#" in tail:
            narrow = len(tail) - len(tail.lstrip()) < 2 and not _COMPLETE.match(made.beside)
            tail = f"  {tail.lstrip()}" if narrow else tail
        elif made.below:
            tail = ""
        beside = f"{gap}{made.beside}" if made.beside else ""
        below = "".join(f"{self.newline}{line}" for line in made.below)
        self._splice(after, end, f"{beside}{tail}{below}")

    def _set_in_flow(self, path: Steps, spot: _EntryAt, value: Value) -> None:
        node, key = spot.value, spot.key
        like = node.style if node.kind == "scalar" else ""
        made = inline(value, flow=True, like=like, quoted=self.manner.quoted) if isinstance(value, str) else ""
        made = made or in_flow(value, quoted=self.manner.quoted)
        start, end = node.start, node.end
        if key and node.is_null and not node.text:
            colon = self.tree.colon(key)
            start = end = max(key.end, colon + 1)
            made = f" {made}" if colon >= key.end else f": {made}"
        if self._fits(start, end, made, value):
            self._splice(start, end, made)
        else:
            self._in_block(path, spot, start, end, made, lambda: self.set(path, value))

    def _fits(self, start: int, end: int, text: str, value: Value) -> bool:
        """Whether a line of brackets can take this: no text of several lines, and not much longer than lines are."""
        line = self._end_of_line(start) - self.tree.starts[self.tree.line_of(start)]
        grown = line + len(text) - (end - start)
        return not has_lines(value) and (grown <= max(WIDTH, line) or len(text) <= end - start)

    def _in_block(
        self, path: Steps, spot: _EntryAt, start: int, end: int, text: str, again: Callable[[], None]
    ) -> None:
        """Write the brackets around this out on lines of their own, and make the change there; within them where they cannot be."""
        depth = next(number for number, (node, _) in enumerate(spot.above) if node.flow)
        outer = spot.above[depth][0]
        single = self.tree.line_of(outer.start) == self.tree.line_of(outer.end)
        if depth == 0 or not single or outer.anchor or not outer.items:
            self._splice(start, end, text)
            return
        parent, number = spot.above[depth - 1]
        self._put(_EntryAt(parent, number, spot.above[:depth]), self._in_lines(outer, parent, number))
        again()

    def _in_lines(self, outer: Node, parent: Node, number: int) -> WrittenValue:
        """What stands between brackets, entry by entry on lines, each as it was written."""
        column = self._column(parent, number)
        in_list = not parent.keys
        column += 2 if in_list else self.manner.step if outer.keys else self.manner.list_step
        lines = []
        for index, item in enumerate(outer.items):
            said = self.raw[item.start : item.end]
            front = f"{self.raw[outer.keys[index].start : outer.keys[index].end]}:" if outer.keys else "-"
            lines.append(" " * column + (f"{front} {said}" if said else front))
        return WrittenValue(lines[0].lstrip(" "), tuple(lines[1:])) if in_list else WrittenValue("", tuple(lines))

    # Entries

    def add(self, path: Steps, key: str, value: Value, order: Sequence[str] = ()) -> None:
        """Put a new entry into the mapping at a path: behind those that come before it in `order`, else at the end. Raises Unwritable."""
        node = self._collection(path)
        digits = max(
            (len(one.text) for one in node.keys if one.text.isdecimal() and one.text.startswith("0")), default=0
        )
        if key.isdecimal() and digits > len(key):  # numbered 01, 02
            self.called[*path, key], key = key.zfill(digits), key.zfill(digits)
            order = tuple(one.zfill(digits) for one in order)
        if node.flow:
            self._add_in_flow(path, node, self._behind(path, node, key, order) + 1, value, key)
            return
        number = self._behind(path, node, key, order)
        column = self.tree.column(node.start)
        like = node.items[number] if number >= 0 else node.items[0]
        short = like.flow and like.kind == "mapping" and isinstance(value, dict)
        lines = self.manner.entry(key, value, column, flow=short)
        self._insert(node, number, lines)

    def _behind(self, path: Steps, node: Node, key: str, order: Sequence[str]) -> int:
        """The number of the entry that a new one stands behind; -1 for the front."""
        if key not in order:
            return len(node.items) - 1
        rank = {one: number for number, one in enumerate(order)}
        rank |= {name: rank[one] for one in order if (name := self.called.get((*path, one)))}
        ranks = [rank.get(one.text, rank.get(one.text.lstrip("0"), len(order))) for one in node.keys]
        before = [(one, number) for number, one in enumerate(ranks) if one < rank[key]]
        if before:
            return max(before)[1]
        if node.flow:
            return -1
        first = self.tree.line_of(node.start)
        free = not self.raw[self.tree.starts[first] : node.start].strip() and not self.tree.is_comment(first - 1)
        return -1 if free else 0

    def insert(self, path: Steps, number: int, value: Value) -> None:
        """Put a new entry into the list at a path, as that of this number. Raises Unwritable."""
        node = self._collection(path)
        if node.flow:
            self._add_in_flow(path, node, number, value)
            return
        like = node.items[min(number, len(node.items) - 1)]
        column = self.tree.column(node.start)
        self._insert(node, number - 1, self.manner.item(value, column, flow=like.flow))

    def _collection(self, path: Steps) -> Node:
        node = self._spot(path, whole=False).value if path else self.tree.root
        if node is None or node.kind not in ("list", "mapping"):
            raise Unwritable("this is not where it was", "look at the file")
        return node

    def _insert(self, node: Node, behind: int, lines: Sequence[str]) -> None:
        """Put lines into a block behind one of its entries, apart from others by an empty line where they are too."""
        first, last = self.region(node, max(behind, 0))
        if behind < 0:
            line = self.tree.line_of(node.start)
            if self.raw[self.tree.starts[line] : node.start].strip():
                raise Unwritable("nothing can stand in front of this", "write it in by hand", node.start)
            self._splice(self.tree.starts[first], self.tree.starts[first], self._joined(lines))
            return
        spaced, after = self._spaced(node), behind + 1 < len(node.items)
        tall = len(lines) > 1
        made = list(lines)
        if spaced and (tall or self._is_tall(node, behind)):
            made.insert(0, "")
        if spaced and after and not self.tree.is_blank(last + 1) and (tall or self._is_tall(node, behind + 1)):
            made.append("")
        place = self.tree.starts[last + 1]
        text = self._joined(made)
        if not self.raw[:place].endswith(("\n", "\r")):
            text = self.newline + text
        self._splice(place, place, text)

    def _joined(self, lines: Sequence[str]) -> str:
        return "".join(line + self.newline for line in lines)

    def _is_tall(self, node: Node, number: int) -> bool:
        start = node.keys[number].start if node.keys else node.items[number].start
        return self.tree.line_of(start) < self.tree.line_of(self._last(node, number))

    def _spaced(self, node: Node) -> bool:
        """Whether empty lines stand between the entries of a block of which one takes several lines."""
        pairs = [n for n in range(1, len(node.items)) if self._is_tall(node, n) or self._is_tall(node, n - 1)]
        return bool(pairs) and 2 * sum(self.tree.is_blank(self.region(node, n)[0] - 1) for n in pairs) > len(pairs)

    def _last(self, node: Node, number: int) -> int:
        """The last place that belongs to an entry of a block."""
        end = node.items[number].end
        return max(end - 1, self.tree.colon(node.keys[number]) if node.keys else self.tree.dash(node, number))

    def region(self, node: Node, number: int) -> tuple[int, int]:
        """The first and the last line of an entry of a block, with the comments that belong to it."""
        start = node.keys[number].start if node.keys else self.tree.dash(node, number)
        first, last = self.tree.line_of(start), self.tree.line_of(self._last(node, number))
        column = self.tree.column(start)
        above = first
        while above > 0 and self.tree.is_comment(above - 1) and self._indent(above - 1) == column:
            above -= 1
        if (
            above > 0 and not self.raw[self.tree.starts[first] : start].strip()
        ):  # what stands at the top is said of the file
            first = above
        while self.tree.is_comment(last + 1) and self._indent(last + 1) > column:
            last += 1
        return first, last

    def _indent(self, line: int) -> int:
        text = self.tree.line(line)
        return len(text) - len(text.lstrip())

    def remove(self, path: Steps) -> None:
        """Take out the entry at a path, one of several. Raises Unwritable."""
        spot = self._spot(path)
        self._remove(spot.parent, spot.number)

    def _remove(self, node: Node, number: int) -> None:
        if len(node.items) == 1:
            raise Unwritable("this is all that stands here", "take out what it is in")
        if node.flow:
            self._splice(*self._range_in_flow(node, number), "")
            return
        start = node.keys[number].start if node.keys else self.tree.dash(node, number)
        line_start = self.tree.starts[self.tree.line_of(start)]
        first, last = self.region(node, number)
        if self.raw[line_start:start].strip():  # the first behind a hyphen: what follows takes its place
            following = self.tree.starts[last + 1]
            while self.raw[following : following + 1] in (" ", "\n", "\r"):
                following += 1
            self._splice(start, following, "")
            return
        first, last = self._with_blank_lines(node, number, first, last)
        self._splice(self.tree.starts[first], self.tree.starts[last + 1], "")

    def _with_blank_lines(self, node: Node, number: int, first: int, last: int) -> tuple[int, int]:
        """The lines to take out, with the empty ones on one side that would stand double or for nothing."""
        before = number > 0 and self.tree.is_blank(first - 1)
        if number == len(node.items) - 1:
            while before and self.tree.is_blank(first - 1):
                first -= 1
        elif before or number == 0:
            while self.tree.is_blank(last + 1):
                last += 1
        return first, last

    def move(self, path: Steps, old: int, new: int) -> None:
        """Move an entry of the list or block at a path, with its comments, to another number. Raises Unwritable."""
        node = self._collection(path)
        if node.flow:
            text = self.raw[node.items[old].start : node.items[old].end]
            self._splice(*self._range_in_flow(node, old), "")
            self._add_in_flow(path, self._collection(path), new, None, raw=text)
            return
        first, last = self.region(node, old)
        start = node.keys[old].start if node.keys else self.tree.dash(node, old)
        if self.raw[self.tree.starts[self.tree.line_of(start)] : start].strip(" "):
            raise Unwritable("this list begins on the line of another", "write it on lines of its own", node.start)
        lines = [self.tree.line(number) for number in range(first, last + 1)]
        self._remove(node, old)
        self._insert(self._collection(path), new - 1, lines)

    def renumber(self, path: Steps, numbers: Mapping[str, str]) -> None:
        """Give entries of a mapping, known by their numbers, other numbers, with as many digits as they had."""
        node, raw = self._collection(path), self.raw
        keys = {
            number: node.keys[index] for number in numbers if (index := self._index(node, path, number)) is not None
        }
        for number, key in sorted(keys.items(), key=lambda one: -one[1].start):
            made = f"{int(numbers[number]):0{len(key.text)}}"
            self.called.pop((*path, number), None)
            raw = raw[: key.start] + raw[key.start : key.end].replace(key.text, made) + raw[key.end :]
        for number in keys:
            made = f"{int(numbers[number]):0{len(keys[number].text)}}"
            if made != numbers[number]:
                self.called[(*path, numbers[number])] = made
        self._become(raw)

    def sort(self, path: Steps) -> None:
        """Put the entries of a mapping, which have numbers, in order, unless they stand between brackets."""
        for place in range(len(self._collection(path).items)):
            node = self._collection(path)
            numbers = [int(key.text) if key.text.isdecimal() else 0 for key in node.keys]
            least = min(range(place, len(numbers)), key=lambda one: numbers[one])
            if node.is_block and least != place:
                self.move(path, least, place)

    # Between brackets

    def _range_in_flow(self, node: Node, number: int) -> tuple[int, int]:
        """From where to where an entry between brackets is taken out, with its comma."""
        if number:
            return self._end_in_flow(node, number - 1), self._end_in_flow(node, number)
        start = (node.keys or node.items)[0].start
        if len(node.items) > 1:
            return start, (node.keys or node.items)[1].start
        return start, self._end_in_flow(node, 0)

    def _end_in_flow(self, node: Node, number: int) -> int:
        if not node.keys:
            return node.items[number].end
        return max(node.items[number].end, node.keys[number].end, self.tree.colon(node.keys[number]) + 1)

    def _add_in_flow(self, path: Steps, node: Node, number: int, value: Value, key: str = "", raw: str = "") -> None:
        said = raw or in_flow(value, quoted=self.manner.quoted)
        said = f"{name(key, flow=True)}: {said}" if key else said
        if not node.items:
            start, made = (
                node.start + self.raw[node.start : node.end].index("{" if node.kind == "mapping" else "[") + 1,
                said,
            )
        elif number >= len(node.items):
            start, made = self._end_in_flow(node, len(node.items) - 1), f", {said}"
        else:
            start, made = (node.keys or node.items)[number].start, f"{said}, "
        if self._fits(start, start, made, value) or not path:
            self._splice(start, start, made)
            return
        spot = self._spot(path, whole=False)
        inner = _EntryAt(node, 0, (*spot.above, (node, 0)))

        def again() -> None:
            if key:
                self.add(path, key, value)
            else:
                self.insert(path, number, value)

        self._in_block(path, inner, start, start, made, again)


def _manner(tree: YamlTree, manner: Manner) -> Manner:
    """The columns by which this file indents, from the first places that show it."""
    step, list_step = manner.step, manner.list_step
    blocks = [
        (key, item)
        for node in (tree.root.all() if tree.root else ())
        for key, item in zip(node.keys, node.items, strict=False)
        if item.is_block
    ]
    for kind in ("mapping", "list"):
        widths = [tree.column(item.start) - tree.column(key.start) for key, item in blocks if item.kind == kind]
        if widths and kind == "mapping":
            step = max(set(widths), key=widths.count)
        elif widths:
            list_step = max(set(widths), key=widths.count)
    return Manner(max(step, 1), max(list_step, 0), manner.quoted)
