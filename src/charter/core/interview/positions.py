"""A position for every term: what stands there before anybody is asked, what else is acceptable, what never, and why.

The data lie in `positions/`, one file a part; the first of them says how they are read.

>>> due = positions()["financials.payment.due_after"]
>>> due.value("embedded", "DE"), due.value("embedded", "US-CA"), due.never
('14 days', '15 days', ('over 60 days',))
>>> positions()["exit.termination.client.notice"].value("embedded", "FR")
'60 days'
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from charter.core.agreement import PARTS, Agreement, stated
from charter.core.interview.presets import PRESETS
from charter.core.law.lookup import law as body_of_law
from charter.core.vocabulary import toml
from charter.core.vocabulary.stated import Governing
from charter.core.workspace.playbook import LEFT_OUT, Position, Wanted

CURRENCIES = {"GB": "GBP", "US": "USD", "CA": "CAD", "AU": "AUD", "IN": "INR", "PL": "PLN", "CH": "CHF"}
"""The currency of a country; any other has the euro."""

_PLACE = resources.files(__package__) / "positions"
_TEXTS = [_PLACE / f"{part}.toml" for part in PARTS]
KEPT = _PLACE / "kept.json"
"""What the files say, as JSON, which is read in a tenth of the time; it is used while it has their digest."""

_SAID = frozenset({"take", "accept", "never", "fair", "why"})


class Default(NamedTuple):
    """The position on one term: values by kind of work and law, and what is said of it."""

    path: str
    values: Mapping[str, Any]
    accept: tuple[Wanted, ...]
    never: tuple[Wanted, ...]
    fair: str
    why: str

    def value(self, preset: str, law: str) -> Any:  # noqa: ANN401 - terms are of any kind
        """Give the value for a kind of work under a law, as it is written; None: the term is left out.

        The narrowest counts: kind and law, the law (its own, its country's, its union's), the kind, then any.
        """
        wider = body_of_law(law).jurisdictions if law else ()
        keys = (*(f"{preset} {code}" for code in wider), *wider, preset, "take")
        found = next((self.values[key] for key in keys if key in self.values), None)
        return None if found == LEFT_OUT else found

    def position(self, preset: str, law: str) -> Position | None:
        """Give it as a playbook states it, with a value that can be written; None where it wants nothing."""
        prefer = self.value(preset, law)
        if isinstance(prefer, str) and not prefer.startswith("="):
            prefer = in_currency(prefer, law)
        elif not isinstance(prefer, bool | int):
            prefer = None
        if prefer is None and not self.accept and not self.never:
            return None
        return Position(prefer=prefer, accept=self.accept, never=self.never, why=self.why)


def usual_positions(agreement: Agreement) -> dict[str, Position]:
    """Give what hardly anybody ever accepts, whatever the kind of work, by the path of its term."""
    law = stated(agreement, Governing).law
    held = ((path, each.position("", law)) for path, each in positions().items() if each.never)
    return {path: position for path, position in held if position is not None}


def currency_of_law(law: str) -> str:
    """Give the currency in which people pay under a law.

    >>> currency_of_law("GB-ENG"), currency_of_law("FR")
    ('GBP', 'EUR')
    """
    return CURRENCIES.get(law.partition("-")[0], "EUR")


def in_currency(text: str, law: str) -> str:
    """Write an amount of a position in the currency of a law.

    >>> in_currency("CUR 500.00", "US-CA"), in_currency("CURRENT", "DE")
    ('USD 500.00', 'CURRENT')
    """
    return re.sub(r"^CUR (?=\d)", f"{currency_of_law(law)} ", text)


@cache
def positions() -> dict[str, Default]:
    """Every position by the path of its term, in the order of the files."""
    return {path: _default(path, said) for path, said in _said().items()}


def _default(path: str, said: Mapping[str, Any]) -> Default:
    values = {key: value for key, value in said.items() if key not in _SAID or key == "take"}
    accept, never = (_listed(said.get(key, ())) for key in ("accept", "never"))
    return Default(path, values, accept, never, said.get("fair", ""), said["why"])


def _listed(given: Any) -> tuple[Wanted, ...]:  # noqa: ANN401 - as the file has it
    return tuple(given) if isinstance(given, list | tuple) else (given,)


def kinds_and_laws(default: Default) -> Iterator[tuple[str, str]]:
    """Give each kind of work, and each law that a position names, as pairs: "" where it names none.

    >>> list(kinds_and_laws(positions()["exit.termination.client.notice"]))[-2:]
    [('interim', 'FR'), ('due diligence', '')]
    """
    for key in default.values:
        preset = next((name for name in PRESETS if key == name or key.startswith(f"{name} ")), "")
        rest = key.removeprefix(preset).strip()
        yield preset, "" if rest == "take" else rest


# ── the files, and the same in one that is read sooner ─────────────────────────────────────────


def _said() -> dict[str, Any]:
    """Give what the files say; that of `KEPT` where it was made of them as they are."""
    texts = [text.read_bytes() for text in _TEXTS]
    kept: dict[str, Any] = json.loads(KEPT.read_bytes())
    return kept["said"] if kept["digest"] == _digest(texts) else read_texts(texts)


def read_texts(texts: Iterable[bytes]) -> dict[str, Any]:
    """Read the files themselves, in order."""
    return {path: said for text in texts for path, said in toml.loads(text.decode()).items()}


def as_kept() -> str:
    """Give the file `KEPT` as it should be: `pytest --update-goldens tests/house/test_known.py` writes it."""
    texts = [text.read_bytes() for text in _TEXTS]
    return (
        json.dumps({"digest": _digest(texts), "said": read_texts(texts)}, ensure_ascii=False, indent=0) + "\n"
    )


def _digest(texts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(texts)).hexdigest()
