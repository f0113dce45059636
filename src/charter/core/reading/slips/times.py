"""Mistakes in durations, working time, rhythms and times of day: misspelt units and weekdays, numbers in words.

>>> of_rhythm("every Teusday 10:00")
Slip(said='Teusday is no word here; Tuesday is', instead='every Tuesday 10:00', like=None)
>>> of_duration("30 bussiness days").instead, of_time_of_day("6 pm").instead
('30 business days', '18:00')
>>> of_time_of_day("24:30")
Slip(said='24:30 is no time of day: the last is 23:59', instead=None, like='23:59')
"""

from __future__ import annotations

import datetime as dt
import re
from difflib import get_close_matches

from charter.core.reading.slips.mending import EVERYWHERE, IN_WORDS, Mender, Slip, mend, mend_slips
from charter.core.vocabulary.dates import Duration, Hours, Rhythm
from charter.core.vocabulary.dates.rhythm import WEEKDAYS
from charter.core.vocabulary.dates.span import MONTHS

_NEAR = 0.75
_NOON = 12
_WORD = re.compile("[A-Za-z]{3,}")


def _spelled(*known: str) -> Mender:
    """Give the correction of words that are nearly one of some known ones."""
    folded = {word.casefold(): word for word in known}

    def mender(text: str) -> tuple[str, str] | None:
        wrong: list[str] = []

        def right(found: re.Match[str]) -> str:
            word = found.group()
            near = get_close_matches(word.casefold(), folded, 1, _NEAR)
            meant = folded[near[0]] if near else word
            if meant != word:
                alike = meant.casefold() == word.casefold()
                wrong.append(
                    f"{meant} is written so, not {word}" if alike else f"{word} is no word here; {meant} is"
                )
            return meant

        text = _WORD.sub(right, text)
        return (text, "; ".join(wrong)) if wrong else None

    return mender


# ── durations and working time ─────────────────────────────────────────────────────────────────

_UNITS = (
    "hour",
    "hours",
    "day",
    "days",
    "business",
    "working",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
)
_WITHOUT_MINUS = mend(r"^[-\N{MINUS SIGN}]\s*(?=[0-9])", "", "it counts without a minus")
_COMMA = mend("(?<=[0-9]),(?=[0-9]{1,2}(?![0-9]))", ".", "a point parts the decimals here, not a comma")
_DURATION: tuple[Mender, ...] = (
    mend(r"^half a year$", "6 months", "a duration is a whole number and a unit, not {}", fold=True),
    mend(r"^an?\s(?=[a-z])(?!fortnight)", "1 ", "the number stands in words: {}", fold=True),
    mend(r"^(?:1|a|one) fortnight$", "2 weeks", "a duration is a whole number and a unit, not {}", fold=True),
    IN_WORDS,
    mend(r"\s(?:calendar\s(?=days?))", " ", "days are days of the calendar already", fold=True),
    mend(r"^net\s|\snet$", " ", "whether an amount is net is no part of a duration", fold=True),
    mend("(?<=[0-9])-(?=[A-Za-z])", " ", "a blank parts the number from its unit"),
    mend(r"(?<=[0-9]) ?d$", " days", "the unit is shortened: {}"),
    _WITHOUT_MINUS,
    _spelled(*_UNITS),
    *EVERYWHERE,
)  # fmt: skip
_BROKEN = re.compile(r"[0-9]+[.,][0-9]+ ?[A-Za-z ]+")


def of_duration(text: str) -> Slip | None:
    """Explain the mistake in a duration; a broken number has no correction, since months and years have no halves."""
    if slip := mend_slips(text, _DURATION, Duration.parse):
        return slip
    return (
        Slip(f"a duration is a whole number and a unit: {text} is broken")
        if _BROKEN.fullmatch(text)
        else None
    )


_HOURS: tuple[Mender, ...] = (
    IN_WORDS,
    mend("^([0-9]{1,3}):([0-5][0-9])$", r"\1h\2", "working time is no time of day: {}"),
    mend(r"(?<=[0-9]) ?(?:hrs?|std)\.?(?![A-Za-z])", " hours", "the unit is shortened: {}", fold=True),
    mend(r"^([0-9]+) ?h(?:ours?)?,? (?:and )?([0-5]?[0-9]) ?m(?:in(?:utes?)?)?$", lambda f: f"{f[1]}h{f[2]:0>2}",
         "hours and minutes are written like 2h30", fold=True),
    _COMMA,
    _spelled("hour", "hours", "minute", "minutes", "second", "seconds"),
    *EVERYWHERE,
)  # fmt: skip
_IN_DAYS = re.compile(r"[0-9.,]+ ?(?:working |business )?(?:days?|weeks?|months?)", re.IGNORECASE)


