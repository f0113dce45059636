"""What a Word file shows, read from its XML: the numbers as Word counts them, styles, tables, fields, controls."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from lxml import etree

from .settler import w

Shown = tuple[Any, ...]
_BREAKS = {"br": "\n", "tab": "\t"}


@dataclass
class Numbering:
    """Counts as Word does: a level starts again after any higher one."""

    levels: dict[str, dict[str, dict[str, str]]]
    instances: dict[str, str]
    restarts: set[str]
    styles: dict[str, tuple[str, str]]
    counts: dict[str, list[int]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def label(self, instance: str, level: int) -> str:
        abstract = self.instances[instance]
        if instance in self.restarts and instance not in self.seen:
            self.counts.pop(abstract, None)
        self.seen.add(instance)
        counts = self.counts.setdefault(abstract, [0] * 9)
        counts[level] += 1
        counts[level + 1 :] = [0] * (8 - level)
        shown = self.levels[abstract][str(level)]["text"]
        for place in range(level + 1):
            form = self.levels[abstract][str(place)]["form"]
            shown = shown.replace(f"%{place + 1}", _counted(form, counts[place]))
        return shown


def _counted(form: str, number: int) -> str:
    letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    return {"decimal": str(number), "lowerLetter": letter, "upperLetter": letter.upper()}.get(form, "")


def parts(file: bytes) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return {
            name: etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")
        }


def shown(file: bytes) -> list[Shown]:
    """Read body, headers and footers as nested tuples: nothing of ids, everything that a reader could see."""
    found = parts(file)
    counter = _numbering(found.get("word/numbering.xml"), found.get("word/styles.xml"))
    bodies = [found["word/document.xml"][0], *(found[name] for name in sorted(found) if _furniture(name))]
    return [
        _block(child, counter)
        for body in bodies
        for child in body
        if child.tag in {w("p"), w("tbl"), w("sectPr")}
    ]


def _furniture(name: str) -> bool:
    return name.startswith(("word/header", "word/footer"))


def text(file: bytes) -> list[str]:
    """Read the words of every paragraph of the body."""
    body = parts(file)["word/document.xml"][0]
    return ["".join(node.text or "" for node in p.iter(w("t"))) for p in body.iter(w("p"))]


def _numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    if numbering is None or styles is None:
        return Numbering({}, {}, set(), {})
    levels = {
        abstract.get(w("abstractNumId"), ""): {
            level.get(w("ilvl"), ""): {"form": _val(level, "numFmt"), "text": _val(level, "lvlText")}
            for level in abstract.iter(w("lvl"))
        }
        for abstract in numbering.iter(w("abstractNum"))
    }
    instances = {num.get(w("numId"), ""): _val(num, "abstractNumId") for num in numbering.iter(w("num"))}
    restarts = {
        num.get(w("numId"), "")
        for num in numbering.iter(w("num"))
        if num.find(f".//{w('startOverride')}") is not None
    }
    by_style = {
        style.get(w("styleId"), ""): (
            _val(style, f"pPr/{w('numPr')}/{w('numId')}"),
            _val(style, f"pPr/{w('numPr')}/{w('ilvl')}"),
        )
        for style in styles.iter(w("style"))
        if style.find(f"{w('pPr')}/{w('numPr')}") is not None
    }
    return Numbering(levels, instances, restarts, by_style)


def _val(node: etree._Element, name: str) -> str:
    found = node.find(w(name))
    return "" if found is None else found.get(w("val"), "")


def _block(node: etree._Element, counter: Numbering) -> Shown:
    if node.tag == w("sectPr"):
        size = node.find(w("pgSz"))
        return (
            "page",
            "" if size is None else size.get(w("w")),
            [etree.QName(child).localname for child in node],
        )
    if node.tag == w("tbl"):
        rows = [_row(row, counter) for row in node.iter(w("tr"))]
        names = tuple(_val(node, f"tblPr/{w(name)}") for name in ("tblStyle", "tblCaption"))
        return ("table", names, tuple(rows))
    return _paragraph(node, counter)


def _row(row: etree._Element, counter: Numbering) -> Shown:
    heading = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
    return (
        heading,
        tuple(tuple(_paragraph(p, counter) for p in cell.iter(w("p"))) for cell in row.iter(w("tc"))),
    )


def _paragraph(node: etree._Element, counter: Numbering) -> Shown:
    style = _val(node, f"pPr/{w('pStyle')}")
    instance = _val(node, f"pPr/{w('numPr')}/{w('numId')}")
    level = _val(node, f"pPr/{w('numPr')}/{w('ilvl')}")
    if not instance:
        instance, level = counter.styles.get(style, ("", ""))
    label = counter.label(instance, int(level or 0)) if instance in counter.instances else ""
    return (
        "paragraph",
        style,
        label,
        tuple(_runs(node)),
        tuple(b.get(w("name")) for b in node.iter(w("bookmarkStart"))),
    )


def _runs(node: etree._Element) -> list[tuple[tuple[str, ...], str]]:
    """Give the characters with their style, their content control and whether they are a field's code or mark."""
    found: list[tuple[tuple[str, ...], str]] = []
    for run in node.iter(w("r")):
        style, control = _val(run, f"rPr/{w('rStyle')}"), _control(run)
        for child in run:
            kind = etree.QName(child).localname
            if kind == "fldChar":
                found.append((("field", child.get(w("fldCharType"), ""), str(len(found))), ""))
            elif kind == "instrText":
                found.append(((kind,), child.text or ""))
            elif kind in {"t", "delText"}:
                found.append(((kind, style, control), child.text or ""))
            elif kind in _BREAKS:
                found.append((("t", style, control), _BREAKS[kind]))
            elif kind != "rPr":
                found.append((("other", kind, str(len(found))), ""))
    merged = [
        (key, "".join(said for _, said in group)) for key, group in groupby(found, lambda pair: pair[0])
    ]
    return [
        (key[:2] if key[0] in {"field", "other"} else key, said)
        for key, said in merged
        if said or key[0] != "t"
    ]


def _control(run: etree._Element) -> str:
    control = next(run.iterancestors(w("sdt")), None)
    return "" if control is None else _val(control, f"sdtPr/{w('tag')}")
