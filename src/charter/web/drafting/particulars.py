"""What a workspace says of itself, filled in or as text: who the consultant is, the account, the invoice numbers.

The whole of it is the `workspace.toml` that an engagement folder stands beside; new agreements begin with it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from charter.core.reading.problem import Problems
from charter.core.reading.settings import read_settings
from charter.core.reading.writing import with_clause
from charter.core.vocabulary import toml
from charter.core.vocabulary.bank import Bank
from charter.core.workspace.settings import Colleague, NumberSeries, Own, OwnCalendar, Settings
from charter.web.drafting.forms import TermsForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict
    from pydantic import BaseModel

    from charter.core.reading.problem import Problem
    from charter.web.kit.models import WorkspaceRow
    from charter.web.people.models import Account

NEW = "[charter]\nschema = 1\n"
"""What the text of a workspace begins with."""
PEOPLE, SERIES = "own.people", "series"
PARTY = (
    "name", "form", "legal_form", "registration", "address", "country", "state", "tax_id", "tax_number", "size",
)  # fmt: skip


class Group(NamedTuple):
    """Particulars that are asked for together: where they stand in the text, of what type, and which."""

    heading: str
    place: str
    kind: type[BaseModel]
    only: tuple[str, ...]


def groups(held: Mapping[str, Any], account: Account) -> tuple[Group, ...]:
    """Give the groups; who is asked for is the first of the people, and the series the first of those there are."""
    own = held.get("own", {}).get("people", {})
    person = next(iter(own), "") or _key(account.name)
    series = next(iter(held.get(SERIES, {})), "") or "main"
    return (
        Group("Your company", "own", Own, PARTY),
        Group("You", f"{PEOPLE}.{person}", Colleague, ("name", "title", "email", "may")),
        Group(
            "Where clients pay",
            "own.bank",
            Bank,
            ("holder", "iban", "bic", "account", "scheme", "routing"),
        ),
        Group("Invoice numbers", f"{SERIES}.{series}", NumberSeries, ("number",)),
        Group("Where you work", "calendar", OwnCalendar, ("zone", "holidays")),
        Group("How much", "", Settings, ("rate", "hours", "one_client")),
    )


def forms_of(row: WorkspaceRow, account: Account, data: QueryDict | None = None) -> dict[Group, TermsForm]:
    """Give a form for each group, with what is known; a workspace that says nothing yet begins with its owner."""
    held = _read(row.settings)
    known: Mapping[str, Any] = held or {
        "own": {
            "name": row.name,
            "people": {
                _key(account.name): {
                    "name": account.name,
                    "email": account.email,
                    "may": ["sign", "give notices"],
                }
            },
        },
        "calendar": {"zone": row.zone},
    }
    return {
        each: TermsForm(
            each.kind, _plain(known, each.place), data, only=each.only, prefix=each.place.replace(".", "-")
        )
        for each in groups(held, account)
    }


def keep_filled(row: WorkspaceRow, filled: Mapping[Group, TermsForm]) -> bool:
    """Put what was filled in into the text and keep it.

    Where it does not hold, the forms say why, and nothing is kept.
    """
    text, held = row.settings or NEW, _read(row.settings)
    for group, form in filled.items():
        if any(value is not None for value in form.values.values()) or _plain(held, group.place):
            text = with_clause(text, group.place, form.values)
        parent, _, name = group.place.rpartition(".")
        if name and name in (above := _at(_read(text), parent)) and not above[name]:
            text = with_clause(text, parent, {name: None})  # emptied whole, so the table goes too
    try:
        keep_text(row, text)
    except Problems as found:
        for problem in found.problems:
            _tell(problem, filled)
        return False
    return True


def keep_text(row: WorkspaceRow, text: str) -> None:
    """Keep the whole text. Raises Problems where it does not hold, and keeps nothing then."""
    found = read_settings(text.encode(), "workspace.toml")
    row.settings, row.zone = text, found.calendar.zone or row.zone
    row.save(update_fields=["settings", "zone"])


def _tell(problem: Problem, filled: Mapping[Group, TermsForm]) -> None:
    """Say a problem at its field, or above the form whose table it is in."""
    said = f"{problem.message}. {problem.hint}".strip()
    for group, form in sorted(filled.items(), key=lambda one: -len(one[0].place)):
        inside = problem.path == group.place or problem.path.startswith(f"{group.place}.") or not group.place
        if inside:
            name = problem.path.removeprefix(group.place).lstrip(".").partition(".")[0]
            form.add_error(name if name in form.fields else None, said)
            return


def _read(text: str) -> dict[str, Any]:
    return toml.loads(text) if text else {}


def _plain(held: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Give what a text says at a place, without its tables."""
    return {name: value for name, value in _at(held, place).items() if not isinstance(value, dict)}


def _at(held: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    there: Any = held
    for step in filter(None, place.split(".")):
        there = there.get(step, {})
    found: Mapping[str, Any] = there
    return found


def _key(name: str) -> str:
    """Give the key of a person: the first name in small letters."""
    return re.sub(r"[^a-z0-9]", "", (name.split() or ["me"])[0].casefold()) or "me"
