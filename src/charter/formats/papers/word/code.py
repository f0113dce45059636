"""A payment code as one filled shape, sharp at every size; a reader that knows no shapes shows its words."""

from __future__ import annotations

from charter.core.papers.tree import Code
from charter.formats.docx.ink import escape
from charter.formats.papers.qr import QrBox, qr_boxes

_EMU = 36_000
"""English metric units in a millimetre."""
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def code_run(code: Code, millimetres: int, number: int) -> str:
    """Draw a code into a run of its own; `number` is that of the shape, once in a file."""
    size, boxes = qr_boxes(code.payload)
    side, words = millimetres * _EMU, escape(code.alt)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:extent cx="{side}" cy="{side}"/><wp:docPr id="{number}" name="Code {number}" descr="{words}"/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{side}" cy="{side}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="{size}" h="{size}">'
        f"{''.join(map(_box, boxes))}</a:path></a:pathLst></a:custGeom>"
        '<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:ln><a:noFill/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:t xml:space="preserve">{words}</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    )


def _box(box: QrBox) -> str:
    corners = ((box.x, box.y), (box.x + box.width, box.y), (box.x + box.width, box.y + 1), (box.x, box.y + 1))
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in corners)
    return f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{one}</a:lnTo>' for one in others)}<a:close/>"
