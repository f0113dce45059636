"""CH-GEN-030: two things of one clause with one name, so that nobody can tell which a table or a reminder means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from charter.core.agreement import Agreement
from charter.core.vocabulary.clause import Keyed
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.walking import each


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - whatever the deal
    """Find each thing whose name another of its clause has already, capitals and blanks aside."""
    clauses: Iterator[tuple[str, Keyed[Any]]] = each(Keyed, agreement)
    for place, clause in clauses:
        first: dict[str, str] = {}
        for key, thing in clause.things.items():
            name = getattr(thing, "name", None)
            if name is None:
                continue
            known = first.setdefault(" ".join(name.casefold().split()), key)
            if known != key:
                yield Finding(
                    "CH-GEN-030",
                    Level.WARNING,
                    f"{place}.{key}.name",
                    say(
                        "'{known}' and '{key}' are both named '{name}', so the document does not say"
                        " which it means.",
                        known=known,
                        key=key,
                        name=name,
                    ),
                    say("Give each a name of its own."),
                )
