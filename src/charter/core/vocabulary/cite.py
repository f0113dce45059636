"""A citation: the one name of a clause, wherever it is cited.

>>> Cite("financials.late_payment").part
'financials'
>>> Cite("scope.deliverables.audit.due").clause
'scope.deliverables'
"""

from __future__ import annotations


class Cite(str):
    """The path of a clause or of a term in it: `part.clause[.field…]`."""

    __slots__ = ()

    @property
    def part(self) -> str:
        """The part it belongs to: "financials"."""
        return self.split(".", 1)[0]

    @property
    def clause(self) -> Cite:
        """The clause itself, without the path of a term in it."""
        return Cite(".".join(self.split(".")[:2]))
