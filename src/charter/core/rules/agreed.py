"""What an entry may name: things that were ever agreed, by table, and money in the agreed currency."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from charter.core.contract import Contract
from charter.core.rules.agreement_rules import currency_of, moneys
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.violation import Violation
from charter.core.vocabulary.reference import references


class Agreed(NamedTuple):
    """The keys that were ever agreed, by table; and the currency of the account, with the path that says so."""

    tables: dict[str, tuple[str, ...]]
    currency: tuple[str, str]

    def unknown(self, each: LocatedEntry) -> Iterator[Violation]:
        """Find an entry that speaks of a deliverable, an input or another thing that was never agreed."""
        for path, refers, key in references(each.entry):
            known = self.tables.get(refers.table, ())
            if key not in known:
                near = difflib.get_close_matches(key, known, 1, 0.6)
                hint = f"did you mean {near[0]!r}?" if near else f"agreed: {', '.join(known) or 'none'}"
                where = ("entry", each.place, *path)
                yield Violation(where, f"there is no {refers.what} {key!r}", hint)

    def foreign(self, each: LocatedEntry, first: tuple[str, str] | None) -> Iterator[Violation]:
        """Find money in another currency than what was agreed; `first` is that of the first entry with money."""
        code, why = self.currency if self.currency[0] else first or ("", "")
        for path, money in moneys(each.entry):
            if code and money.currency != code:
                message = f"{money} is not in {code}, the currency of {why}"
                where = ("entry", each.place, *path)
                yield Violation(where, message, "record what arrived in that currency")


def agreed(contract: Contract) -> Agreed:
    """Give what was ever agreed in a contract; it is computed once."""
    found: Agreed = contract.memo(_agreed)
    return found


def _agreed(contract: Contract) -> Agreed:
    tables: dict[str, dict[str, None]] = {}
    for edition in contract.editions:
        for path, names in edition.agreement.tables.items():
            tables.setdefault(path, {}).update(dict.fromkeys(names))
    return Agreed(
        {path: tuple(sorted(keys)) for path, keys in tables.items()}, currency_of(contract.agreement)
    )
