"""The settler, proven on redlines that another tool made (Docxodus 2.0.0, recorded; live in tests/proof)."""

from __future__ import annotations

from pathlib import Path

import pytest

from .reader import parts, shown
from .settler import settle, w

RECORDED = Path(__file__).parent / "recorded"
_RUNS = {
    "ins",
    "del",
    "moveFrom",
    "moveTo",
    "delInstrText",
    "customXmlInsRangeStart",
    "customXmlDelRangeStart",
}


def _recorded(pair: str, which: str) -> bytes:
    return (RECORDED / f"{pair}-{which}.docx").read_bytes()


@pytest.mark.parametrize("pair", ["03", "06"])
def test_settles_redlines_of_another_tool(pair: str) -> None:
    tracked = _recorded(pair, "r")
    assert shown(settle(tracked, "accept")) == shown(_recorded(pair, "b"))
    assert shown(settle(tracked, "reject")) == shown(_recorded(pair, "a"))


def test_the_recorded_redlines_hold_every_kind_of_change_that_it_must_settle() -> None:
    bodies = [parts(_recorded(pair, "r"))["word/document.xml"] for pair in ("03", "06")]
    missing = {kind for kind in _RUNS if not any(body.find(f".//{w(kind)}") is not None for body in bodies)}
    assert not missing


def test_nothing_tracked_is_left() -> None:
    settled = parts(settle(_recorded("06", "r"), "accept"))["word/document.xml"]
    assert not [kind for kind in _RUNS if settled.find(f".//{w(kind)}") is not None]
