"""The looks of a paper in Word: the faces and colours of an agreement, in the sizes of the PDF."""

from __future__ import annotations

from charter.formats.docx.styles import (
    BOLD,
    COLOUR,
    GREY,
    ITALIC,
    SANS,
    PageSize,
    WordStyle,
    character_style,
    paragraph_style,
    spacing,
    styles,
    type_size,
)

_KEEP, _RIGHT = "<w:keepNext/>", '<w:jc w:val="right"/>'
_FACT, _BANK = 1474, 850
"""Where what is said beside a label begins, in twentieths of a point: 26 and 15 mm."""


def _tab(place: int, way: str = "left") -> str:
    return f'<w:tabs><w:tab w:val="{way}" w:pos="{place}"/></w:tabs>'


def _hanging(place: int) -> str:
    return f'<w:ind w:left="{place}" w:hanging="{place}"/>'


def _look(name: str, run: str, space_: str, before: str = "", after: str = "") -> WordStyle:
    """Give a style; the schema wants tabs before the space around a paragraph, indents and sides after it."""
    return WordStyle(name, name, before + space_ + after, run)


_NONE, _CELL, _SOME = spacing(0, 0, 245), spacing(40, 40, 245), spacing(60, 60, 245)
_LOOKS = (
    _look("PaperTitle", COLOUR + type_size(44), spacing(0, 60, 240), _KEEP),
    _look("PaperLead", ITALIC + GREY + type_size(22), _NONE),
    _look("PaperHouse", BOLD + type_size(24), _NONE, after=_RIGHT),
    _look("PaperHouseLine", SANS + GREY + type_size(17), _NONE, after=_RIGHT),
    _look("PaperSender", SANS + GREY + type_size(13), spacing(0, 80, 245)),
    _look("PaperAddress", type_size(21), _NONE),
    _look("PaperFact", type_size(18), spacing(0, 30, 245), _tab(_FACT), _hanging(_FACT)),
    _look("PaperLabel", SANS + BOLD + COLOUR + type_size(16), spacing(0, 40, 245), _KEEP),
    _look("PaperMoney", BOLD + type_size(29), spacing(0, 40, 245)),
    _look("PaperUntil", BOLD + type_size(19), spacing(0, 40, 245)),
    _look("PaperAccount", SANS + BOLD + type_size(16), spacing(0, 20, 245), _tab(_BANK), _hanging(_BANK)),
    _look("PaperCode", type_size(16), _NONE, after=_RIGHT),
    _look("PaperNote", SANS + GREY + type_size(16), _NONE),
    _look("PaperWord", type_size(18), spacing(0, 40, 245)),
    _look("PaperHeading", BOLD + type_size(23), spacing(120, 60, 245), _KEEP),
    _look("PaperColumn", SANS + BOLD + COLOUR + type_size(16), _CELL, _KEEP),
    _look("PaperColumnRight", SANS + BOLD + COLOUR + type_size(16), _CELL, _KEEP, _RIGHT),
    _look("PaperCell", type_size(18), _CELL),
    _look("PaperCellStrong", BOLD + type_size(18), _CELL),
    _look("PaperFigure", type_size(18), _CELL, after=_RIGHT),
    _look("PaperFigureStrong", BOLD + type_size(18), _CELL, after=_RIGHT),
    _look("PaperSum", BOLD + type_size(24), _SOME, after=_RIGHT),
    _look("PaperStrong", BOLD + type_size(21), _SOME),
    _look("PaperText", type_size(21), spacing(0, 120, 259)),
    _look("PaperGap", type_size(12), spacing(0, 60, 245)),
    _look("PaperThin", type_size(2), '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'),
    _look("PaperLegal", SANS + GREY + type_size(14), _NONE),
)  # fmt: skip


def paper_styles(language: str, page: PageSize, foot: int) -> str:
    """Write the part `styles.xml` of a paper whose foot has the number of its page at a place."""
    looks = (
        *_LOOKS,
        _look("PaperFoot", SANS + GREY + type_size(16), spacing(0, 60, 245), _tab(foot, "right")),
    )
    tag = WordStyle("PaperTag", "Paper Tag", run=SANS + BOLD + COLOUR + type_size(16))
    quiet = WordStyle("PaperQuiet", "Paper Quiet", run='<w:b w:val="0"/>' + GREY)
    return (
        styles(language, page)
        + "".join(map(paragraph_style, looks))
        + character_style(tag)
        + character_style(quiet)
    )
