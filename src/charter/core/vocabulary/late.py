"""Types of terms that are imported where they are first needed: an agreement pays only for the clauses that it has.

A field is declared with a type that only the type checker imports; pydantic is given `Late` in its place, which reads
a value by the type itself as soon as there is one. Whoever asks for the type of a field asks `annotation_of`.

>>> late = Late("charter.core.vocabulary.party", "Person")
>>> late.kind.__name__
'Person'
"""

import json
from functools import cached_property
from importlib import import_module
from typing import Annotated, Any

from pydantic import BaseModel, GetCoreSchemaHandler, ValidationInfo, create_model
from pydantic.fields import FieldInfo
from pydantic_core import CoreSchema, core_schema


class Late:
    """A table of terms by its module and its name, imported when it is first read or asked for."""

    def __init__(self, module: str, name: str, *, optional: bool = False) -> None:
        self.module = module
        self.name = name
        self.optional = optional

    @cached_property
    def kind(self) -> type[BaseModel]:
        """The type itself."""
        found: type[BaseModel] = getattr(import_module(self.module), self.name)
        return found

    def read(self, value: object, info: ValidationInfo) -> BaseModel:
        """Read a value as the type does; what is wrong with it stands at its place in the whole."""
        if info.mode == "json":
            return self.kind.model_validate_json(json.dumps(value), strict=True)
        return self.kind.model_validate(value)

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = core_schema.with_info_plain_validator_function(self.read)
        return core_schema.nullable_schema(schema) if self.optional else schema


def late(module: str, written: str) -> Any:  # noqa: ANN401 - the annotation of a field
    """Give the annotation of a field as it is written: "Retainer", or "Retainer | None"."""
    name, _, optional = written.partition(" | ")
    return Annotated[Any, Late(module, name, optional=bool(optional))]


def late_in(field: FieldInfo) -> Late | None:
    """Give what a field leaves to be imported; None where its type is known."""
    return next((mark for mark in field.metadata if isinstance(mark, Late)), None)


def annotation_of(field: FieldInfo) -> Any:  # noqa: ANN401 - types of any kind
    """Give the type of a field with its bounds, imported now if it was left for later."""
    left = late_in(field)
    if left is not None:
        return left.kind | None if left.optional else left.kind
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def with_types(model: type[BaseModel]) -> type[BaseModel]:
    """Give a table of terms as if nothing in it had been left for later: for its schema, which shows all of it."""
    fields: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        kind = annotation_of(field)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and _leaves_types(kind):
            kind = with_types(kind)
        default = ... if field.is_required() else field.default
        fields[name] = (kind, default if late_in(field) else field)
    return create_model(model.__name__, __config__=model.model_config, __doc__=model.__doc__, **fields)


def _leaves_types(kind: type[BaseModel]) -> bool:
    return any(map(late_in, kind.model_fields.values()))
