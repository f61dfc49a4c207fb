"""The drawings of a document: which hold pictures, which hold texts in boxes, and which nobody can show."""

from __future__ import annotations

from xml.etree import ElementTree as etree

from mentorkit.importing.word_names import DECORATIVE, DRAWING, PICTURE, VML, A, R, W


def is_decorative(drawing: etree.Element) -> bool:
    """Whether its author said that it shows nothing."""
    return any(one.get("val", "1") not in ("0", "false") for one in drawing.iter(DECORATIVE))


def text_boxes(drawing: etree.Element) -> list[etree.Element]:
    """The text boxes of a drawing; one that stands in another comes along with it."""
    boxes = list(drawing.iter(f"{W}txbxContent"))
    inner = {id(one) for box in boxes for one in box.iter(f"{W}txbxContent") if one is not box}
    return [box for box in boxes if id(box) not in inner]


def take_out(drawing: etree.Element, boxes: list[etree.Element]) -> None:
    """Take text boxes out of a drawing."""
    for parent in list(drawing.iter()) if boxes else ():
        for box in [child for child in parent if child.tag == f"{W}txbxContent"]:
            parent.remove(box)


def is_linked(drawing: etree.Element) -> bool:
    """Whether it shows a picture that is no part of the document."""
    return any(one.get(f"{R}link") and not one.get(f"{R}embed") for one in drawing.iter(f"{A}blip"))


def holds_picture(drawing: etree.Element) -> bool:
    """Whether it shows a picture, in the new form or the old one."""
    return next(drawing.iter(f"{A}blip"), None) is not None or next(drawing.iter(f"{VML}imagedata"), None) is not None


def is_chart(drawing: etree.Element) -> bool:
    """Whether it is drawn by Word from figures or from a plan."""
    kinds = [one.get("uri", "") for one in drawing.iter(f"{A}graphicData")]
    return any("chart" in kind or "diagram" in kind for kind in kinds)


def flat(drawing: etree.Element) -> etree.Element:
    """A drawing whose pictures stand where they are looked for: those of groups and canvases too."""
    holder = next((one for one in drawing if one.tag in (f"{DRAWING}inline", f"{DRAWING}anchor")), None)
    pictures = list(drawing.iter(f"{PICTURE}pic"))
    if holder is None or not pictures:
        return drawing
    graphic = etree.Element(f"{A}graphic")
    etree.SubElement(graphic, f"{A}graphicData").extend(pictures)
    holder[:] = [*holder.findall(f"{DRAWING}docPr"), graphic]
    return drawing
