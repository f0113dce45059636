"""CH-GEN-090, CH-GEN-091: what a side has yet to say, and a list of it on which something stands that is said."""

from __future__ import annotations

from collections.abc import Iterator

from charter.core.agreement import Agreement
from charter.core.vocabulary.change import Change
from charter.core.vocabulary.deal import Deal
from charter.core.vocabulary.finding import Finding, Level
from charter.core.vocabulary.left_open import whose_words
from charter.core.vocabulary.party import Side
from charter.core.vocabulary.sentence import say
from charter.core.vocabulary.typed import description_at
from charter.core.vocabulary.walking import each, held_in

LIST = "left_open"


def check(agreement: Agreement, deal: Deal) -> Iterator[Finding]:  # noqa: ARG001 - whatever the deal
    """Find each term that a side has yet to say, and what is listed as open and is said."""
    for path, text in each(str, agreement):
        if (side := whose_words(text)) is not None:
            yield _open(agreement, path, side)
    if agreement.left_open is None:
        return
    for side, path in agreement.left_open.of_sides():
        if not is_said(agreement, path):
            yield _open(agreement, path, side)
    for side in Side:
        yield from _done(agreement, side)


def is_said(agreement: Agreement, path: str) -> bool:
    """Whether something stands at a path."""
    held: object = agreement
    for step in path.split("."):
        held = dict(held_in(held)).get(step)
    return held not in (None, (), {})


def _open(agreement: Agreement, path: str, side: Side) -> Finding:
    what = description_at(type(agreement), [step for step in path.split(".") if not step.isdecimal()])
    return Finding(
        "CH-GEN-090",
        Level.OPEN,
        path,
        say("The {side} has yet to say {path}: {what}", side=str(side), path=path, what=what),
        say("Write it in its place, and it is open no more; until then nobody can sign."),
    )


def _done(agreement: Agreement, side: Side) -> Iterator[Finding]:
    listed = getattr(agreement.left_open, side)
    done = tuple(path for path in listed if is_said(agreement, path))
    if done:
        rest = [path for path in listed if path not in done]
        yield Finding(
            "CH-GEN-091",
            Level.ADVICE,
            f"{LIST}.{side}",
            say("This is no longer open: {done}.", done=done),
            say("Take it off the list."),
            mend=(Change(f"{LIST}.{side}", list(listed), rest or None),),
        )
