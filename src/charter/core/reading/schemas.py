"""The JSON Schema of each file, so that editors complete the terms and explain them."""

from __future__ import annotations

from typing import Any

from charter.core.vocabulary.header import NAME

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(of: str = "agreement") -> dict[str, Any]:
    """Give the JSON Schema (2020-12) of "agreement", "journal", "amendment" or "workspace"; else raises KeyError."""
    kinds = {"agreement": _agreement, "journal": _journal, "amendment": _amendment, "workspace": _workspace}
    made = kinds[of]()
    made.setdefault("$defs", {})["Header"] = _header()
    made["properties"] = {NAME: {"$ref": "#/$defs/Header"}} | made["properties"]
    return {"$schema": DIALECT} | made


def _header() -> dict[str, Any]:
    from charter.core.vocabulary.header import Header  # noqa: PLC0415 - each schema imports its own

    return Header.model_json_schema(by_alias=True)


def _agreement() -> dict[str, Any]:
    from charter.core.agreement import Agreement  # noqa: PLC0415 - each schema imports its own
    from charter.core.vocabulary.late import with_types  # noqa: PLC0415 - as above

    return with_types(Agreement).model_json_schema(by_alias=True)


def _amendment() -> dict[str, Any]:
    from charter.core.changes import Amendment  # noqa: PLC0415 - each schema imports its own

    return Amendment.model_json_schema(by_alias=True)


def _workspace() -> dict[str, Any]:
    from charter.core.workspace.settings import Settings  # noqa: PLC0415 - each schema imports its own

    return Settings.model_json_schema(by_alias=True)


def _journal() -> dict[str, Any]:
    from charter.core.kinds import entry_adapter, notice_kinds  # noqa: PLC0415 - each schema imports its own

    entry = entry_adapter().json_schema()
    definitions = entry.pop("$defs", {})
    definitions["Notice"]["properties"]["of"]["enum"] = list(notice_kinds())
    entries = {"type": "array", "items": entry, "description": "What happened, one table an entry."}
    return {
        "type": "object",
        "properties": {"entry": entries},
        "additionalProperties": False,
        "$defs": definitions,
    }
