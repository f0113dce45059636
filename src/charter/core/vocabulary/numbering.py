"""The numbers of clauses: an article for each part, and a place in it for each clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from charter.core.vocabulary.cite import Cite


def numbered(given: Mapping[Cite, str], cites: Iterable[Cite]) -> dict[Cite, str]:
    """Give each clause the number that it has, or the next of its article; a number is of one clause for ever.

    >>> numbered({Cite("scope.a"): "2.1", Cite("scope.b"): "2.2"}, [Cite("scope.b"), Cite("scope.c"), Cite("exit.d")])
    {'scope.a': '2.1', 'scope.b': '2.2', 'scope.c': '2.3', 'exit.d': '3.1'}
    """
    numbers = dict(given)
    articles: dict[str, int] = {}
    places: dict[str, int] = {}
    for cite, number in numbers.items():
        article, place = map(int, number.split("."))
        articles[cite.part] = article
        places[cite.part] = max(place, places.get(cite.part, 0))
    for cite in cites:
        if cite not in numbers:
            articles.setdefault(cite.part, max(articles.values(), default=0) + 1)
            places[cite.part] = places.get(cite.part, 0) + 1
            numbers[cite] = f"{articles[cite.part]}.{places[cite.part]}"
    return numbers
