"""The texts of an engagement, by name, to the engagement; every mistake with its place.

Names are those of the folder: `agreement.toml` (or `.json`), `amendments/*.toml`, `journal.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, AmendmentError
from charter.core.engagement import Engagement
from charter.core.reading.across import agreement_problems
from charter.core.reading.happened import journal_problems
from charter.core.reading.problem import Problem, Problems
from charter.core.reading.syntax import parse, text_of
from charter.core.reading.terms import Spot, validate
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal

Texts = Mapping[str, bytes]


def read(texts: Texts, name: str = "engagement") -> Engagement:
    """Read an engagement from its texts by name. Raises Problems: the first syntax error, or all errors of terms."""
    main = next((n for n in ("agreement.toml", "agreement.json") if n in texts), None)
    if main is None:
        found = f"found {', '.join(sorted(texts)[:5])}" if texts else "the folder is empty"
        raise Problems(
            [
                Problem(
                    "agreement.toml",
                    1,
                    1,
                    "",
                    f"there is no agreement.toml: {found}",
                    "name an engagement folder",
                )
            ]
        )
    agreement = read_agreement(texts[main], main)
    amendments = _amendments(agreement, texts)
    raw = texts.get("journal.toml", b"")
    entries, spot = _entries(raw, "journal.toml") if raw.strip() else ((), Spot("", "journal.toml"))
    engagement = Engagement(agreement, amendments, Journal(entries), name)
    if problems := tuple(journal_problems(engagement, spot)):
        raise Problems(problems)
    return engagement


def read_agreement(raw: bytes | str, file: str = "agreement.toml") -> Agreement:
    """Read an agreement from TOML or JSON. Raises Problems."""
    text = text_of(raw, file)
    agreement = validate(Agreement, parse(text, file), text, file)
    if found := tuple(agreement_problems(agreement, Spot(text, file))):
        raise Problems(found)
    return agreement


def _entries(raw: bytes, file: str) -> tuple[tuple[Entry, ...], Spot]:
    text = text_of(raw, file)
    data = parse(text, file) if _says_something(text) else {"entry": []}
    spot = Spot(text, file)
    problems = [spot.problem((key,), f"{key!r} is not known here", "write [[entry]] above each entry", key=True)
                for key in data if key != "entry"]  # fmt: skip
    listed = data.get("entry", [])
    if not isinstance(listed, list):
        raise Problems(
            [spot.problem(("entry",), "found one table, expected a list of entries", "write [[entry]]")]
        )
    entries: list[Entry] = []
    for place, item in enumerate(listed):
        try:
            entries.append(_entry(item, text, file, place))
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)
    return tuple(entries), spot


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _entry(item: Any, text: str, file: str, place: int) -> Entry:
    """Read one entry as what its kind says, so that its problems speak of that kind alone."""
    from charter.core.reading.kinds import kind_of  # noqa: PLC0415 - imported late: an agreement alone needs no kinds

    at = ("entry", place)
    kind = kind_of(item, Spot(text, file, at))
    return validate(kind, item, text, file, at)


def _amendments(agreement: Agreement, texts: Texts) -> tuple[Amendment, ...]:
    files = sorted(name for name in texts if name.startswith("amendments/") and name.endswith(".toml"))
    found: list[tuple[Amendment, Spot]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            text = text_of(texts[file], file)
            found.append((validate(Amendment, parse(text, file), text, file), Spot(text, file)))
        except Problems as error:
            problems += error.problems
    problems += _misnumbered(found)
    if problems:
        raise Problems(problems)
    return _fitting(agreement, sorted(found, key=lambda pair: pair[0].number))


def _misnumbered(found: list[tuple[Amendment, Spot]]) -> Iterator[Problem]:
    numbers = sorted(amendment.number for amendment, _ in found)
    for amendment, spot in found:
        if numbers.count(amendment.number) > 1:
            yield spot.problem(
                ("number",), f"there are two amendments {amendment.number}", "number them 1, 2, 3 …"
            )
        elif amendment.number > len(numbers):
            yield spot.problem(
                ("number",),
                f"amendment {amendment.number}, but there are {len(numbers)}",
                "number without gaps",
            )


def _fitting(agreement: Agreement, found: list[tuple[Amendment, Spot]]) -> tuple[Amendment, ...]:
    """Give the amendments when each fits what was agreed before it. Raises Problems with the first that does not."""
    amendments = tuple(amendment for amendment, _ in found)
    spots = {amendment.number: spot for amendment, spot in found}
    engagement = Engagement(agreement, amendments)
    try:
        for edition in engagement.editions[1:]:
            spot = spots[int(edition.agreed.split()[1])]
            if wrong := [
                p.message for p in agreement_problems(edition.agreement, Spot("", "agreement.toml"))
            ]:
                raise Problems(
                    [spot.problem(("change",), f"as amended, the agreement does not hold: {wrong[0]}")]
                )
    except AmendmentError as error:
        spot = spots[error.amendment.number]
        raise Problems([spot.problem(("change", error.place), str(error))]) from None
    return amendments
