"""TOML to plain values, by tomli: Python's own parser, compiled, in a third of the time.

Where it is not installed, Python's own reads the same: `requirements/charter.in` keeps tomli to the TOML of that.

>>> loads('due = "14 days"')
{'due': '14 days'}
"""

from __future__ import annotations

try:
    from tomli import TOMLDecodeError, loads
except ModuleNotFoundError:  # pragma: no cover - what is installed by the locks has it
    from tomllib import TOMLDecodeError, loads  # type: ignore[assignment]

__all__ = ["TOMLDecodeError", "loads"]
