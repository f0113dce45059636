"""The looks of a Word document: the page, its styles and its fonts.

The PDF's faces (Source Serif and Source Sans Pro) are on few machines, and LibreOffice puts a sans in the
place of a book face that it does not know; so Word files name Cambria and Calibri, which Word has and
LibreOffice replaces in kind, and the font table names the PDF's as second choice. One accent
colour, dark enough to survive a black-and-white print. Sizes are half points, distances twentieths of a
point, as WordprocessingML counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from charter.formats.docx.ink import escape
from charter.formats.rows import GridKind, Role

_ACCENT, _QUIET, _RULE = "1F3A5F", "555555", "9AA5B1"
HANG = 907
"""Where the text begins, right of the numbers: 16 mm. Tables begin where the numbers do, as in the PDF."""
LABELS = 1587
"""How wide the labels of the cover and of signatures are: 28 mm."""
_TEXT = 7824
"""How wide the text is: 138 mm."""
COLUMN_GAP = 454
"""Between the two columns of How we count: 8 mm."""
BULLET = 340
"""How far a list stands in."""

STYLE_OF: dict[Role, str] = {
    "title": "Title",
    "subtitle": "Subtitle",
    "label": "FrontHeading",
    "caption": "Caption",
    "article": "Heading1",
    "section": "Heading2",
    "in-short": "InShort",
    "clause": "Clause",
    "text": "ClauseText",
    "lettered": "LetteredItem",
    "bullet": "BulletedItem",
    "heading": "BackHeading",
    "definition": "Definition",
    "last-definition": "LastDefinition",
    "schedule": "ScheduleHeading",
    "intro": "Intro",
    "counted-heading": "CountHeading",
    "counted": "Count",
    "closing": "Closing",
    "side": "Side",
    "header": "Header",
    "footer": "Footer",
}
TABLE_STYLE_OF: dict[GridKind, str] = {
    "facts": "Facts",
    "timeline": "CharterTable",
    "table": "ClauseTable",
    "schedule": "CharterTable",
    "signature": "SignatureLines",
}


@dataclass(frozen=True, slots=True)
class PageSize:
    """A sheet of paper, in twentieths of a point."""

    width: int
    height: int

    @property
    def side(self) -> int:
        """Margin left and right."""
        return (self.width - self.text_width) // 2

    @property
    def text_width(self) -> int:
        """How wide the text may run, with what stands in its margin."""
        return HANG + _TEXT


PAGES: dict[Literal["a4", "us-letter"], PageSize] = {
    "a4": PageSize(11906, 16838),
    "us-letter": PageSize(12240, 15840),
}


@dataclass(frozen=True, slots=True)
class WordStyle:
    """A paragraph's or character's style: what it is called, what it builds on, and its properties."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    next: str = ""


