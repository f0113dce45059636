"""The people whom the terms ever named, by key: the author of an entry is one of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from charter.core.contract import Contract
from charter.core.rules.located_entry import LocatedEntry
from charter.core.rules.names import alike
from charter.core.rules.violation import Violation
from charter.core.vocabulary.other_words import nearest_word
from charter.core.vocabulary.party import Person, Side


class People:
    """The people of a contract by key, in each of its editions."""

    def __init__(self, contract: Contract) -> None:
        self._named: defaultdict[str, list[Person]] = defaultdict(list)
        for edition in contract.editions:
            for key, person in edition.agreement.foundation.parties.people.items():
                self._named[key].append(person)

    def __contains__(self, key: object) -> bool:
        """Whether a key names somebody."""
        return key in self._named

    def name(self, key: str) -> str:
        """Give the last name of a key; for an author that is no person (time, silence), the word itself."""
        return self._named[key][-1].name if key in self else key

    def addresses(self, key: str) -> set[str]:
        """Give the addresses that a person ever had, in small letters."""
        return {person.email.lower() for person in self._named.get(key, ())}

    def side(self, key: str) -> Side | None:
        """Give the side that a person stands on; None for a stranger, or one who stood on both."""
        sides = {person.side for person in self._named.get(key, ())}
        return sides.pop() if len(sides) == 1 else None

    def keys_of(self, name: str) -> list[str]:
        """Give the keys of those who ever had a name; capitals, blanks and accents may differ."""
        said = alike(name)
        return [
            key for key, persons in self._named.items() if said in {alike(person.name) for person in persons}
        ]

    def meant(self, said: str) -> str:
        """Say who was probably meant by what is nobody's key."""
        keys = self.keys_of(said)
        if len(keys) == 1:
            return f"write its key, {keys[0]!r}"
        near = nearest_word(said, self._named)
        if near and not keys:
            return f"did you mean {near!r}?"
        return f"known: {', '.join(keys or self._named) or 'none'}"

    def stranger(self, each: LocatedEntry) -> Iterator[Violation]:
        """Find an entry by somebody whom the terms never named."""
        if each.entry.by not in self:
            yield each.wrong("by", f"there is no person {each.entry.by!r}", self.meant(each.entry.by))


def people_of(contract: Contract) -> People:
    """Give the people of a contract; they are gathered once."""
    found: People = contract.memo(People)
    return found
