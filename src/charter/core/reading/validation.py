"""Data to terms. What is wrong with it is told elsewhere (`terms`), which is imported only where something is."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from charter.core.reading.problem import Problem, Problems
from charter.core.reading.source_map import SourceMap

_Model = TypeVar("_Model", bound=BaseModel)


def validate(model: type[_Model], data: Any, source: SourceMap) -> _Model:
    """Give the terms of some data. Raises Problems with every mistake, each at its place in the file of `source`."""
    try:
        return model.model_validate_json(json.dumps(data, default=str), strict=True)
    except ValidationError as error:
        raise Problems(problems_of(error, data, model, source)) from None


def problems_of(
    error: ValidationError, data: Any, model: type[BaseModel], source: SourceMap, *, whole: bool = True
) -> tuple[Problem, ...]:
    """Tell what pydantic found in some data, as `terms.told_problems` does.

    Where the data need not be `whole`, what is missing is no mistake.
    """
    if not whole and all(detail["type"] == "missing" for detail in error.errors(include_url=False)):
        return ()
    from charter.core.reading import terms  # noqa: PLC0415 - needed only where something is wrong

    return tuple(terms.told_problems(error, data, model, source, whole=whole))
