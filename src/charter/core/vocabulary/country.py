"""Countries and their parts by the codes of ISO 3166, and the code that is meant by another name for one.

>>> code_meant("UK"), code_meant("German law"), code_meant("Bavaria"), code_meant("England and Wales")
('GB', 'DE', 'DE-BY', 'GB-ENG')
>>> code_meant("XX"), country_name("NL"), country_name("DE-BY")
(None, 'the Netherlands', 'Bavaria')
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, WithJsonSchema

from charter.core.vocabulary import toml
from charter.core.vocabulary.written import Meant

_ABOUT = re.compile(
    r"^(?:the )?(?:laws? of )?(?:the )?"
    r"(?:(?:state|commonwealth|province|land|free state|kingdom|republic) of )?(?:the )?"
    r"(?P<name>.*?)(?: laws?)?$"
)


@cache
def countries() -> dict[str, str]:
    """Every country of ISO 3166-1 by its code, as English prose names it."""
    return _read("countries")


@cache
def _called() -> dict[str, list[str]]:
    return _read("called")


def _read(name: str) -> dict[str, Any]:
    return toml.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def _codes() -> dict[str, str]:
    """Every name, folded, with the code that it means."""
    english = {_folded(name.removeprefix("the ")): code for code, name in countries().items()}
    others = {_folded(name): code for code, names in _called().items() for name in names}
    return {_folded(code): code for code in (*countries(), *_called())} | others | english


def _folded(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).casefold()
    return " ".join("".join(c for c in bare if not unicodedata.combining(c)).replace(".", "").split())


def code_meant(said: str) -> str | None:
    """Give the code that a name, an adjective or another spelling of a code means; None where none is known."""
    folded = _folded(said)
    about = _ABOUT.match(folded)
    name = about["name"] if about else folded
    return next(
        (_codes()[each] for each in (folded, name, re.sub("[ _/]", "-", name)) if each in _codes()), None
    )


def country_name(code: str) -> str:
    """Name a country or a part of one; one that nobody named here by its code."""
    return countries().get(code) or next(iter(_called().get(code, ())), code)


def parts_of(country: str) -> tuple[str, ...]:
    """Give the codes of the parts of a country, of those whose parts are known here."""
    return tuple(code for code in _called() if code.startswith(f"{country}-"))


WHOLLY_KNOWN = frozenset(("AU", "CA", "CH", "DE", "GB", "US"))
"""Countries of which every part is known here."""


def _country(code: str) -> str:
    if code in countries():
        return code
    meant = (code_meant(code) or "").partition("-")[0]
    if meant:
        raise Meant(f"{code!r} is no code of a country (ISO 3166-1): {country_name(meant)} is {meant}", meant)
    raise ValueError(f"{code!r} is no code of a country (ISO 3166-1)")


Country = Annotated[
    str, AfterValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
"""The type of a term that is a country: its two letters of ISO 3166-1."""
