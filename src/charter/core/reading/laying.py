"""An order laid over its master: the terms of both as one agreement, and which paper says what.

The clauses of an order stand in the order, those that only the master has in the master. Where both have a clause, the
order's terms lie over the master's, one by one; where they differ, the master says which counts. A list is one term.

>>> over = _Over(yields=lambda path: path == "a.b.z", reserved=lambda path: path == "a.b.x")
>>> over.lay({"x": 1, "y": {"k": 2}, "z": 3}, {"x": 5, "y": {"k": 2, "l": 7}, "z": 8}, "a.b")
{'x': 1, 'y': {'k': 2, 'l': 7}, 'z': 8}
>>> over.changed, over.in_vain
(['a.b.y.l', 'a.b.z'], [InVain(path='a.b.x', said='5', counts='1', reserved=True)])
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from charter.core.agreement import PARTS, Agreement, clause_type
from charter.core.changes import terms_data
from charter.core.engagement import Engagement, InVain, Papers
from charter.core.reading.problem import Problems
from charter.core.reading.source_map import SourceMap
from charter.core.reading.versions import AT_FRAME, Values
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.framing import Framing, OfEachPaper
from charter.core.vocabulary.typed import type_at


class Laid(NamedTuple):
    """The values of an order laid over its master, and its papers."""

    values: dict[str, Any]
    papers: Papers


def lay_over(values: Values, master: Engagement, source: SourceMap) -> Laid:
    """Lay the values of an order, without its header, over its master as it stood on the date of the order.

    Raises Problems where the frame is no master, or the order says of itself what the program works out.
    """
    values = json.loads(json.dumps(values, default=str))
    day = _day(values.get("dated"))
    under = master.known(day).in_force(day)
    since = master.contract.concluded
    framing = next((clause for clause in under.clauses.values() if isinstance(clause, Framing)), None)
    if not isinstance(framing, Clause) or not framing.is_master:
        said = f"frames/{master.name} is no master: it does not say how its orders stand to it, or is an order itself"
        raise Problems([source.problem(AT_FRAME, said, "write [foundation.frame] there, without a master")])
    if "laid_over" in values:
        said, hint = "this is worked out from the frame", "take it out"
        raise Problems([source.problem(("laid_over",), said, hint, key=True)])
    signed_on = since if since is not None and since > dt.date.min else under.dated
    held = terms_data(under)
    part, name = framing.cite.split(".")
    held[part][name] = framing.in_order(under.title, signed_on)
    own = values.get(part)
    mine = own.get(name) if isinstance(own, Mapping) else None
    named = framing.names(mine) if isinstance(mine, Mapping) else ()
    over = _Over(lambda path: framing.yields(path, named), framing.reserved)
    return _laid(values, held, under.title, master, over)


def _laid(values: Values, held: Mapping[str, Any], title: str, master: Engagement, over: _Over) -> Laid:
    sections: list[str] = []
    parts = {
        part: _part(part, values.get(part, {}), held.get(part, {}), over, sections)
        for part in PARTS
        if part in values or part in held
    }
    laid_over = {"master": title, "sections": sections, "changed": over.changed}
    whole = {**values, "laid_over": laid_over, **parts}
    return Laid(whole, Papers(master.name, master, in_vain=tuple(over.in_vain)))


def _part(part: str, mine: Any, theirs: Mapping[str, Any], over: _Over, sections: list[str]) -> Any:
    """Lay one part over that of the master; name the clauses that stand in the master."""
    if not isinstance(mine, Mapping):
        return mine
    found = dict(mine)
    for name, under in theirs.items():
        cite, own = Cite(f"{part}.{name}"), mine.get(name)
        if name not in mine:
            found[name] = under
        elif issubclass(clause_type(cite), OfEachPaper) or not isinstance(own, Mapping):
            continue
        else:
            found[name] = over.lay(under, own, cite)
        sections.append(cite)
    return found


class _Over:
    """Lays tables of terms over others, and notes which of the order's terms count and which do not."""

    def __init__(self, yields: Callable[[str], bool], reserved: Callable[[str], bool]) -> None:
        self.yields, self.reserved = yields, reserved
        self.changed: list[str] = []
        self.in_vain: list[InVain] = []

    def lay(self, theirs: Mapping[str, Any], mine: Mapping[str, Any], path: str) -> dict[str, Any]:
        """Give a table of the master with what an order says of it; what the master does not say, the order adds."""
        found = dict(theirs)
        for name, own in mine.items():
            place, held = f"{path}.{name}", theirs.get(name)
            if isinstance(own, Mapping) and isinstance(held, Mapping):
                found[name] = self.lay(held, own, place)
            elif held == own or _same(place, held, own):
                continue
            elif self.yields(place) or (held is None and not self.reserved(place)):
                found[name] = own
                self.changed.append(place)
            else:
                reserved = self.reserved(place)
                self.in_vain.append(InVain(place, _shown(own), _shown(held), reserved))
        return found


def _same(path: str, held: object, own: object) -> bool:
    """Whether two ways to write a term say the same, as "EUR 5" and "EUR 5.00" do."""
    kind = type_at(Agreement, path.split("."))
    if kind is None or held is None:
        return False
    try:
        adapter: TypeAdapter[object] = TypeAdapter(kind)
        one, other = (adapter.validate_json(json.dumps(each), strict=True) for each in (held, own))
    except ValidationError:
        return False
    return one == other


def _shown(value: object) -> str:
    """Show a value as a file has it, in one line."""
    if value is None:
        return "nothing"
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else repr(value).lower()


def _day(dated: object) -> dt.date:
    """Give the date of an order; the latest of all where it has none that can be read."""
    try:
        return dt.date.fromisoformat(str(dated))
    except ValueError:
        return dt.date.max
