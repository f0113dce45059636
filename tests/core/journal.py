"""A journal in a few words: entries as the file holds them, and the few kinds that most tests need."""

from __future__ import annotations

import json
import re

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
BREACHES = {"cause", "at once"}
JUDGED = {"accepted", "rejected", "chosen"}


def entry(kind: str, on: str, by: str = "", **terms: object) -> str:
    """Write an entry, by Mara, or by Jonas where he judges what she made.

    Its terms may be days, texts, numbers, yes or no, and lists of them.

    >>> print(entry("provided", "2026-05-04", "jonas", input="access", recorded="2026-05-06"), end="")
    [[entry]]
    kind = "provided"
    on = 2026-05-04
    by = "jonas"
    input = "access"
    recorded = 2026-05-06
    """
    held = {"kind": kind, "on": on, "by": by or ("jonas" if kind in JUDGED else "mara"), **terms}
    return "[[entry]]\n" + "".join(f"{name} = {as_toml(value)}\n" for name, value in held.items())


def as_toml(value: object) -> str:
    if isinstance(value, str) and DAY.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def notice(of: str, on: str, side: str = "client", sent: str = "letter", **terms: object) -> str:
    """Give notice, by letter; one for a breach names what was done."""
    if of in BREACHES:
        terms.setdefault("ground", "The weekly calls.")
    by = "jonas" if side == "client" else "mara"
    return entry("notice", on, by, of=of, side=side, sent=sent, **terms)


def hours(on: str, worked: float, **terms: object) -> str:
    """Work on a day."""
    return entry("hours", on, "mara", hours=f"{worked} hours", work=f"Work of {on}", **terms)


def issued(on: str, due: str, amount: str, number: str = "N-1", charge: str = "") -> str:
    """Issue an invoice of one line; left out, the charge is the fee of a month that begins on that day."""
    line = {
        "charge": charge or f"financials.retainer/{on}",
        "reads": "Retainer",
        "amount": amount,
        "basis": f"times(minor={re.sub('[^0-9-]', '', amount)}, count=1)",
        "agreed": "agreement",
    }
    lines = "".join(f"{name} = {as_toml(value)}\n" for name, value in line.items())
    return f"{entry('issued', on, number=number, due=due)}[[entry.lines]]\n{lines}"


def paid(on: str, amount: str, invoice: str = "N-1") -> str:
    """Pay; with an empty `invoice`, without saying which."""
    return entry("paid", on, "priya", amount=amount, **({"invoice": invoice} if invoice else {}))
