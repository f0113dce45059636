"""What is asked of every clause, also of those that an agreement lacks: known without importing any.

`clauses/known.json` holds what the clauses say of themselves. `pytest --update-goldens tests/house/test_known.py`
writes it anew. It only saves time: a clause that is not in it yet is asked itself.

>>> known()["financials.retainer"].pays, known()["exit.termination"].missed.level
(True, <Level.ERROR: 0>)
>>> stale()
[]
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from charter.core.agreement import CLAUSES, Agreement, clause_type
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Missed, OfWorkspace
from charter.core.vocabulary.finding import Level
from charter.core.vocabulary.sentence import Sentence
from charter.core.vocabulary.stated import Accruing

FILE = resources.files("charter.core.clauses") / "known.json"


class KnownClause(NamedTuple):
    """What a clause says of itself, whether an agreement has it or not.

    `pays` and `accrues` say whether it is a fee, and whether debts grow under it. `entries` gives the class of each
    kind of entry of its own as "module:Name", by the kind; `notices` names its kinds of notice, and
    `from_workspace` the terms that begin with what a workspace knows.
    """

    pays: bool = False
    accrues: bool = False
    missed: Missed | None = None
    unsaid: Sentence | None = None
    entries: Mapping[str, str] = {}
    notices: tuple[str, ...] = ()
    from_workspace: tuple[OfWorkspace, ...] = ()


@cache
def known() -> dict[Cite, KnownClause]:
    """Give what is known of every clause by path, in the order of the document."""
    held = json.loads(FILE.read_text("utf-8"))
    return {cite: _read(held[cite]) if cite in held else asked(cite) for cite in CLAUSES}


def asked(cite: Cite) -> KnownClause:
    """Ask a clause itself, which imports it."""
    kind = clause_type(cite)
    entries = {name_of(entry): f"{entry.__module__}:{entry.__qualname__}" for entry in kind.entries}
    notices = tuple(notice.name for notice in kind.notices)
    accrues = issubclass(kind, Accruing)
    return KnownClause(kind.pays, accrues, kind.missed, kind.unsaid, entries, notices, kind.from_workspace)


def name_of(entry: type[Any]) -> str:
    """Give the name of a kind of entry, as a journal writes it."""
    return str(entry.model_fields["kind"].default)


def pays_money(agreement: Agreement) -> bool:
    """Say whether a fee is agreed and money is owed; a grant of units alone is a fee without an invoice."""
    costs = (price for clause in agreement.clauses.values() for price in clause.prices())
    return bool(agreement.fees) and any(price.taxed for price in costs)


def missed_clauses(agreement: Agreement) -> Iterator[tuple[Cite, Missed]]:
    """Give the clauses that an agreement lacks and that are missed, each with how badly and why."""
    for cite, each in known().items():
        if each.missed is not None and cite not in agreement.clauses:
            yield cite, each.missed


def unsaid(agreement: Agreement) -> tuple[Sentence, ...]:
    """Give what an agreement says nothing on: what each clause that it lacks would have said."""
    absent = (each for cite, each in known().items() if cite not in agreement.clauses)
    return tuple(each.unsaid for each in absent if each.unsaid is not None)


# ── the file ───────────────────────────────────────────────────────────────────────────────────


def known_file() -> str:
    """Give the file as it should be: a line for each clause, with what is not as in most."""
    rows = (f"{json.dumps(cite)}: {json.dumps(_row(asked(cite)), ensure_ascii=False)}" for cite in CLAUSES)
    return "{\n" + ",\n".join(rows) + "\n}\n"


def stale() -> list[Cite]:
    """Name the clauses of which the file says something else than they do."""
    return [cite for cite, each in known().items() if each != asked(cite)]


def _row(each: KnownClause) -> dict[str, Any]:
    sentences = {"unsaid": each.unsaid, "missed": each.missed and each.missed.why}
    if any(said and (said.values or said.plural) for said in sentences.values()):
        raise ValueError("what is said of an absent clause has no values")
    row = {name: held for name, held in each._asdict().items() if held}
    row |= {name: said.message for name, said in sentences.items() if said}
    if each.missed:
        row["missed"] = [each.missed.level.name, each.missed.why.message, each.missed.fees]
    return row


def _read(row: dict[str, Any]) -> KnownClause:
    read = dict(row)
    if "unsaid" in row:
        read["unsaid"] = Sentence(row["unsaid"])
    if "missed" in row:
        level, why, fees = row["missed"]
        read["missed"] = Missed(Level[level], Sentence(why), fees)
    return KnownClause(**read | {name: tuple(row.get(name, ())) for name in ("notices", "from_workspace")})
