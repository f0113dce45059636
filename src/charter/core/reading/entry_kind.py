"""Which kind of entry a table of the journal is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charter.core.kinds import ONLY_DEEMED, entry_kind, entry_kinds, entry_names
from charter.core.reading.problem import Problems
from charter.core.reading.source_map import SourceMap
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.other_words import nearest_word, other_word
from charter.core.vocabulary.sentence import enumeration

OFTEN = ("hours", "paid", "notice")
"""Kinds that are named where nothing tells which one is meant."""

MOST_NAMED = 3
"""How many kinds are named at once."""


def entry_class(item: Any, source: SourceMap) -> type[Entry]:
    """Give the class of an entry. Raises Problems where its kind is missing or unknown."""
    if not isinstance(item, dict):
        raise Problems([source.problem((), "found no table, expected an entry", "write [[entry]] above it")])
    said, names = item.get("kind"), entry_names()
    if said is None:
        raise Problems([source.problem(("kind",), "is missing", _likely_kinds(item))])
    if said in ONLY_DEEMED:
        hint = "leave it out: the log shows it as soon as it comes about"
        raise Problems([source.problem(("kind",), f"{said!r} follows from the terms by itself", hint)])
    if not isinstance(said, str) or said not in names:
        meant = other_word(str(said), names)
        nearly = nearest_word(str(said), names)
        likely = _likely_kinds(item)
        hint = f'write: kind = "{meant}"' if meant else f"did you mean {nearly!r}?" if nearly else likely
        raise Problems([source.problem(("kind",), f"{str(said)[:60]!r} is no kind of entry", hint)])
    if "deemed" in item:
        hint = "leave it out: what silence brings about follows from the terms"
        raise Problems([source.problem(("deemed",), "'deemed' is not known here", hint, key=True)])
    return entry_kind(said)


def _likely_kinds(item: Mapping[str, Any]) -> str:
    """Name the kinds that have most of the terms of an entry and lack fewest, and where all kinds are shown."""
    given = item.keys() - Entry.model_fields.keys() - {"kind"}
    kinds = entry_kinds()

    def strangeness(name: str) -> tuple[int, int]:
        fields = kinds[name].model_fields
        lacking = {term for term, field in fields.items() if field.is_required()} - item.keys()
        return len(given - fields.keys()), len(lacking)

    likely = sorted(kinds, key=strangeness)[:MOST_NAMED] if given else OFTEN
    named = enumeration([f'"{name}"' for name in likely], "or")
    return f'write: kind = {named}; the guide shows all {len(kinds)}, under "The journal"'
