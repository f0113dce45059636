"""Brackets in a draft where a side's own words are still to come: "[client: name] is the Client."."""

from __future__ import annotations

from charter.core.agreement import Agreement
from charter.core.changes import term_at, with_term
from charter.core.vocabulary.left_open import whose_words
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.walking import each

TO_A_CLAUSE = 3
"""How many steps lead to a term of a clause's own table, as `foundation.parties.client` does: part, clause, table."""


def bracketed(agreement: Agreement) -> Agreement:
    """Give an agreement as a draft prints it: in brackets, which side has yet to say what.

    Nothing else changes; where nothing is open, it is the agreement itself.
    """
    shown = agreement
    for path, text in each(str, agreement):
        if (side := whose_words(text)) is not None:
            shown = _with_text(shown, path, f"[{side}: {_what(path, side)}]")
    return shown


def _what(path: str, side: Side) -> str:
    """Give a term in words: its name, of an item that of its list, and whose it is where a table has several."""
    *above, last = (step for step in path.split(".") if not step.isdecimal())
    of = above[-1] if len(above) > TO_A_CLAUSE and above[-1] != side else ""
    return f"{of} {last}".replace("_", " ").strip()


def _with_text(agreement: Agreement, path: str, text: str) -> Agreement:
    held, _, last = path.rpartition(".")
    if not last.isdecimal():
        return with_term(agreement, path.split("."), text)
    items = tuple(text if place == int(last) else item for place, item in enumerate(term_at(agreement, held)))
    return with_term(agreement, held.split("."), items)
