"""An amendment in a few words: what changes, as its file says it."""

from __future__ import annotations

from tests.core.journal import as_toml


def amendment(
    title: str, signed: str, *changes: tuple[str, object, object], number: int = 1, effective: str = ""
) -> str:
    """Write an amendment; each change is a path, what was there and what is to be there, None for nothing.

    It is effective on the day on which it is signed, unless another day is given. It is of schema 1, in which an
    amendment says itself when both sides signed it.

    >>> print(amendment("Later", "2026-03-02", ("financials.payment.due_after", "14 days", "30 days")), end="")
    charter.schema = 1
    number = 1
    title = "Later"
    signed = 2026-03-02
    effective = 2026-03-02
    [[change]]
    path = "financials.payment.due_after"
    from = "14 days"
    to = "30 days"
    """
    head = {
        "charter.schema": 1,
        "number": number,
        "title": title,
        "signed": signed,
        "effective": effective or signed,
    }
    tables = [{"path": path, "from": before, "to": after} for path, before, after in changes]
    return _lines(head) + "".join("[[change]]\n" + _lines(table) for table in tables)


def _lines(table: dict[str, object] | dict[str, str | int]) -> str:
    return "".join(f"{name} = {as_toml(value)}\n" for name, value in table.items() if value is not None)