def spacing(before: int, after: int, line: int = 0) -> str:
    """Write the room above and below a paragraph, and the height of its lines in parts of 240."""
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def type_size(half_points: int) -> str:
    """Write a size of type."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _edge(side: str, eighths: int, colour: str = _RULE, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


BOOK = '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:cs="Times New Roman"/>'
SANS = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
BOLD, ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_RULE_ABOVE = f"<w:pBdr>{_edge('top', 6, _ACCENT, space=9)}</w:pBdr>"
_KEEP, _KEEP_LINES = "<w:keepNext/>", "<w:keepLines/>"
COLOUR, GREY = f'<w:color w:val="{_ACCENT}"/>', f'<w:color w:val="{_QUIET}"/>'
_THIN = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_GUTTER = '<w:ind w:right="340"/>'
_SIGNED_ON = f"<w:pBdr>{_edge('top', 6, '1E1C19', space=3)}</w:pBdr>"
"""The line to sign on, above who signs; the gutter keeps it from the next."""
_INDENT = f'<w:ind w:left="{HANG}"/>'


def _level(number: int, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def _outline(level: int) -> str:
    return f'<w:outlineLvl w:val="{level}"/>'


_PARAGRAPHS = (
    WordStyle("Title", "Title", _KEEP + spacing(240, 80, 240), COLOUR + type_size(56), next="Subtitle"),
    WordStyle("Subtitle", "Subtitle", spacing(0, 480), ITALIC + GREY + type_size(26)),
    WordStyle("FrontHeading", "Front Heading", _KEEP + spacing(360, 80), SANS + BOLD + COLOUR + type_size(18)),
    WordStyle("Caption", "caption", _KEEP + spacing(0, 120), GREY + type_size(19)),
    WordStyle(
        "Heading1", "heading 1",
        _KEEP + _KEEP_LINES + _level(1, 0) + _RULE_ABOVE + spacing(400, 140, 252) + _outline(0),
        COLOUR + type_size(29), next="Heading2",
    ),
    WordStyle(
        "Heading2", "heading 2", _KEEP + _KEEP_LINES + _level(1, 1) + spacing(240, 40, 252) + _outline(1),
        BOLD + type_size(22), next="Clause",
    ),
    WordStyle(
        "InShort", "In Short", _KEEP + _level(5, 0) + spacing(0, 120, 252), SANS + GREY + type_size(18), next="Clause",
    ),
    WordStyle("Clause", "Clause", _level(1, 2) + spacing(0, 100)),
    WordStyle("ClauseText", "Clause Text", spacing(0, 100) + _INDENT),
    WordStyle("LetteredItem", "Lettered Item", spacing(0, 60) + f'<w:ind w:left="{HANG + 454}" w:hanging="454"/>'),
    WordStyle("BulletedItem", "Bulleted Item", _level(3, 0) + spacing(0, 60)),
    WordStyle(
        "BackHeading", "Back Heading", _KEEP + _KEEP_LINES + _RULE_ABOVE + spacing(400, 140, 252) + _outline(0),
        COLOUR + type_size(29), next="ClauseText",
    ),
    WordStyle("Definition", "Definition", spacing(0, 80) + f'<w:ind w:left="{HANG + BULLET}" w:hanging="{BULLET}"/>'),
    WordStyle("LastDefinition", "Last Definition", _KEEP, based="Definition"),
    WordStyle(
        "ScheduleHeading", "Schedule Heading",
        _KEEP + _KEEP_LINES + _level(4, 0) + _RULE_ABOVE + spacing(400, 100, 252) + _outline(0),
        COLOUR + type_size(29), next="ClauseText",
    ),
    WordStyle("Intro", "Introduction", _KEEP + spacing(0, 120)),
    WordStyle(
        "CountHeading", "Count Heading", _KEEP + _KEEP_LINES + spacing(160, 40, 252) + _outline(1),
        SANS + BOLD + COLOUR + type_size(17), next="Count",
    ),
    WordStyle("Count", "Count", _KEEP_LINES + spacing(0, 60, 247), type_size(18)),
    WordStyle("SectionEnd", "Section End", _THIN, type_size(2)),
    WordStyle("Closing", "Closing Words", _KEEP + _KEEP_LINES + spacing(0, 200)),
    WordStyle("Side", "Side", _KEEP + _KEEP_LINES + spacing(400, 80)),
    WordStyle("TableText", "Table Text", spacing(30, 30, 247), SANS + type_size(17)),
    WordStyle("TableNumber", "Table Number", spacing(40, 40, 252) + '<w:jc w:val="right"/>', based="TableText"),
    WordStyle("TableHeading", "Table Heading", _KEEP, BOLD + COLOUR + type_size(16), "TableText"),
    WordStyle("TableHeadingNumber", "Table Heading Number", '<w:jc w:val="right"/>', based="TableHeading"),
    WordStyle("FactLabel", "Fact Label", "", SANS + BOLD + COLOUR + type_size(18), "TableText"),
    WordStyle("FactText", "Fact Text", "", BOOK + type_size(19), "TableText"),
    WordStyle("SignatureSide", "Signature Side", _KEEP + _GUTTER, BOLD + COLOUR + type_size(16), "TableText"),
    WordStyle("SignatureParty", "Signature Party", _KEEP + _GUTTER, BOOK + type_size(20), "TableText"),
    WordStyle("SignatureHand", "Signature Hand", _KEEP + _GUTTER, "", "TableText"),
    WordStyle(
        "SignatureName", "Signature Name",
        _KEEP + _SIGNED_ON + spacing(60, 0) + _GUTTER, BOOK + type_size(19), "TableText",
    ),
    WordStyle("SignatureTitle", "Signature Title", _KEEP + spacing(0, 60) + _GUTTER, GREY, "TableText"),
    WordStyle("SignatureGiven", "Signature Given", _KEEP + _GUTTER, type_size(15), "TableText"),
    WordStyle("SignatureDate", "Signature Date", _KEEP + _SIGNED_ON + _GUTTER, GREY + type_size(16), "TableText"),
    WordStyle("Gap", "Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', type_size(8)),
    WordStyle("SignatureGap", "Signature Gap", _KEEP, based="Gap"),
    WordStyle("Header", "header", spacing(0, 0) + '<w:jc w:val="right"/>', SANS + GREY + type_size(16)),
    WordStyle("Footer", "footer", "{footer}", SANS + GREY + type_size(16)),
)  # fmt: skip

_CHARACTERS = (
    WordStyle("Strong", "Strong", run=BOLD),
    WordStyle("Value", "Value", run=BOLD),
    WordStyle("PlainValue", "Plain Value"),
    WordStyle("CrossReference", "Cross Reference", run=COLOUR),
    WordStyle("DefinedWord", "Defined Word"),
    WordStyle("ParagraphCaption", "Paragraph Caption", run=SANS + BOLD + COLOUR),
    WordStyle("CountNumber", "Count Number", run='<w:b w:val="0"/>' + GREY),
    WordStyle("TypedSignature", "Typed Signature", run=ITALIC + COLOUR + type_size(32)),
)


def styles(language: str, page: PageSize) -> str:
    """Write the part `styles.xml`, for texts in this language (a BCP 47 tag)."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{page.text_width}"/></w:tabs>'
    rule = f"<w:pBdr>{_edge('top', 4, space=6)}</w:pBdr>"
    footer = rule + tabs + '<w:spacing w:before="0" w:after="0"/>'
    paragraphs = "".join(paragraph_style(style) for style in _PARAGRAPHS).replace("{footer}", footer)
    return f"{_defaults(language)}{paragraphs}{''.join(map(character_style, _CHARACTERS))}{_TABLES}"


