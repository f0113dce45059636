"""The reader's locale, from the environment variables that gettext looks at, in the same order.

>>> locale_of({"LANG": "en_US.UTF-8"}), locale_of({"LANG": "en_US.UTF-8", "LC_ALL": "C"}) == locale_of({})
(Locale(language='en', country='US'), True)
>>> locale_of({"LANG": "de_AT.UTF-8", "LANGUAGE": "xx:de:en"}), locale_of({"LANG": "it_IT.UTF-8"})
(Locale(language='de', country='AT'), Locale(language='en', country='IT'))
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from charter.core.language import ENGLISH, Locale, languages


def reader_locale() -> Locale:
    """Give the locale in which commands write for people."""
    return locale_of(os.environ)


def locale_of(environment: Mapping[str, str]) -> Locale:
    """Give the locale that an environment asks for; a language without a catalogue is English as that country writes.

    LC_ALL goes before LC_MESSAGES, and that before LANG; LANGUAGE lists languages by preference, unless the locale is
    "C", which asks for none (gettext manual, "The LANGUAGE variable").
    """
    asked = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), ""
    )
    system = Locale.read(asked)
    if system == ENGLISH:
        return system
    for tag in (*environment.get("LANGUAGE", "").split(":"), str(system)):
        wanted = Locale.read(tag) if tag else ENGLISH
        if tag and wanted.language in languages() and (wanted != ENGLISH or tag == "en"):
            return Locale(wanted.language, wanted.country or system.country)
    return Locale(ENGLISH.language, system.country)
