"""What every rule says of itself, read off its source: level, what it looks at, why, what to do, what it rests on.

A rule is a finding's name, with all places of the source that give it. A text stands as it is written, with the names
of the values that are put in. What only a run could tell (a level that the law sets, a fact's own words) is said so.

>>> rule = rules()["CH-FIN-161"]
>>> rule.clause, rule.levels, rule.places
('financials.prepaid', ('warning',), ('financials.prepaid.at_end',))
>>> rule.says
('The client loses hours paid for even if it ends the engagement because of the consultant.',)
>>> rule.sources
('BGB 307; Consumer Rights Act 2015, s 62 and Sch 2 (as a measure) (unconfirmed)',)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from docs.rule_source import IN_ITS_WORDS, LAW_SAYS, NAME, Given, clause_of, once, reader

__all__ = ["IN_ITS_WORDS", "LAW_SAYS", "Rule", "rules"]


class Rule(NamedTuple):
    """A rule: its name, the clause that it is part of or None, the module, and all places that give it."""

    name: str
    clause: str | None
    module: str
    given: tuple[Given, ...]

    @property
    def levels(self) -> tuple[str, ...]:
        """How bad what it finds is."""
        return once(level for each in self.given for level in each.levels)

    @property
    def places(self) -> tuple[str, ...]:
        """The terms that it looks at."""
        return once(place for each in self.given for place in each.places)

    @property
    def says(self) -> tuple[str, ...]:
        """What it says is wrong."""
        return once(text for each in self.given for text in each.says)

    @property
    def hints(self) -> tuple[str, ...]:
        """What it says to do."""
        return once(text for each in self.given for text in each.hints)

    @property
    def sources(self) -> tuple[str, ...]:
        """What it rests on."""
        return once(text for each in self.given for text in each.sources)

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts of law that it asks for."""
        return once(text for each in self.given for text in each.facts)

    @property
    def looks(self) -> tuple[str, ...]:
        """What it looks for, as the function that finds it says."""
        return once(each.looks for each in self.given)


@cache
def rules() -> dict[str, Rule]:
    """Give every rule by name, in the order of the names."""
    found: dict[str, Rule] = {}
    for module in _modules():
        for name, given in reader(module).read():
            held = found.get(name)
            before = held.given if held else ()
            clause = held.clause if held else clause_of(module)
            found[name] = Rule(name, clause, held.module if held else module, (*before, given))
    return dict(sorted(found.items()))


def _modules() -> Iterator[str]:
    """Give the modules of the core in which a name of a finding stands."""
    folders = [("charter.core", resources.files("charter.core"))]
    while folders:
        name, folder = folders.pop(0)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.is_dir() and entry.name not in {"__pycache__", "vocabulary"}:
                folders.append((f"{name}.{entry.name}", entry))
            elif entry.name.endswith(".py") and NAME.search(entry.read_text("utf-8")):
                stem = entry.name.removesuffix(".py")
                yield name if stem == "__init__" else f"{name}.{stem}"
