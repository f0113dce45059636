"""Texts to terms and back: `read`, `write`, `schema`; mistakes are `Problems`, each with its place.

>>> try:
...     read({"agreement.toml": b"dated = 2026-02-30"})
... except Problems as error:
...     print(error.problems[0].shown())
agreement.toml:1:9: there is no 30 February 2026: that month has 28 days
   1 | dated = 2026-02-30
     |         ^
     = write it like: dated = 2026-02-28
"""

from charter.core.reading.problem import Problem, Problems
from charter.core.reading.rows import engagement_of
from charter.core.reading.schemas import schema
from charter.core.reading.texts import read, read_agreement
from charter.core.reading.writing import write, write_entries

__all__ = [
    "Problem",
    "Problems",
    "engagement_of",
    "read",
    "read_agreement",
    "schema",
    "write",
    "write_entries",
]
