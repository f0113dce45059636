"""Texts to terms and back: `read`, `write`, `schema`; mistakes are `Problems`, each with its place.

>>> read({"agreement.toml": b"dated = 2026-02-30"})
Traceback (most recent call last):
charter.core.reading.problem.Problems: agreement.toml:1:12: cannot be read: day is out of range for month …
"""

from charter.core.reading.problem import Problem, Problems
from charter.core.reading.schemas import schema
from charter.core.reading.texts import read, read_agreement
from charter.core.reading.writing import write, write_entries

__all__ = ["Problem", "Problems", "read", "read_agreement", "schema", "write", "write_entries"]
