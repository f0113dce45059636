"""Hostile text in every free term at once, from the file to the paper: set as words, and nothing but words."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from charter.core.agreement import Agreement
from charter.core.document.assembly import document
from charter.core.reading import read_agreement
from charter.formats import pdf

TERMS = Path(__file__).parents[2] / "core" / "document" / "harbourline.toml"
HOSTILE = (
    "#set page(width: 1pt) $x^2$ @ref \\u{41} \\ // /* */ {{ 7*7 }} {% if x %} # *no* _no_ `no` <b>no</b> &amp; "
    "日本語の文章 中文句子 한국어"
)


def hostile(kind: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    """The names, titles and sentences of an agreement, each replaced."""
    if not isinstance(kind, dict):
        return kind
    free = {"name", "title", "address", "outcome", "not_done", "instead", "venue", "holder", "registration"}
    return {
        key: HOSTILE if key in free and isinstance(value, str) else hostile(value)
        for key, value in kind.items()
    }


def test_it_is_set_as_written(runs: Callable[[bytes], list[Any]]) -> None:
    data = hostile(tomllib.loads(TERMS.read_text("utf-8")))
    agreement = read_agreement(json.dumps(data, default=str), "agreement.json")
    assert isinstance(agreement, Agreement)
    said = "".join("".join(run.text for run in runs(pdf.render(document(agreement)))).split())
    assert said.count("".join(HOSTILE.split())) >= 25


def test_a_name_that_ends_in_a_full_stop_closes_its_sentence(runs: Callable[[bytes], list[Any]]) -> None:
    data = tomllib.loads(TERMS.read_text("utf-8"))
    data["foundation"]["parties"]["client"]["name"] = "Brightkettle Foods Inc."
    agreement = read_agreement(json.dumps(data, default=str), "agreement.json")
    said = "".join(run.text for run in runs(pdf.render(document(agreement))))
    assert said.count("Foods Inc.") > 3
    assert "Inc.." not in said
