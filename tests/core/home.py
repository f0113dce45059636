"""What the tests of all clauses need to know of each: it stands beside the clause's own test, in a file of its name.

`tests/core/clauses/financials/retainer.py` has the home of `financials.retainer`. Terms are named as in the file of an
agreement, from the clause on, with `*` for a key: "rollover.share", "*.due".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, reduce
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

from charter.core.agreement import clause_types

WHOLE = Path(__file__).parent / "document" / "harbourline.toml"
Terms = Mapping[str, object]
NAME = "a name: printed, and read by people"
PERSON = "whom to reach: printed; the side acts, whoever it is"
BY_HAND = "a rule for people: what it allows or forbids is done, and recorded, by hand"


@dataclass(frozen=True)
class Home:
    """What is said of one clause.

    `bears` says what each term bears on: S silence (deemed entries), D duties, C charges, I invoices to be (their day,
    number, last day to pay), F findings. `printed` are the terms that bear on nothing, with the reason; `refused` those
    with a change that the agreement itself refuses. `terms` is the clause with every term, in TOML, where the whole
    example of `document/harbourline.toml` does not have it.

    What happens for the terms to bear on are journals: `happens` in every story, `leaving` where the client leaves,
    `staying` where nobody does, `ways` are stories of their own. `looks` names those in which the clause is looked at,
    and when (`test_effects`). `apart` and `bases` are other terms, by path from the root (None: left out): `apart` in
    every look, each of `bases` once more where findings are looked for. `said` are words of its section in a document
    of every term: what it brings about by itself. `fires` has for its own rules the terms, by path from the root, that
    make each true of the clean agreement (`checks/test_firing.py`, which holds those of many clauses as data).
    """

    bears: Mapping[str, str] = field(default_factory=dict)
    printed: Mapping[str, str] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    terms: str = ""
    happens: str = ""
    leaving: str = ""
    staying: str = ""
    ways: tuple[str, ...] = ()
    looks: tuple[str, ...] = ("midst", "after", "before")
    apart: Terms = field(default_factory=dict)
    bases: tuple[Terms, ...] = ()
    said: tuple[str, ...] = ()
    fires: Mapping[str, Terms] = field(default_factory=dict)


@cache
def homes() -> Mapping[str, Home]:
    """Give the home of each clause, in the order of the agreement; a clause without one fails here."""
    return {str(cite): import_module(f"tests.core.clauses.{cite}").HOME for cite in clause_types()}


def named(what: str) -> dict[str, str]:
    """Give what is said of the terms of all clauses under a name ("bears"), by the path of the term."""
    return {
        f"{cite}.{term}": said for cite, home in homes().items() for term, said in getattr(home, what).items()
    }


def whole() -> dict[str, Any]:
    """Give the terms of a whole engagement, each time anew: every clause, every term."""
    data = tomllib.loads(WHOLE.read_text("utf-8"))
    for cite, home in homes().items():
        if home.terms:
            part, clause = cite.split(".")
            data.setdefault(part, {})[clause] = tomllib.loads(home.terms)[part][clause]
    return data


def terms(others: Terms) -> dict[str, Any]:
    """Give the terms of a whole engagement that stand together, some of them otherwise (None: left out)."""
    data = whole()
    apart = (home.apart for home in homes().values())
    for path, held in chain.from_iterable(some.items() for some in (*apart, others)):
        *steps, last = path.split(".")
        table = reduce(lambda inner, step: inner[step], steps, data)
        table[last] = held
        if held is None:
            del table[last]
    return data
