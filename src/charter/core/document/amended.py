"""The document of an amended agreement: the signed one, with only those parts written anew that the amendment changes.

Whether a part changes is asked of its words: they are printed before and after the amendment by the edition that was
signed, and where both are the same, what was signed stands. So a part changes with the terms it shows, with a clause it
refers to and with a name it uses, and with nothing else: not with later texts, nor with later code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from charter.core.agreement import Agreement
from charter.core.document import assembly, tree
from charter.core.document.editions import library, working
from charter.core.document.layout import Layout, letter
from charter.core.vocabulary.cite import Cite

_KEYS = {
    tree.Article: "part", tree.Section: "cite", tree.Fact: "label", tree.Definition: "word", tree.Schedule: "cite",
    tree.Counting: "cite", tree.CountingPart: "cite",
    tree.SignatureBlock: "side",
}  # fmt: skip
"""A part of a document that is compared as a whole, and the name under which it is looked up."""

_WHOLE = (tree.Document, tree.Article, tree.Counting)
"""The fields of a document that are compared part by part."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A document that was put forward for signing: its tree, its terms, and the edition that worded it."""

    document: tree.Document
    agreement: Agreement
    edition: str


def amended(
    signed: Sequence[Signed],
    agreement: Agreement,
    marks: tuple[tree.Mark, ...] = (),
    *,
    before: tuple[tree.Mark, ...] = (),
    version: str,
) -> tree.Document:
    """Give the document of an agreement that goes on from signed ones, in their order; the last is amended.

    `marks` are the points on its timeline, and `before` those that the last would have. Raises NotKept where a term
    differs and the edition that words the last is not here.
    """
    last = signed[-1]
    if agreement == last.agreement:
        stays = last.document.timeline if marks == before else assembly.timeline(agreement, marks)
        return replace(last.document, timeline=stays, version=version)
    layout = following(signed, agreement)
    redrawn = assembly.document(last.agreement, before, version="", layout=layout)
    drawn = assembly.document(agreement, marks, version=version, layout=layout)
    found: tree.Document = _kept(last.document, redrawn, drawn)
    return found


def following(signed: Sequence[Signed], agreement: Agreement) -> Layout:
    """Give what a document keeps to that follows signed ones; what it brings is worded by the working edition.

    Raises NotKept.
    """
    layout = shown(signed[-1].document, signed[-1].edition)
    new = agreement.clauses.keys() - signed[-1].agreement.clauses.keys()
    later = dict.fromkeys(sorted(new), working()) if layout.library is not working() else {}
    earlier = [shown(each.document, each.edition) for each in signed[:-1]]
    numbers = {cite: number for each in (*earlier, layout) for cite, number in each.numbers.items()}
    letters = {cite: letter for each in (*earlier, layout) for cite, letter in each.letters.items()}
    return Layout(layout.library, {**layout.later, **later}, numbers, letters)


def shown(document: tree.Document, edition: str) -> Layout:
    """Give the layout that a document shows, which an edition worded. Raises NotKept."""
    sections = list(tree.sections(document))
    return Layout(
        library(edition),
        {Cite(each.cite): library(each.edition) for each in sections if each.edition},
        {Cite(each.cite): each.number for each in sections},
        {Cite(each.cite): each.letter for each in document.schedules},
    )


def in_order(document: tree.Document) -> bool:
    """Tell whether a document numbers its articles, sections and schedules as Charter does, one after the other."""
    articles = [each.number for each in document.articles]
    sections = [[each.number for each in article.sections] for article in document.articles]
    schedules = [each.letter for each in document.schedules]
    return (
        articles == [str(n) for n in range(1, len(articles) + 1)]
        and sections == [[f"{a}.{n}" for n in range(1, len(s) + 1)] for a, s in enumerate(sections, 1)]
        and schedules == [letter(n) for n in range(len(schedules))]
    )


def _kept(signed: Any, redrawn: Any, drawn: Any) -> Any:  # noqa: ANN401 - a document, and what is in it
    """Give what is drawn, with each part as signed that would have been drawn the same before."""
    if drawn == redrawn:
        return signed
    if isinstance(drawn, _WHOLE):
        names = [field.name for field in fields(drawn)]
        return replace(
            drawn, **{n: _kept(getattr(signed, n), getattr(redrawn, n), getattr(drawn, n)) for n in names}
        )
    if isinstance(drawn, tuple) and drawn and type(drawn[0]) in _KEYS:
        were, would = _named(signed), _named(redrawn)
        return tuple(
            _kept(were[name], would[name], part) if name in were.keys() & would.keys() else part
            for name, part in _named(drawn).items()
        )
    return drawn


def _named(parts: Sequence[Any]) -> dict[str, Any]:
    return {getattr(part, _KEYS[type(part)]): part for part in parts}
