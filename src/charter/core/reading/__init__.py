"""Texts to terms and back: `read`, `write`, `schema`; mistakes are `Problems`, each with its place.

>>> try:
...     read({"agreement.toml": b"dated = 2026-02-30"})
... except Problems as error:
...     print(error.problems[0].shown())
agreement.toml:1:9: no such day or hour in the calendar
   1 | dated = 2026-02-30
     |         ^
     = write days like 2026-03-31, hours like 18:00
"""

from charter.core.reading.appending import append
from charter.core.reading.problem import Problem, Problems
from charter.core.reading.schemas import schema
from charter.core.reading.texts import read, read_agreement
from charter.core.reading.writing import write, write_entries

__all__ = ["Problem", "Problems", "append", "read", "read_agreement", "schema", "write", "write_entries"]
