"""The document of the example, from terms to HTML and PDF, beside the bare engines that it rests on.

Every round prints an agreement not printed before, ours as theirs, so nothing is taken from what an earlier round left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import typst

from bench import bare, example
from bench.ratio import Ratio, beside
from charter.core.agreement import Agreement
from charter.core.document import tree
from charter.core.document.assembly import document
from charter.formats import html, pdf, scripts

ROUNDS = 15

T = TypeVar("T")


def measure() -> Iterable[Ratio]:
    """Assemble and print; the floors get their values in words and their data as JSON, ready made."""
    agreements = example.others()
    assert shared(next(agreements)) > 0.95  # but for the letters of schedules
    ours, theirs = beside(
        new(agreements, lambda one: html.render(document(one))),
        new(map(bare.floor, agreements), lambda fill: fill()),
    )
    yield Ratio("HTML of the example, from its terms", "bare Jinja and markdown-it", ours, theirs, at_most=4)
    press = typesetter()
    trees = map(document, agreements)
    ours, theirs = beside(new(trees, pdf.render), new(map(data, trees), press), ROUNDS - 6)
    yield Ratio("PDF of the example, from its tree", "bare Typst, same template", ours, theirs, at_most=1.2)
    ours, theirs = beside(
        new(agreements, lambda one: pdf.render(document(one))), new(map(data, trees), press), ROUNDS - 6
    )
    yield Ratio("PDF of the example, from its terms", "bare Typst, same template", ours, theirs, at_most=1.2)


def shared(agreement: Agreement) -> float:
    """Say how much of our document the floor says too, word for word: so both do the same work."""
    said = " ".join(" ".join(bare.floor(agreement)()).split())
    blocks = [block for section in tree.sections(document(agreement)) for block in section.blocks]
    paragraphs = [tree.plain(block.inlines) for block in blocks if isinstance(block, tree.Paragraph)]
    return sum(paragraph in said for paragraph in paragraphs) / len(paragraphs)


def new(things: Iterator[T], work: Callable[[T], object], rounds: int = ROUNDS + 1) -> Callable[[], object]:
    """Do the work on another thing every time; they are all made before the first."""
    made = [next(things) for _ in range(rounds)]
    return lambda: work(made.pop())


def data(one: tree.Document) -> str:
    """Write what the template reads."""
    return json.dumps(
        {"document": tree.to_data(one), "attachments": [], "endless": False}, ensure_ascii=False
    )


def typesetter() -> Callable[[str], object]:
    """Typst itself, with our template and fonts, and nothing else of ours."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[scripts.FONTS])
    folder = pdf.TEMPLATES
    compiler = typst.Compiler(
        folder / "agreement.typ", root=folder, ignore_system_fonts=True, font_paths=fonts
    )
    return lambda written: compiler.compile(
        format="pdf", sys_inputs={"data": written}, pdf_standards=["ua-1", "a-3a"], timestamp=0
    )