def _defaults(language: str) -> str:
    tag = escape(language)
    return (
        "<w:docDefaults><w:rPrDefault><w:rPr>"
        '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="MS Mincho"'
        ' w:cs="Times New Roman"/>'
        f'{type_size(20)}<w:lang w:val="{tag}" w:eastAsia="ja-JP" w:bidi="he-IL"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing(0, 90, 259)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="181" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    )


def paragraph_style(style: WordStyle) -> str:
    """Write the style of a paragraph."""
    follows = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based}"/>{follows}<w:qFormat/>'
        f"<w:pPr>{style.paragraph}</w:pPr><w:rPr>{style.run}</w:rPr></w:style>"
    )


def character_style(style: WordStyle) -> str:
    """Write the style of letters."""
    return (
        f'<w:style w:type="character" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{style.run}</w:rPr></w:style>'
    )


def _table(name: str, title: str, borders: str, conditional: str = "", indent: int = 0) -> str:
    return (
        f'<w:style w:type="table" w:styleId="{name}"><w:name w:val="{title}"/><w:basedOn w:val="TableNormal"/>'
        f'<w:tblPr><w:tblInd w:w="{indent}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders></w:tblPr>{conditional}</w:style>"
    )


_FIRST_ROW = (
    '<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>'
    f'{_edge("bottom", 8, _ACCENT)}</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
)
_RULED = _edge("bottom", 4) + _edge("insideH", 4)
_TABLES = (
    _table("CharterTable", "Charter Table", _edge("top", 8, _ACCENT) + _RULED, _FIRST_ROW)
    + _table("ClauseTable", "Clause Table", _edge("top", 8, _ACCENT) + _RULED, _FIRST_ROW)
    + _table("Facts", "Facts", _edge("top", 8, _ACCENT) + _RULED)
    + _table("SignatureLines", "Signature Lines", "")
)
FONTS = (("Cambria", "Source Serif Pro", "roman"), ("Calibri", "Source Sans Pro", "swiss"))
"""The faces, what stands in for each, and its family."""


def font_table() -> str:
    """Write the part `fontTable.xml`."""
    return "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, other, family in FONTS
    )
