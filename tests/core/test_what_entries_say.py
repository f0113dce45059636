"""Every kind of entry, with what it needs alone and with all it may have, says what happened in a plain sentence."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from enum import Enum
from itertools import product
from typing import Any, get_args

import pytest
from pydantic import ValidationError
from pydantic.fields import FieldInfo

from charter.core.kinds import entry_adapter, entry_kinds
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.reference import Refers
from charter.core.vocabulary.sentence import places

EXAMPLES: dict[str, Any] = {
    "on": "2026-03-04", "by": "mara", "deliverable": "audit", "occasion": "2026-03-02", "since": "2026-01-01",
    "received": "2026-03-05", "digest": "a" * 64, "note": "As agreed by telephone.", "reasons": "No rollback yet.",
    "duty": "scope.acceptance/review/audit", "number": "NL-2026-0001",
    "lines": [{
        "charge": "financials.retainer/2026-03-01", "reads": "Retainer", "amount": "EUR 5.00", "basis": "part(minor=1)",
        "agreed": "agreement",
    }],
}  # fmt: skip
"""What is written where a field gives no example of its own."""
INSTEAD = {"entry": "hours_march", "planned": "2026-03-09"}
"""What is written instead of the example of a field, which fits another kind."""
KINDS = {name: kind for name, kind in entry_kinds().items() if kind.says is not Entry.says}


def called(refers: Refers, key: str) -> str:
    """Call each thing by its key, so that a key which nobody looked up is told from one that was."""
    return f"the {refers.what} of {key}"


def written(name: str, field: FieldInfo) -> Iterator[Any]:
    """Give what may stand in a field: each word of a closed list, its example, or one of the type."""
    words = [word for part in (field.annotation, *get_args(field.annotation)) for word in get_args(part)]
    if isinstance(field.annotation, type) and issubclass(field.annotation, Enum):
        yield from (str(word) for word in field.annotation)
    elif words and all(isinstance(word, str) for word in words):
        yield from words
    elif name in INSTEAD and field.annotation is not bool:
        yield INSTEAD[name]
    elif field.examples:
        yield field.examples[0]
    elif name in EXAMPLES:
        yield EXAMPLES[name]
    elif bool in (field.annotation, *get_args(field.annotation)):
        yield from (False, True)
    elif dt.date in (field.annotation, *get_args(field.annotation)):
        yield "2026-03-06"
    elif int in (field.annotation, *get_args(field.annotation)):
        yield 1


def entries(kind: type[Entry]) -> Iterator[Entry]:
    """Give entries of a kind: with the fields that it needs, and each with one more that it may have."""
    fields = {
        name: field for name, field in kind.model_fields.items() if name not in {"kind", "deemed", "id"}
    }
    needed = {name: list(written(name, field)) for name, field in fields.items() if field.is_required()}
    for values in product(*needed.values()):
        plain = {"kind": kind.model_fields["kind"].default} | dict(zip(needed, values, strict=True))
        more = [(name, value) for name in fields.keys() - needed for value in written(name, fields[name])]
        for also in [{}, *({name: value} for name, value in more), dict(more)]:
            try:
                yield entry_adapter().validate_json(json.dumps(plain | also), strict=True)
            except ValidationError:
                continue  # two of its fields exclude each other, or a value is none of its own


@pytest.mark.parametrize("name", KINDS)
def test_an_entry_says_what_happened_whatever_it_leaves_out(name: str) -> None:
    found = list(entries(KINDS[name]))
    assert found, "no entry of this kind could be written"
    for entry in found:
        sentence = entry.says(called)
        said = str(sentence)
        assert said.strip()
        assert not places(said), f"a place of {sentence.message} has no value"
        assert not re.search(r"\bNone\b|datetime|<", said), said
