r"""The header of a file, `[charter]`: its schema, and whether this version of Charter can read it.

>>> values = {"charter": {"schema": 1, "preset": "small"}, "own": {}}
>>> header, rest = headed(values, SourceMap(None, "workspace.toml"), "workspace")
>>> header.preset, rest
('small', {'own': {}})
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charter.core.reading.problem import Problem, Problems
from charter.core.reading.source_map import SourceMap
from charter.core.reading.validation import validate
from charter.core.vocabulary.header import NAME, NEWEST, RELEASE, Header
from charter.core.vocabulary.term import Terms


class _Headed(Terms):
    charter: Header


def headed(values: Mapping[str, Any], source: SourceMap, kind: str) -> tuple[Header, dict[str, Any]]:
    """Give the header of a file, and the rest.

    Raises Problems where the header says something amiss, or is of a schema or an edition newer than those here.
    """
    header = validate(_Headed, {NAME: values.get(NAME, {})}, source).charter
    if wrong := _not_here(header, source, kind):
        raise Problems([wrong])
    return header, {name: value for name, value in values.items() if name != NAME}


def _not_here(header: Header, source: SourceMap, kind: str) -> Problem | None:
    if header.version is not None and header.version > NEWEST[kind]:
        said = f"schema {header.version} is newer than this Charter knows, which is {NEWEST[kind]}"
        return source.problem((NAME, "schema"), said, "read it with a newer Charter")
    if header.edition is not None and _release(header.edition) > _release(RELEASE):
        said = f"edition {header.edition} of the texts is newer than this Charter has, which is {RELEASE}"
        return source.problem((NAME, "edition"), said, "read it with a newer Charter")
    if header.frame is not None and kind != "agreement":
        return source.problem((NAME, "frame"), "only an order lies over a master", "take it out", key=True)
    return None


def _release(edition: str) -> tuple[int, ...]:
    """Give the release of an edition as numbers; whether its texts are kept is for those to say who want them."""
    return tuple(map(int, edition.partition("+")[0].split(".")))
