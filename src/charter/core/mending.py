"""Findings mended in the text of an agreement: each that has one change, one after the other, and each is told.

A change is made only where it holds: the term is still as the finding saw it, the terms can be read afterwards, and no
error or warning comes of it that was not there before. What is left says why. Comments and order of the text stay.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import ValidationError

from charter.core.agreement import Agreement
from charter.core.changes import apply, terms_data, written_at
from charter.core.check import check
from charter.core.reading.problem import Problems
from charter.core.reading.texts import read_agreement
from charter.core.reading.versions import named_frame
from charter.core.reading.writing import is_older, write
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.sentence import Sentence, say


class Mended(NamedTuple):
    """A finding whose change was made; or was `left`, and why."""

    finding: Finding
    change: Change
    left: Sentence | None = None


def mend_findings(text: str, found: Iterable[Finding], today: dt.date) -> tuple[str, tuple[Mended, ...]]:
    """Give the text of an agreement with its findings mended, and what was made of each that has one change.

    A finding with several changes, or none, needs a person. Raises Problems where the text cannot be read.
    """
    if named_frame(text.encode(), "agreement.toml") is not None:
        apart = say("an order lies over its master: mend it by hand, in the paper in which it stands")
        return text, tuple(Mended(one, one.mend[0], apart) for one in found if len(one.mend) == 1)
    agreement, told = read_agreement(text), []
    older = is_older(text)
    for finding in found:
        if len(finding.mend) == 1:
            [change] = finding.mend
            now = agreement if older else _mended(agreement, text, change)
            left = _why_older() if older else _refused(agreement, now, today)
            if left is None and isinstance(now, Agreement):
                text, agreement = write(now, text), now
            told.append(Mended(finding, change, left))
    return text, tuple(told)


def _why_older() -> Sentence:
    return say("the file is of an earlier schema, and would lose its comments: mend it by hand")


def _mended(agreement: Agreement, text: str, change: Change) -> Agreement | Sentence:
    """Give the agreement with a change as the text with it reads; or why it does not."""
    if written_at(terms_data(agreement), change.path) != change.before:
        return say("{path} is no longer what it was then", path=change.path)
    try:
        changed = apply(agreement, [change])
        return read_agreement(write(changed, text))
    except Problems as error:
        return say("then {path}: {why}", path=error.problems[0].path, why=error.problems[0].message)
    except (ValidationError, AttributeError, TypeError) as error:
        why = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        return say("then {path}: {why}", path=change.path, why=why.removeprefix("Value error, "))


def _refused(before: Agreement, now: Agreement | Sentence, today: dt.date) -> Sentence | None:
    """Say why a change is not made: it does not hold, or something worse comes of it."""
    if isinstance(now, Sentence):
        return now
    known = {(one.id, one.place) for one in check(before, today)}
    worse = tuple(
        f"{one.id} in {one.place}"
        for one in check(now, today)
        if one.level in {Level.ERROR, Level.WARNING} and (one.id, one.place) not in known
    )
    return say("it would bring {worse}", worse=worse) if worse else None
