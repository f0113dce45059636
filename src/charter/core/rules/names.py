"""People's names, and whether two writings are of one name."""

from __future__ import annotations

import unicodedata

_WHOLE = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters whose mark is a part of them, so that Unicode does not take it off."""


def alike(name: str) -> str:
    r"""Give a name as it is compared: without capitals, marks on letters, and more than one blank.

    >>> alike("  René  Łukasz\tGRÜN ") == alike("Rene Lukasz Grun")
    True
    """
    bare = unicodedata.normalize("NFKD", name).casefold().translate(_WHOLE)
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).split())
