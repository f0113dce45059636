"""What the texts and findings say of the law, statement by statement: where it stands, and the words relied on.

Each was opened on the day named at the address named; what could not be opened is marked `unconfirmed`, and says so
wherever it is shown. One TOML file per law.

>>> found = statements("DE")["bgb-640-1"]
>>> found.cite, found.confidence
('section 640 (1) BGB', 'seen')
>>> [each.cite for each in backing("US-CA", "financials.payment")][:2]
['Labor Code section 2776', 'Business and Professions Code section 18102']
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from charter.core.vocabulary import toml
from charter.core.vocabulary.finding import Source

__all__ = ["UNCONFIRMED", "LegalStatement", "backing", "laws", "source_of", "statements"]

UNCONFIRMED = "unconfirmed"
_HERE = Path(__file__).parent
_OPENED = dt.date(2026, 11, 29)
_FEDERAL = "github.com/bundestag/gesetze, commit 77abca2"


@dataclass(frozen=True, slots=True)
class LegalStatement:
    """One statement of law: where it stands (`cite`), what it says in our words, and the words `relied` on.

    `source` is the address at which those words were read on the day `opened`; `confidence` is "seen", "seen in …" for
    a quotation, a summary or an older version, or "unconfirmed" (then there is no source). `clauses` rely on it.
    """

    law: str
    cite: str
    says: str
    relied: str
    source: str
    opened: dt.date | None
    confidence: str
    clauses: tuple[str, ...]


@lru_cache
def statements(law: str) -> Mapping[str, LegalStatement]:
    """Give the statements of one law by name; none for a law of which nothing is kept."""
    path = _HERE / f"{law}.toml"
    kept = toml.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return MappingProxyType({name: _statement(law, each) for name, each in kept.items()})


def laws() -> tuple[str, ...]:
    """Give the codes of the laws of which statements are kept."""
    return tuple(sorted(path.stem for path in _HERE.glob("*.toml")))


def law_statements(code: str) -> tuple[LegalStatement, ...]:
    """Give all statements of a law ("US-CA") and of its country, in the order of their files."""
    codes = dict.fromkeys((code, code.partition("-")[0]))
    return tuple(each for each_code in codes for each in statements(each_code).values())


def backing(law: str, clause: str) -> tuple[LegalStatement, ...]:
    """Give the statements that a clause relies on under a law ("US-CA"): its own, and those of its country."""
    codes = dict.fromkeys((law, law.partition("-")[0]))
    return tuple(each for code in codes for each in statements(code).values() if clause in each.clauses)


def source_of(law: str, name: str) -> Source:
    """Give a statement as the source of a finding. Raises KeyError for one that is not kept.

    >>> str(source_of("DE", "urhg-29"))
    'section 29 UrhG, confirmed 2026-11'
    """
    each = statements(law)[name]
    seen = "seen" if each.confidence.startswith("seen") else each.confidence
    return Source(each.cite, seen, f"{each.opened:%Y-%m}" if each.opened else "")


def _opened(kept: Mapping[str, object]) -> dt.date:
    opened = kept.get("opened", _OPENED)
    assert isinstance(opened, dt.date)  # noqa: S101 - a day, as the tests see to
    return opened


def _statement(law: str, kept: Mapping[str, object]) -> LegalStatement:
    confidence = str(kept.get("confidence", "seen"))
    seen = confidence != UNCONFIRMED
    return LegalStatement(
        law,
        str(kept["cite"]),
        str(kept["says"]),
        str(kept.get("relied", "")),
        str(kept.get("source", _FEDERAL if law == "DE" and seen else "")),
        _opened(kept) if seen else None,
        confidence,
        tuple(map(str, kept["clauses"])),  # type: ignore[call-overload]  # a list, as the tests see to
    )
