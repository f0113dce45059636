"""The numbers that Word counts: articles "1", sections "1.1", paragraphs "1.1.1", items "(a)", "Schedule A".

>>> from charter.formats.rows import FlatLine
>>> check_numbering([FlatLine("article", (), "1"), FlatLine("section", (), "1.1"), FlatLine("clause", (), "1.1.2")])
Traceback (most recent call last):
charter.formats.docx.numbering.NumberOutOfStep: "1.1.2" stands where Word will count "1.1.1"
"""

from __future__ import annotations

from collections.abc import Iterable

from charter.formats.docx.body import FIRST_LIST
from charter.formats.docx.styles import BULLET, HANG
from charter.formats.flatten import letter_label
from charter.formats.rows import FlatLine, Redline, Role

_LEVELS: dict[Role, int] = {"article": 0, "section": 1, "clause": 2}


class NumberOutOfStep(ValueError):  # noqa: N818 - it is named for what is wrong, like KeyError's kin in the domain
    """A number in the tree is not the one that comes next, so that Word would show another."""


def check_numbering(lines: Iterable[FlatLine]) -> None:
    """Make sure that Word will count what the tree says. Raises NumberOutOfStep."""
    counts, schedules = [0, 0, 0], 0
    for line in lines:
        if line.role in _LEVELS:
            level = _LEVELS[line.role]
            counts = [*counts[:level], counts[level] + 1, 0, 0][:3]
            _same(line.number, ".".join(map(str, counts[: level + 1])))
        elif line.role == "schedule":
            schedules += 1
            _same(line.number, f"Schedule {letter_label(schedules).upper()}")


def _same(said: str, counted: str) -> None:
    if said != counted:
        raise NumberOutOfStep(f'"{said}" stands where Word will count "{counted}"')


def lines_alone(redline: Redline) -> Iterable[FlatLine]:
    """Give the lines that stand by themselves, in order."""
    return (block for passage in redline.passages for block in passage.blocks if isinstance(block, FlatLine))


# ── numbering.xml ──────────────────────────────────────────────────────────────────────────────


def numbering(lists: int) -> str:
    """Write the part `numbering.xml`, with an instance for each of the lettered lists."""
    return f"{_CLAUSES}{_LETTERS}{_BULLETS}{_SCHEDULES}{_IN_SHORT}{_INSTANCES}" + "".join(
        f'<w:num w:numId="{FIRST_LIST + place}"><w:abstractNumId w:val="2"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for place in range(lists)
    )


def _level(level: int, kind: str, shown: str, place: str, *, style: str = "", run: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr>{place}</w:pPr><w:rPr>{run}</w:rPr></w:lvl>'
    )


def _abstract(number: int, kind: str, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def _hanging(left: int, hang: int) -> str:
    tab = f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
    return f'{tab}<w:ind w:left="{left}" w:hanging="{hang}"/>'


_QUIET = '<w:b w:val="0"/><w:i w:val="0"/><w:color w:val="555555"/><w:sz w:val="19"/>'
_CLAUSES = _abstract(
    1,
    "multilevel",
    _level(0, "decimal", "%1", _hanging(HANG, HANG), style="Heading1")
    + _level(1, "decimal", "%1.%2", _hanging(HANG, HANG), style="Heading2")
    + _level(2, "decimal", "%1.%2.%3", _hanging(HANG, HANG), style="Clause", run=_QUIET),
)
_LETTERS = _abstract(2, "singleLevel", _level(0, "lowerLetter", "(%1)", _hanging(HANG + 454, 454)))
_BULLETS = _abstract(
    3, "singleLevel", _level(0, "bullet", "•", _hanging(HANG + BULLET, BULLET), style="BulletedItem")
)
_SCHEDULES = _abstract(
    4,
    "singleLevel",
    _level(
        0, "upperLetter", "Schedule %1:", '<w:ind w:left="0" w:firstLine="0"/>', style="ScheduleHeading"
    ).replace("<w:lvlText", '<w:suff w:val="space"/><w:lvlText'),
)
_IN_SHORT = _abstract(
    5,
    "singleLevel",
    _level(
        0, "none", "In short", _hanging(HANG, HANG), style="InShort",
        run='<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:b/>'
        '<w:color w:val="1F3A5F"/><w:sz w:val="17"/>',
    ),
)  # fmt: skip
"""The label in the margin beside a clause in short, as in the PDF: Word sets it, so that it is no word of the text."""
_INSTANCES = "".join(
    f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 3, 4, 5)
)
