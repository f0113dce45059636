"""A frame: terms that a new agreement starts from. It may hold any part of an agreement, so it is kept as plain values.

>>> frame = Frame.of({"exit": {"termination": {"client": {"notice": "30 days"}}}})
>>> frame.values["exit"]["termination"]["client"]
{'notice': '30 days'}
>>> frame == Frame.of(frame.values), hash(frame) == hash(Frame.of(frame.values))
(True, True)
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue


class Frame(NamedTuple):
    """The terms as JSON, in the order in which they were written."""

    written: str

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """Give the frame of plain values; days are written as texts."""
        return cls(json.dumps(values, ensure_ascii=False, default=str))

    @property
    def values(self) -> dict[str, Any]:
        """The terms as plain values, a fresh table each time."""
        values: dict[str, Any] = json.loads(self.written)
        return values

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        """As a field: a table of terms, or a frame made before."""
        table = core_schema.no_info_after_validator_function(
            cls.of, core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())
        )
        return core_schema.json_or_python_schema(
            json_schema=table,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), table]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda frame: frame.values),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe it for editors: the tables and terms of an agreement, as many as are wanted."""
        return {
            "type": "object",
            "description": "Tables and terms as in an agreement, as many as are wanted.",
        }
