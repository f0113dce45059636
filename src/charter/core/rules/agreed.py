"""What an entry may name: things that were ever agreed, by table, and money in the agreed currency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from charter.core.agreement import stated
from charter.core.contract import Contract
from charter.core.rules.agreement_rules import currency_of, moneys
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.violation import Violation
from charter.core.vocabulary.converted import OfAccount
from charter.core.vocabulary.exchange import InvoicedIn
from charter.core.vocabulary.other_words import nearest_word
from charter.core.vocabulary.reference import references


class Agreed(NamedTuple):
    """What was ever agreed: the keys by table, the names of notices, the currency of amounts and of invoices.

    With each currency comes the path of the term that says so.
    """

    tables: dict[str, tuple[str, ...]]
    notices: tuple[str, ...]
    currency: tuple[str, str]
    account: tuple[str, str]

    def unknown(self, each: LocatedEntry) -> Iterator[Violation]:
        """Find an entry that speaks of a deliverable, an input or another thing that was never agreed."""
        for path, refers, key in references(each.entry):
            known = self.tables.get(refers.table, ())
            if key not in known:
                near = nearest_word(key, known)
                hint = f"did you mean {near!r}?" if near else f"agreed: {', '.join(known) or 'none'}"
                where = ("entry", each.place, *path)
                yield Violation(where, f"there is no {refers.what} {key!r}", hint)

    def foreign(self, each: LocatedEntry, first: tuple[str, str] | None) -> Iterator[Violation]:
        """Find money in another currency than what was agreed; `first` is that of the first entry with money."""
        agreed_in = self.currency if self.currency[0] else first or ("", "")
        invoiced = self.account if self.account[0] else agreed_in
        for path, money in moneys(each.entry):
            code, why = (
                invoiced if isinstance(each.entry, OfAccount) and "converted" not in path else agreed_in
            )
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
    clauses = (clause for edition in contract.editions for clause in edition.agreement.clauses.values())
    notices = dict.fromkeys(kind.name for clause in clauses for kind in clause.notices)
    keys = {path: tuple(sorted(names)) for path, names in tables.items()}
    invoiced = stated(contract.agreement, InvoicedIn, None)
    account = (invoiced.currency, invoiced.cite) if invoiced is not None else ("", "")
    return Agreed(keys, tuple(notices), currency_of(contract.agreement), account)
