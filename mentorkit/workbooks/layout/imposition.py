"""A finished book on the sheets of a folded booklet. pikepdf is imported here only when a booklet is made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def sheet_sides(pages: int, *, has_back: bool, right_to_left: bool) -> Iterator[tuple[int | None, int | None]]:
    """The two pages of each side of each sheet, left and right, counted from 0; None is a blank page.

    Sides follow each other as they are printed: front, then back, turned over the short edge. The pages are padded to
    whole sheets with blank ones: before the last page where that is the book's back, else after it.
    """
    order: list[int | None] = [*range(pages)]
    last = len(order) - has_back
    order[last:last] = [None] * (-pages % 4)
    for sheet in range(len(order) // 4):
        first, end = 2 * sheet, len(order) - 1 - 2 * sheet
        for left, right in ((order[end], order[first]), (order[first + 1], order[end - 1])):
            yield (right, left) if right_to_left else (left, right)


def impose(book: Path, *, has_back: bool = False, right_to_left: bool = False) -> int:
    """Put the pages of `book` two up on sheets of twice their size, to be folded in the middle, in place of what it was.

    Return how many sides are printed. Everything stays drawn as it was; links, fields, bookmarks and tags are gone, for
    they would lead and speak in the order of the sheets. Same input, same bytes.
    """
    from io import BytesIO

    import pikepdf
    from pikepdf import Dictionary, Name

    with pikepdf.open(BytesIO(book.read_bytes())) as source, pikepdf.new() as made:
        width, height = (float(edge) for edge in source.pages[0].trimbox[2:])
        forms = [made.copy_foreign(page.as_form_xobject()) for page in source.pages]
        sides = list(sheet_sides(len(forms), has_back=has_back, right_to_left=right_to_left))
        for side in sides:
            page = made.add_blank_page(page_size=(2 * width, height))
            drawn = [(f"/P{place}", number) for place, number in enumerate(side) if number is not None]
            page.Resources = Dictionary(XObject=Dictionary({name: forms[number] for name, number in drawn}))
            moves = {"/P0": 0.0, "/P1": width}
            content = "\n".join(f"q 1 0 0 1 {moves[name]:.4f} 0 cm {name} Do Q" for name, _ in drawn)
            page.Contents = made.make_stream(content.encode())
        for name, value in source.docinfo.items():
            made.docinfo[name] = str(value)
        made.Root.ViewerPreferences = Dictionary(Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None"))
        made.save(book, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return len(sides)
