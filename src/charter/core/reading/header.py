r"""The header of a file, `[charter]`: of which schema the file is. It is no term; a file without one is of the first.

>>> values = {"charter": {"schema": 1}, "own": {}}
>>> headed(values, SourceMap(None, "workspace.toml"), "workspace")
{'own': {}}
"""

from __future__ import annotations

from typing import Any

from pydantic import Field

from charter.core.reading.problem import Problems
from charter.core.reading.rows import Values
from charter.core.reading.source_map import SourceMap
from charter.core.reading.terms import validate
from charter.core.vocabulary.term import Terms

HEADER = "charter"
"""The name of its table."""

NEWEST = {"workspace": 1}
"""The newest schema that is known, by the kind of the file."""


class Header(Terms):
    """What a file says of itself."""

    schema_: int = Field(
        1, alias="schema", ge=1, description="The schema that the file is written in.", examples=[1]
    )


class _Headed(Terms):
    charter: Header


def headed(values: Values, source: SourceMap, kind: str) -> dict[str, Any]:
    """Give the values of a file without its header. Raises Problems where it is of a newer schema, or says it amiss."""
    found = validate(_Headed, {HEADER: values.get(HEADER, {})}, source).charter.schema_
    if found > NEWEST[kind]:
        said = f"schema {found} is newer than this Charter knows, which is {NEWEST[kind]}"
        raise Problems([source.problem((HEADER, "schema"), said, "read it with a newer Charter")])
    return {name: value for name, value in values.items() if name != HEADER}
