"""A name that ends in a full stop ("Inc.") closes its sentence: one full stop, in each format and in redlines."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from functools import cache
from pathlib import Path

import pytest
from lxml import html as parser

from charter.core.document import tree
from charter.core.document.assembly import document
from charter.core.reading import read_agreement
from charter.formats import docx, html, markdown
from charter.formats.redline import compare, terminal
from charter.formats.redline import html as redlined
from charter.formats.rows import FlatLine, text_of_side

from .word import reader
from .word.settler import settle

TERMS = Path(__file__).parents[1] / "core" / "document" / "harbourline.toml"
INC, CLOSED = "Brightkettle Foods Inc.", re.compile(r"Inc\.(?!\.)")


@cache
def agreed(client: str) -> tree.Document:
    """The document of an agreement with this client."""
    terms = tomllib.loads(TERMS.read_text("utf-8"))
    terms["foundation"]["parties"]["client"]["name"] = client
    return document(read_agreement(json.dumps(terms, default=str), "agreement.json"))


FORMATS = {
    "docx": lambda document: "\n".join(reader.text(docx.render(document))),
    "html": lambda document: "".join(map(str, parser.fromstring(html.render(document)).itertext())),
    "markdown": markdown.render,
}


@pytest.mark.parametrize("name", FORMATS)
def test_each_format_prints_one_full_stop(name: str) -> None:
    said = FORMATS[name](agreed(INC))
    assert len(CLOSED.findall(said)) > 3
    assert "Inc.." not in said


@pytest.mark.parametrize(("before", "after"), [(INC, "Harbourline GmbH"), ("Harbourline GmbH", INC)])
def test_either_side_of_a_redline_prints_one_full_stop(before: str, after: str) -> None:
    old, new = agreed(before), agreed(after)
    tracked = docx.redline(old, new, author="Mara Lindqvist", date=dt.date(2026, 3, 2))
    assert reader.text(settle(tracked, "accept")) == reader.text(docx.render(new))
    assert reader.text(settle(tracked, "reject")) == reader.text(docx.render(old))
    for page in (terminal(compare(old, new), whole=True), redlined(compare(old, new), whole=True)):
        assert INC in page
        assert "Inc.." not in page
    (line,) = [
        block
        for passage in compare(old, new).passages
        for block in passage.blocks
        if isinstance(block, FlatLine)
        and block.role in {"definition", "last-definition"}
        and text_of_side(block.runs).startswith("Client:")
    ]
    assert text_of_side(line.runs, "deleted") == f"Client: {before.removesuffix('.')}."
    assert text_of_side(line.runs, "inserted") == f"Client: {after.removesuffix('.')}."
