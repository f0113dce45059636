"""The questions as values, and which of them are asked of whom: the data lie in `questions.toml`.

>>> [question.id for question in questions() if question.applies({"preset": "advisory", "law": "DE"}, "short")][:4]
['kind', 'client', 'signer', 'purpose']
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple, TypeAlias

from charter.core.vocabulary import toml

Depth: TypeAlias = Literal["short", "full"]
"""The twelve questions without which no honest draft exists, or all."""

SaidBefore: TypeAlias = Mapping[str, str]
"""What conditions ask for: the kind of work, the law, and the choices made, by the id of their question."""

Condition: TypeAlias = Any
"""A table of what must hold, a list of such tables of which one is enough, or nothing: as the file has it."""


class AskedField(NamedTuple):
    """One thing that is typed: its name, what is asked, of which kind it is, and the paths of the terms it sets."""

    name: str
    ask: str
    kind: str
    paths: tuple[str, ...]
    choices: tuple[str, ...] = ()
    optional: bool = False
    theirs: bool = False
    when: Condition = {}  # noqa: RUF012 - never written to


class Option(NamedTuple):
    """One answer to a choice: what people read, its value, what it sets, and the clauses that it adds or removes."""

    label: str
    value: str
    sets: Mapping[str, Any]
    adds: tuple[str, ...] = ()
    removes: tuple[str, ...] = ()
    milestones: str = ""


class OfferedAnswer(NamedTuple):
    """The answer that stands in the field, and why."""

    answer: Any
    because: str


class Question(NamedTuple):
    """One question: how it is asked, what may be answered, and what an answer sets."""

    id: str
    part: str
    ask: str
    help: str
    kind: str
    fields: tuple[AskedField, ...]
    options: tuple[Option, ...]
    sets: Mapping[str, Any]
    sets_if_any: Mapping[str, Any]
    fills: str
    theirs: bool
    offers: tuple[tuple[Condition, OfferedAnswer], ...]
    chip_sets: tuple[tuple[Condition, tuple[tuple[str, Any], ...]], ...]
    depths: Mapping[str, Condition]
    prevents: tuple[str, ...]

    def applies(self, known: SaidBefore, depth: Depth) -> bool:
        """Whether it is asked, of all that is known so far."""
        return depth in self.depths and holds(self.depths[depth], known)

    def asked_fields(self, known: SaidBefore) -> tuple[AskedField, ...]:
        """Give the fields that are asked."""
        return tuple(field for field in self.fields if holds(field.when, known))

    def offer(self, known: SaidBefore) -> OfferedAnswer | None:
        """Give what stands in the field; None: nothing honest could."""
        return next((offer for when, offer in self.offers if holds(when, known)), None)

    def chips(self, known: SaidBefore) -> tuple[tuple[str, Any], ...]:
        """Give the usual answers, each with what people read."""
        return next((values for when, values in self.chip_sets if holds(when, known)), ())

    def option(self, value: str) -> Option | None:
        """Give the option of a value; None where there is none."""
        return next((option for option in self.options if option.value == value), None)


def holds(condition: Condition, known: SaidBefore) -> bool:
    """Whether a condition holds; of a law, also where its country is named.

    >>> known = {"preset": "embedded", "law": "US-CA"}
    >>> holds({"preset": ["embedded", "interim"], "law": "US"}, known), holds({"law": "GB"}, known), holds([], known)
    (True, False, False)
    """
    if isinstance(condition, list):
        return any(holds(one, known) for one in condition)
    return all(_is(key, wanted, known.get(key, "")) for key, wanted in condition.items())


def _is(key: str, wanted: Any, held: str) -> bool:  # noqa: ANN401 - a text or a list of texts
    of = {held, held.partition("-")[0]} if key == "law" else {held}
    return bool(of & ({wanted} if isinstance(wanted, str) else set(wanted)))


@cache
def questions() -> tuple[Question, ...]:
    """Every question, in the order in which they are asked."""
    data = toml.loads(resources.files(__package__).joinpath("questions.toml").read_text("utf-8"))
    return tuple(_question(row) for row in data["question"])


def question_of(name: str) -> Question:
    """Give the question of an id. Raises KeyError where there is none."""
    return {question.id: question for question in questions()}[name]


def _question(row: Mapping[str, Any]) -> Question:
    return Question(
        row["id"],
        row["part"],
        row["ask"],
        row["help"],
        row["kind"],
        tuple(_field(one) for one in row.get("fields", ())),
        tuple(_option(one) for one in row.get("options", ())),
        row.get("sets", {}),
        row.get("sets_if_any", {}),
        row.get("fills", ""),
        row.get("theirs", False),
        tuple(
            (one.get("when", {}), OfferedAnswer(one["answer"], one["because"]))
            for one in row.get("offer", ())
        ),
        tuple((one.get("when", {}), tuple(map(tuple, one["values"]))) for one in row.get("chips", ())),
        {depth: row[depth] for depth in ("short", "full") if depth in row},
        tuple(row.get("prevents", ())),
    )


def _field(row: Mapping[str, Any]) -> AskedField:
    lists: dict[str, Any] = {key: tuple(row.get(key, ())) for key in ("paths", "choices")}
    return AskedField(**{**row, **lists})


def _option(row: Mapping[str, Any]) -> Option:
    lists = {key: tuple(row.get(key, ())) for key in ("adds", "removes")}
    return Option(
        row["label"], row["value"], row.get("sets", {}), **lists, milestones=row.get("milestones", "")
    )
