"""From what is known to a whole draft: the terms, which of them were filled in and why, and what a side has yet to say.

Nothing here acts unseen: whatever is taken is written into the terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from charter.core.agreement import Agreement, clause_types
from charter.core.interview.positions import positions
from charter.core.interview.presets import Stance, clauses, stance
from charter.core.interview.situation import CLIENT_SIGNER, CONSULTANT_SIGNER, Situation
from charter.core.interview.term_names import left_to, term_path
from charter.core.interview.worked_out import worked_out
from charter.core.vocabulary.left_open import address_to_come, to_come
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.typed import type_at
from charter.core.workspace.beginning import begin
from charter.core.workspace.playbook import LEFT_OUT, Wish
from charter.core.workspace.positions import ANY

PARTIES = term_path("parties")

TITLES = {
    "advisory": "Technology adviser engagement",
    "operational": "Fractional CTO engagement",
    "embedded": "Fractional CTO engagement",
    "interim": "Interim CTO engagement",
    "due diligence": "Technical review",
}
"""What an agreement of each kind is called on its cover."""


class Drafted(NamedTuple):
    """A draft: its terms as plain values, and of each term that nobody said the reason why it stands there."""

    values: dict[str, Any]
    filled: Mapping[str, str]


def drafted(situation: Situation) -> Drafted:
    """Give the draft of a situation: what was said, the workspace's own, its playbook, and the positions."""
    table: dict[str, Any] = {"title": TITLES[situation.preset], "dated": situation.today.isoformat()}
    filled: dict[str, str] = {}
    _put_parties(table, situation)
    present = clauses_of(situation)
    for plain in (True, False):  # what is worked out comes after what it is worked out of
        for path, value in situation.said.items():
            if (
                plain is not _is_worked_out(value)
                and value is not None
                and _clause(path) in present | {PARTIES}
            ):
                put(table, path, worked_out(value, situation, table))
        for path, value, why in _taken(situation, present):
            if plain is not _is_worked_out(value) and get(table, path) is None and path not in situation.said:
                found = worked_out(value, situation, table)
                if found is not None and put(table, path, found):
                    filled[path] = why
    _list_open(table)
    return Drafted({name: table[name] for name in Agreement.model_fields if name in table}, filled)


def clauses_of(situation: Situation) -> frozenset[str]:
    """Name the clauses that a draft has: those of its kind of work, of the client's sector, and those added."""
    sector = situation.said.get(term_path("sector"))
    wanted = {Stance.ON, Stance.SECTOR} if sector in {"financial", "health"} else {Stance.ON}
    known = {str(cite) for cite in clause_types()}
    on = (name for name in clauses() if stance(situation.preset, name) in wanted)
    return frozenset(name for name in (*on, *situation.added) if name in known - situation.removed)


def _taken(situation: Situation, present: frozenset[str]) -> Iterator[tuple[str, Any, str]]:
    """Give each term to be filled in, with its value as written and the reason; the own playbook comes first."""
    own = {} if situation.settings is None else situation.settings.playbook
    for path, position in own.items():
        if position.prefer is None or _clause(path) not in present or ANY in path.split("."):
            continue
        if (
            position.prefer == LEFT_OUT
            or not Wish.read(position.prefer, type_at(Agreement, path.split("."))).bounds
        ):
            yield path, None if position.prefer == LEFT_OUT else position.prefer, position.why
    for path, default in positions().items():
        if _clause(path) in present and not situation.is_starter(path):
            refused = path in own and own[path].prefer == LEFT_OUT
            value = None if refused else default.value(situation.preset, situation.law)
            if value is not None:
                yield path, value, default.why


def _is_worked_out(value: Any) -> bool:  # noqa: ANN401 - terms are of any kind
    return "= " in repr(value)


def _clause(path: str) -> str:
    return ".".join(path.split(".")[:2])


# ── the two sides ──────────────────────────────────────────────────────────────────────────────


def _put_parties(table: dict[str, Any], situation: Situation) -> None:
    """Put who is known; a side of which nothing is known stands there with texts that are to be replaced."""
    if situation.settings is not None:
        table |= {
            name: held for name, held in begin(situation.settings, situation.today).items() if name != "dated"
        }
    country, _, state = situation.law.partition("-")
    place = {"country": country} | ({"state": state} if country == "US" else {})
    forms = {Side.CLIENT: "company", Side.CONSULTANT: "one-person company"}
    keys = {Side.CLIENT: CLIENT_SIGNER, Side.CONSULTANT: CONSULTANT_SIGNER}
    for side, form in forms.items():
        known = {} if side is Side.CLIENT or situation.settings is None else get(table, f"{PARTIES}.{side}")
        words = to_come(side)
        open_ = {"name": words, "form": form, "address": words} | (place if not known else {})
        given = {
            path.rpartition(".")[2]: v
            for path, v in situation.said.items()
            if path.startswith(f"{PARTIES}.{side}.")
        }
        country_said = given.get("country", country) != country
        put(
            table,
            f"{PARTIES}.{side}",
            {
                k: v
                for k, v in (open_ | known | given).items()
                if not (k == "state" and country_said and k not in given)
            },
        )
        signs = {
            "side": str(side),
            "name": words,
            "title": words,
            "email": address_to_come(side),
            "may": MAY[side],
        }
        people = get(table, f"{PARTIES}.people") or {}
        said = any(
            path.startswith(f"{PARTIES}.people.") and path.endswith(".side") and value == side
            for path, value in situation.said.items()
        )
        if not said and not any(person["side"] == side for person in people.values()):
            put(table, f"{PARTIES}.people.{keys[side]}", signs)


MAY = {
    Side.CLIENT: ["sign", "give notices", "accept", "approve costs", "dispute"],
    Side.CONSULTANT: ["sign", "give notices"],
}
"""What the one who signs for a side may do."""


def _list_open(table: dict[str, Any]) -> None:
    """List what nobody can fill in and a side has not said; of a clause that is not there nothing is to be said."""
    listed = {
        str(side): [
            path
            for path in left_to(side)
            if get(table, path) is None and get(table, path.rpartition(".")[0]) is not None
        ]
        for side in Side
    }
    if any(listed.values()):
        table["left_open"] = {side: paths for side, paths in listed.items() if paths}


# ── a table of tables ──────────────────────────────────────────────────────────────────────────


def get(table: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401 - terms are of any kind
    """Give what stands at a path; None where nothing does."""
    held: Any = table
    for step in path.split("."):
        held = held.get(step) if isinstance(held, Mapping) else None
    return held


def put(table: dict[str, Any], path: str, value: Any) -> bool:  # noqa: ANN401 - terms are of any kind
    """Put a value at a path, over what stood there; say whether there was a place for it."""
    *steps, last = path.split(".")
    held: Any = table
    for step in steps:
        if not isinstance(held, dict):
            return False
        held = held.setdefault(step, {})
    if isinstance(held, dict):
        held[last] = value
    return isinstance(held, dict)
