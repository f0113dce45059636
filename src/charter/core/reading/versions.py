"""Each file as this Charter reads it: the header taken off, and what an earlier schema wrote said as the newest does.

Every earlier schema has a module of its own (`schema_1`). A file whose header names no schema is of the newest, unless
it has what only an earlier one had.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charter.core.agreement import Agreement
from charter.core.contract import Contract
from charter.core.reading import schema_1
from charter.core.reading.header import headed
from charter.core.reading.problem import Problems
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode, parse_text
from charter.core.vocabulary.header import NAME, SCHEMA

Values = Mapping[str, Any]
"""Plain values as JSON has them: tables, lists, texts, numbers, true and false; days as texts."""


AT_FRAME = (NAME, "frame")
"""Where an order names its master."""


def schema_of(agreement: Values, source: SourceMap) -> int:
    """Give the schema that an agreement is of. Raises Problems where its header cannot be read."""
    header, rest = headed(agreement, source, "agreement")
    return header.version or (1 if schema_1.is_schema_1(rest) else SCHEMA)


def frame_of(agreement: Values, source: SourceMap) -> str | None:
    """Name the master that an agreement is laid over. Raises Problems where its header cannot be read."""
    return headed(agreement, source, "agreement")[0].frame


def refuse_no_master(agreement: Values, source: SourceMap) -> None:
    """Refuse an order of whose master nothing is at hand. Raises Problems, likewise."""
    frame = frame_of(agreement, source)
    if frame is not None:
        said = f"there is no master {frame!r}"
        hint = f"put its agreement.toml into frames/{frame}, or name another"
        raise Problems([source.problem(AT_FRAME, said, hint)])


def agreement_now(values: Values, source: SourceMap) -> Values:
    """Give the terms of an agreement. Raises Problems where its header cannot be read."""
    _, rest = headed(values, source, "agreement")
    return schema_1.agreement(rest) if schema_of(values, source) == 1 else rest


def tells_its_signing(values: Values, source: SourceMap, schema: int) -> bool:
    """Whether an amendment has a day on which both sides had signed it, and is of a schema that asked for one.

    `schema` is that of its agreement. Raises Problems where its header cannot be read.
    """
    header, rest = headed(values, source, "amendment")
    return "signed" in rest and (header.version or schema) == 1


def amendment_now(values: Values, source: SourceMap, agreement: Agreement | None = None) -> Values:
    """Give an amendment of an agreement; without a schema it may change what only an earlier one had.

    Raises Problems, likewise.
    """
    header, rest = headed(values, source, "amendment")
    certain = header.version == 1
    return schema_1.amendment(rest, agreement, certain=certain) if header.version in {None, 1} else rest


def journal_now(values: Values, source: SourceMap, contract: Contract, schema: int) -> Values:
    """Give a journal; without a schema it is of that of its agreement. Raises Problems, likewise."""
    header, rest = headed(values, source, "journal")
    if (header.version or schema) > 1 or not isinstance(rest.get("entry"), list):
        return rest
    return {**rest, "entry": schema_1.entries_with_keys(rest["entry"], contract)}


def named_frame(raw: bytes, file: str) -> str | None:
    r"""Name the master that the text of an agreement names; None also where it cannot be read, which is told later.

    >>> named_frame(b'[charter]\nframe = "group"', "agreement.toml"), named_frame(b"dated = ", "agreement.toml")
    ('group', None)
    """
    if b"frame" not in raw:
        return None
    try:
        values = parse_text(decode(raw, file), file)
        return frame_of(values, SourceMap(None, file))
    except Problems:
        return None
