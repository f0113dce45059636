"""A drawn signature as a shape of lines, sharp at every size, with words for who cannot see it.

>>> '<a:lnTo><a:pt x="120" y="40"/>' in drawing("0,0 120,40", "drawn signature", 1)
True
"""

from __future__ import annotations

from charter.formats.docx.ink import escape

_WIDTH, _HEIGHT = 2_160_000, 648_000
"""60 by 18 millimetres, in English metric units."""
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_COLOUR = "1F2A44"


def drawing(strokes: str, alt: str, number: int) -> str:
    """Draw strokes ("x,y x,y;x,y …" in a box of 1000 by 300) into a run of its own."""
    words = escape(alt)
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
        f'<wp:extent cx="{_WIDTH}" cy="{_HEIGHT}"/><wp:docPr id="{number}" name="Signature {number}" descr="{words}"/>'
        f'<a:graphic><a:graphicData uri="{_SHAPE}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{_WIDTH}" cy="{_HEIGHT}"/></a:xfrm>'
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/><a:pathLst><a:path w="1000" h="300" fill="none">'
        f"{''.join(map(_stroke, strokes.split(';')))}</a:path></a:pathLst></a:custGeom><a:noFill/>"
        f'<a:ln w="15875" cap="rnd"><a:solidFill><a:srgbClr val="{_COLOUR}"/></a:solidFill><a:round/></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f'<mc:Fallback><w:t xml:space="preserve">{words}</w:t></mc:Fallback></mc:AlternateContent></w:r>'
    )


def _stroke(stroke: str) -> str:
    points = [point.split(",") for point in stroke.split()]
    marks = [f'<a:pt x="{x}" y="{y}"/>' for x, y in points]
    if not marks:
        return ""
    return f"<a:moveTo>{marks[0]}</a:moveTo>" + "".join(f"<a:lnTo>{mark}</a:lnTo>" for mark in marks[1:])
