"""Which characters the shipped fonts have, and the error that names one they lack, before anything is set.

PDF/A and PDF/UA forbid a sign that no font can draw, and a contract must not print boxes. So whatever a
document says is looked up here first, in the fonts themselves: no list beside them can grow stale.

>>> refuse_missing([("foundation.parties.client.name", "Harbourline · Ωμέγα · Свет · שלום · 東京")])
>>> refuse_missing([("foundation.parties.client.name", "नमस्ते")])  # doctest: +ELLIPSIS
Traceback (most recent call last):
charter.formats.scripts.MissingScript: foundation.parties.client.name: “न” (U+0928, Devanagari) is in no font...
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

EVERYDAY = frozenset(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) | set(
    "\n\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e…†•€→≤≥\u2212"
)
"""What most agreements are written in; a test proves that the body face has all of it. Whoever needs no more does not
wait for the fonts to be read, and an HTML page carries the faces with these letters."""

# Signs that are not seen but steer how their neighbours stand; none of them can turn a text around.
_STEERING = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060")

# Never printed: places, names of kinds, what is attached or read aloud only.
_UNPRINTED = frozenset(
    ("path", "cite", "part", "kind", "language", "paper", "side", "how", "email", "key", "alt", "edition")
) | {"payload", "model", "sheet"}

# What names the place of a text, the innermost first: a term, a clause, an entry, a party.
_PLACES = ("path", "cite", "word", "label", "part", "party")


class MissingScript(ValueError):  # noqa: N818 - it is named for what is missing
    """A text holds a character that no shipped font can print.

    `place` is the term's path or the nearest clause, `character` the first that is missing, `script` its
    script by the Unicode name ("Devanagari").
    """

    def __init__(self, place: str, character: str) -> None:
        self.place, self.character, self.script = place, character, _script(character)
        shown = (
            f"“{character}” ("
            if character.isprintable() and not unicodedata.combining(character)
            else "an unseen character ("
        )
        super().__init__(
            f"{place}: {shown}U+{ord(character):04X}, {self.script}) is in no font that Charter ships, so the PDF "
            "cannot print it. Write it in Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew, Arabic, Chinese, "
            "Japanese or Korean letters."
        )


def refuse_missing(said: Iterable[tuple[str, str]]) -> None:
    """Pass over texts, given as (place, text). Raises MissingScript on the first that cannot be printed."""
    for place, text in said:
        if not EVERYDAY.issuperset(text):
            for character in text:
                if character not in EVERYDAY and character not in covered():
                    raise MissingScript(place, character)


def blame(undrawn: str, said: Iterable[tuple[str, str]]) -> MissingScript | None:
    """The error for a text that the typesetter could not draw though each of its characters has a font.

    So it is with an accent on a letter of another script: no one font has both, and the accent is to blame.
    None when the text is said nowhere.

    >>> blame("a", [("general.note", "la"), ("general.note", "a\u302a")]).character == "\u302a"
    True
    """
    for place, text in said:
        for found in re.finditer(re.escape(undrawn), text):
            accents = takewhile(unicodedata.combining, text[found.end() :])
            rare = [character for character in (*undrawn, *accents) if character not in EVERYDAY]
            if rare:
                return MissingScript(place, rare[0])
    return None


def printed_texts(node: object, place: str = "the document") -> Iterator[tuple[str, str]]:
    """Every text that a tree prints, each with its place.

    >>> from charter.core.document import tree
    >>> list(printed_texts(tree.Definition("Client", (tree.Text("Harbourline."),))))
    [('Client', 'Client'), ('Client', 'Harbourline.')]
    """
    if isinstance(node, str):
        yield place, node
    elif isinstance(node, tuple):
        for item in node:
            yield from printed_texts(item, place)
    elif is_dataclass(node):
        here = next((getattr(node, name) for name in _PLACES if hasattr(node, name)), place)
        for field in fields(node):
            if field.name not in _UNPRINTED:
                yield from printed_texts(getattr(node, field.name), here)


@cache
def covered() -> frozenset[str]:
    """The characters that every cut of some shipped family has, but for those that no text may hold."""
    families: dict[str, frozenset[int]] = {}
    for font in sorted(FONTS.glob("*.?tf")):
        family = font.name.partition("-")[0]
        families[family] = families.get(family, frozenset(_characters(font))) & _characters(font)
    return frozenset(filter(_allowed, map(chr, frozenset().union(*families.values())))) | {"\n"}


def _allowed(character: str) -> bool:
    """Whether a text may hold it: no control, private or unassigned character, none that turns a text around."""
    return unicodedata.category(character)[0] != "C" or character in _STEERING


def _characters(font: Path) -> frozenset[int]:
    """The code points a font maps. The glyphs need no names here, and naming 34,000 takes a fifth of a second."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # noqa: PLC0415 - 100 ms, rarely needed

    with TTFont(font, lazy=True) as opened:
        opened.setGlyphOrder([f"{number}" for number in range(opened["maxp"].numGlyphs)])
        return frozenset(opened.getBestCmap())


def _script(character: str) -> str:
    """The name of a character's script; signs that many scripts share are called by what they are."""
    from fontTools import unicodedata as ucd  # type: ignore[import-untyped]  # noqa: PLC0415 - for the error

    name = ucd.script_name(ucd.script(character))
    return (
        name
        if name not in {"Common", "Inherited", "Unknown"}
        else unicodedata.name(character, "a control").lower()
    )
