"""The texts of an engagement, by name, to the engagement; every mistake with its place.

Names are those of the folder: `agreement.toml` (or `.json`), `amendments/*.toml`, `journal.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from charter.core.agreement import Agreement
from charter.core.changes import Amendment, AmendmentError
from charter.core.engagement import Contract, Engagement
from charter.core.reading.problem import MOST, Problem, Problems
from charter.core.reading.shape import leads_somewhere, meant_path
from charter.core.reading.syntax import parse, text_of
from charter.core.reading.terms import Spot, told, validate
from charter.core.rules.agreement_rules import agreement_violations
from charter.core.rules.journal_rules import journal_violations
from charter.core.rules.violation import Violation
from charter.core.vocabulary.entry import Entry
from charter.core.vocabulary.journal import Journal

Texts = Mapping[str, bytes]

JOURNAL = "journal.toml"


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
    if {"agreement.toml", "agreement.json"} <= texts.keys():
        said = "there are two agreements, agreement.toml and agreement.json"
        raise Problems([Problem("agreement.json", 1, 1, "", said, "keep one")])
    agreement = read_agreement(texts[main], main)
    amendments = _amendments(agreement, texts)
    raw = texts.get(JOURNAL, b"")
    entries, spot = _entries(raw, JOURNAL) if raw.strip() else ((), Spot("", JOURNAL))
    engagement = Engagement(agreement, amendments, Journal(entries), name)
    _refuse(journal_violations(engagement), spot)
    return engagement


def read_agreement(raw: bytes | str, file: str = "agreement.toml") -> Agreement:
    """Read an agreement from TOML or JSON. Raises Problems."""
    text = text_of(raw, file)
    spot = Spot(text, file)
    agreement = validate(Agreement, parse(text, file), spot)
    _refuse(agreement_violations(agreement), spot)
    return agreement


def _refuse(violations: Iterable[Violation], spot: Spot) -> None:
    """Give every violation its place in the text. Raises Problems where there is one."""
    found = [spot.problem(each.path, each.message, each.hint, key=each.key) for each in violations]
    if found:
        raise Problems(found)


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
            entries.append(_entry(item, spot.inside(("entry", place))))
        except Problems as error:
            problems += error.problems
        if len(problems) >= MOST:
            break
    if problems:
        raise Problems(problems)
    return tuple(entries), spot


def _says_something(text: str) -> bool:
    return any(line.strip() and not line.lstrip().startswith("#") for line in text.splitlines())


def _entry(item: Any, spot: Spot) -> Entry:
    """Read one entry as what its kind says, so that its problems speak of that kind alone."""
    from charter.core.reading.kinds import kind_of  # noqa: PLC0415 - imported late: an agreement alone needs no kinds

    return validate(kind_of(item, spot), item, spot)


def _amendments(agreement: Agreement, texts: Texts) -> tuple[Amendment, ...]:
    files = sorted(name for name in texts if name.startswith("amendments/") and name.endswith(".toml"))
    found: list[tuple[Amendment, Spot]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            text = text_of(texts[file], file)
            spot = Spot(text, file)
            found.append((validate(Amendment, parse(text, file), spot), spot))
        except Problems as error:
            problems += error.problems
    problems += _misnumbered(found)
    problems += (problem for amendment, spot in found for problem in _leading_nowhere(amendment, spot))
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


def _leading_nowhere(amendment: Amendment, spot: Spot) -> Iterator[Problem]:
    """Tell a change of a term that there cannot be, with the nearest path."""
    for place, change in enumerate(amendment.change):
        if not leads_somewhere(Agreement, change.path):
            near = meant_path(Agreement, change.path)
            hint = f'did you mean path = "{near}"?' if near else "name a term by part, clause and name"
            path = ("change", place, "path")
            yield spot.problem(
                path, f"no term is called {change.path}", hint, found=change.path, expected=near or ""
            )


def _fitting(agreement: Agreement, found: list[tuple[Amendment, Spot]]) -> tuple[Amendment, ...]:
    """Give the amendments when each fits what was agreed before it. Raises Problems with the first that does not."""
    amendments = tuple(amendment for amendment, _ in found)
    spots = {amendment.name: spot for amendment, spot in found}
    named = {amendment.name: amendment for amendment in amendments}
    contract = Contract(agreement, amendments)
    try:
        for edition in contract.editions[1:]:
            wrong = agreement_violations(edition.agreement)
            if problems := _brought_about(wrong, named[edition.agreed], spots[edition.agreed]):
                raise Problems(problems)
    except AmendmentError as error:
        raise Problems(_unfit(error, spots[error.amendment.name])) from None
    for day in sorted({amendment.signed for amendment in amendments}):
        try:
            _ = contract.known(day).editions
        except AmendmentError as error:
            message = f"{error}, as far as it was signed on {day}"
            hint = "an amendment builds only on what was signed before it: correct a date, or put both changes in one"
            spot = spots[error.amendment.name]
            raise Problems([spot.problem(("change", error.place), message, hint)]) from None
    return amendments


def _unfit(error: AmendmentError, spot: Spot) -> list[Problem]:
    """Say of an amendment that does not fit what an agreement would say that does not."""
    if isinstance(error.__cause__, ValidationError):
        wrong = told(error.__cause__, error.terms, Agreement, Spot("", ""))
        said = (Violation(tuple(each.path.split(".")), each.message, each.hint) for each in wrong)
        return _brought_about(said, error.amendment, spot)
    return [spot.problem(("change", error.place), str(error), error.hint)]


def _brought_about(wrong: Iterable[Violation], amendment: Amendment, spot: Spot) -> list[Problem]:
    """Place what is wrong with the agreement as amended at the change that touches it."""
    found: list[Problem] = []
    for each in wrong:
        place = amendment.touching(each.dotted)
        hint = each.hint
        if amendment.change[place].path == each.dotted and hint.startswith("write"):
            hint = hint.replace(f": {each.dotted.rpartition('.')[2]} = ", ": to = ", 1)
        found.append(spot.problem(("change", place), f"as amended, {each.dotted}: {each.message}", hint))
    return found
