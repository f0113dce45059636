"""Accepts or rejects all tracked changes of a Word file, by the rules of ECMA-376 part 1, 17.13.5.

It knows nothing of how Charter writes redlines: it is itself proven on redlines of another tool.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Literal

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Choice = Literal["accept", "reject"]
_GOES: dict[Choice, tuple[str, ...]] = {"accept": ("del", "moveFrom"), "reject": ("ins", "moveTo")}
_STAYS: dict[Choice, tuple[str, ...]] = {"accept": ("ins", "moveTo"), "reject": ("del", "moveFrom")}
_RANGES = ("customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def settle(file: bytes, choice: Choice) -> bytes:
    """Accept or reject all tracked changes in the body, the headers and the footers."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as source, zipfile.ZipFile(sink, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(content)
                settle_tree(root, choice)
                content = etree.tostring(root)
            target.writestr(name, content)
    return sink.getvalue()


def settle_tree(root: etree._Element, choice: Choice) -> None:
    _controls(root, choice)
    _properties(root, choice)
    _rows(root, choice)
    marks = [p for p in root.iter(w("p")) if _marked(p, _GOES[choice])]
    _runs(root, choice)
    for paragraph in marks:
        _join(paragraph)
    for mark in list(root.iter(*(w(name) for name in ("ins", "del", "moveFrom", "moveTo")))):
        _parent(mark).remove(mark)
    _tidy(root)


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def _controls(root: etree._Element, choice: Choice) -> None:
    """Remove the content controls (not what they hold) whose start lies in a range that goes."""
    prefix = "customXmlDel" if choice == "accept" else "customXmlIns"
    open_ranges: set[str | None] = set()
    gone = []
    for node in root.iter():
        if node.tag == w(f"{prefix}RangeStart"):
            open_ranges.add(node.get(w("id")))
        elif node.tag == w(f"{prefix}RangeEnd"):
            open_ranges.discard(node.get(w("id")))
        elif node.tag == w("sdt") and open_ranges:
            gone.append(node)
    for control in gone:
        content = control.find(w("sdtContent"))
        _replace(control, [] if content is None else list(content))
    for name in _RANGES:
        for mark in list(root.iter(w(f"{name}RangeStart"), w(f"{name}RangeEnd"))):
            _parent(mark).remove(mark)


def _replace(node: etree._Element, children: list[etree._Element]) -> None:
    parent = _parent(node)
    place = parent.index(node)
    parent.remove(node)
    for child in reversed(children):
        parent.insert(place, child)


def _properties(root: etree._Element, choice: Choice) -> None:
    """Keep the new properties, or put the old ones back in their place."""
    for name in ("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "tblGrid", "tblPrEx", "numbering"):
        for change in list(root.iter(w(f"{name}Change"))):
            properties = _parent(change)
            properties.remove(change)
            old = change.find(w(name))
            if choice == "reject" and old is not None:
                _restore(name, properties, old)


_KEPT = {"pPr": ("rPr", "sectPr"), "sectPr": ("headerReference", "footerReference"), "trPr": ("ins", "del")}
"""What a change of properties does not speak of, so that it outlives rejection."""


def _restore(name: str, properties: etree._Element, old: etree._Element) -> None:
    kept = [child for child in properties if child.tag in {w(tag) for tag in _KEPT.get(name, ())}]
    first = name == "sectPr"
    properties[:] = [*kept, *old] if first else [*old, *kept]


def _marked(paragraph: etree._Element, names: tuple[str, ...]) -> bool:
    return any(paragraph.find(f"{w('pPr')}/{w('rPr')}/{w(name)}") is not None for name in names)


def _rows(root: etree._Element, choice: Choice) -> None:
    gone = [
        row
        for row in root.iter(w("tr"))
        if any(row.find(f"{w('trPr')}/{w(n)}") is not None for n in _GOES[choice])
    ]
    for row in gone:
        _parent(row).remove(row)
    for table in list(root.iter(w("tbl"))):
        if table.find(f".//{w('tr')}") is None:
            _parent(table).remove(table)


def _runs(root: etree._Element, choice: Choice) -> None:
    _remove_emptied_bookmarks(root, choice)
    for name in _GOES[choice]:
        for mark in [mark for mark in root.iter(w(name)) if not _is_property(mark)]:
            _parent(mark).remove(mark)
    for name in _STAYS[choice]:
        for mark in [mark for mark in root.iter(w(name)) if not _is_property(mark)]:
            _replace(mark, list(mark))
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for node in root.iter(w(old)):
            node.tag = w(new)


def _is_property(mark: etree._Element) -> bool:
    return _parent(mark).tag in {w("rPr"), w("trPr"), w("tcPr"), w("numPr")}


def _remove_emptied_bookmarks(root: etree._Element, choice: Choice) -> None:
    """Remove the bookmarks of paragraphs that go whole: their text goes, so they go with it."""
    for paragraph in root.iter(w("p")):
        if _marked(paragraph, _GOES[choice]):
            for mark in list(paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"))):
                _parent(mark).remove(mark)


def _join(paragraph: etree._Element) -> None:
    """Run a paragraph whose mark goes into the next one, whose properties win."""
    left = [child for child in paragraph if child.tag != w("pPr")]
    after = paragraph.getnext()
    if after is not None and after.tag == w("p"):
        place = 1 if after.find(w("pPr")) is not None else 0
        for child in reversed(left):
            after.insert(place, child)
        _parent(paragraph).remove(paragraph)
    elif not left and (after is not None or _follows_another(paragraph)):
        _parent(paragraph).remove(paragraph)


def _follows_another(paragraph: etree._Element) -> bool:
    """Tell whether a cell has words before this last, empty paragraph of it: then the cell's own end closes those."""
    before = paragraph.getprevious()
    return before is not None and before.tag == w("p")


def _tidy(root: etree._Element) -> None:
    for node in list(_empty(root)):
        _parent(node).remove(node)


def _empty(root: etree._Element) -> Iterator[etree._Element]:
    return (node for node in root.iter(w("rPr"), w("hyperlink")) if len(node) == 0)