def of_hours(text: str) -> Slip | None:
    """Explain the mistake in working time; how many hours a day has is never guessed."""
    if slip := mend_slips(text, _HOURS, Hours.parse):
        return slip
    return (
        Slip(f"{text} does not say how many hours: working time is hours and minutes")
        if _IN_DAYS.fullmatch(text)
        else None
    )


# ── rhythms and times of day ───────────────────────────────────────────────────────────────────

_CLOCK = re.compile(r"(?<![0-9:])([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?(?![0-9])")
_HOUR_OF_HALF = r"\b(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))? ?([ap])\.?m\b\.?"


def _of_half(found: re.Match[str]) -> str:
    """Give the hour of the day for one that is counted to noon, or from it."""
    hour = int(found[1]) % _NOON + (_NOON if found[3] in "pP" else 0)
    return f"{hour:02}:{found[2] or '00'}"


_SHORT_DAYS = {name[:n]: name for name in WEEKDAYS for n in (3, 4) if name[:n] != name}
_TO_NOON = mend(_HOUR_OF_HALF, _of_half, "hours are counted to 24, not to noon: {}", fold=True)
_POINT = mend(
    r"(?<![0-9.:])([01]?[0-9]|2[0-3])\.([0-5][0-9])(?![0-9.])",
    r"\1:\2",
    "a colon parts hours and minutes: {}",
)
_RHYTHM: tuple[Mender, ...] = (
    mend(r"^daily\b", "every day", "a rhythm begins with every: {}", fold=True),
    mend(r"^(?:each|on) ", "every ", "a rhythm begins with every, not with {}", fold=True),
    mend(r"@\s*", "at ", "the hour stands behind at: {}"),
    mend(r"(?<=[A-Za-z]), ", " ", "no comma stands in a rhythm"),
    _TO_NOON,
    _POINT,
    mend(r"\b1st\b", "first", "the place is written as a word: {}"),
    mend(r"\b2nd\b", "second", "the place is written as a word: {}"),
    mend(r"\b3rd\b", "third", "the place is written as a word: {}"),
    mend(r"\b4th\b", "fourth", "the place is written as a word: {}"),
    IN_WORDS,
    mend(rf"\b({'|'.join(_SHORT_DAYS)})\b\.?", lambda f: _SHORT_DAYS[f[1].capitalize()],
         "the weekday is shortened: {}", fold=True),
    mend(rf"\b({'|'.join(WEEKDAYS)})s\b", lambda f: f[1].capitalize(),
         "one weekday is named, not several: {}", fold=True),
    _spelled(*WEEKDAYS, *MONTHS, "every", "day", "days", "weekday", "week", "weeks", "month", "months", "quarter",
             "year", "first", "second", "other", "third", "fourth", "last"),
    mend(rf"^(?={'|'.join(WEEKDAYS)})", "every ", "a rhythm begins with every"),
    mend("^(?=(?:first|last|second|third|fourth) )", "every ", "a rhythm begins with every"),
    *EVERYWHERE,
)  # fmt: skip


def of_rhythm(text: str) -> Slip | None:
    """Explain the mistake in a rhythm: an hour that no day has, a weekday that is misspelt."""
    return mend_slips(text, _RHYTHM, Rhythm.parse) or no_hour(text)


def of_time_of_day(text: str) -> Slip | None:
    """Explain the mistake in a time of day; one that no day has is not corrected."""
    shown: tuple[Mender, ...] = (
        _TO_NOON,
        _POINT,
        mend("^([01]?[0-9]|2[0-3]) ?(?:h|o'clock|Uhr)$", r"\1:00",
             "a time of day is written in hours and minutes: {}", fold=True),
        mend("^([01]?[0-9]|2[0-3])h([0-5][0-9])$", r"\1:\2", "a colon parts hours and minutes: {}"),
        mend("^([01]?[0-9]|2[0-3])$", r"\1:00", "the minutes are missing"),
        *EVERYWHERE,
    )  # fmt: skip
    return mend_slips(text, shown, _clock) or no_hour(text)


def _clock(text: str) -> str:
    found = re.fullmatch("(?:[01]?[0-9]|2[0-3]):[0-5][0-9]", text)
    if found is None:
        raise ValueError(text)
    return f"{dt.time.fromisoformat(text.zfill(5)):%H:%M}"


def no_hour(text: str) -> Slip | None:
    """Say that a text holds an hour that no day has."""
    for hour, minute in _CLOCK.findall(text):
        if int(hour) > 23 or int(minute) > 59:  # noqa: PLR2004 - a day's hours, an hour's minutes
            return Slip(
                f"{hour}:{minute} is no time of day: the last is 23:59", like=_CLOCK.sub("23:59", text)
            )
    return None
