"""Frozen values with a cache of what was computed from them; equality, hash and pickle are by content alone.

>>> from dataclasses import dataclass
>>> @dataclass(frozen=True)
... class Name(Derived):
...     text: str
...     @cached_property
...     def letters(self) -> int:
...         return len(self.text)
>>> mara = Name("Mara")
>>> mara.letters, mara.memo(lambda name, times: name.text * times, 2)
(4, 'MaraMara')
>>> mara.__getstate__()
{'text': 'Mara'}
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cached_property, lru_cache, partial
from typing import Any, ClassVar

MOST_CACHED = 128
"""How many answers a value remembers: enough for all that one page or command asks of a day and the days before it."""


class Derived:
    """A frozen dataclass with cached properties, and with a bounded memory for answers that depend on more.

    What is cached is computed from the value alone, so two threads that ask at once get equal answers.
    """

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @cached_property
    def memo(self) -> Callable[..., Any]:
        """Call a function with this value and hashable arguments, and cache a bounded number of results."""
        return lru_cache(maxsize=MOST_CACHED)(partial(_computed, self))

    def __getstate__(self) -> dict[str, Any]:
        """Give the fields alone: what was computed is computed again where it arrives."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the fields."""
        self.__dict__.update(state)


def _computed(value: Derived, question: Callable[..., Any], *given: Any) -> Any:  # noqa: ANN401 - whatever is asked
    return question(value, *given)
