"""The steps of CONTRIBUTING make a clause that acts, stands in the document and satisfies the tests of all clauses.

Here the tests that look at every clause are played; `make proof` plays all of the suite that could know a clause.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.grown import grown, played, steps

CITE = next(".".join(Path(name).with_suffix("").parts[-2:]) for name in steps() if name.endswith(".md"))
OF_ALL_CLAUSES = (
    f"tests/core/clauses/{CITE.partition('.')[0]}",
    "tests/core/test_effects.py",
    "tests/core/document/test_library.py",
    "tests/core/document/test_lint.py",
    "tests/core/document/test_meaning.py",
    "tests/house/test_shape.py",
)
CLAUSE_BY_CLAUSE = ("test_every_term_bears_on", "test_every_term_speaks", "every_example", "negotiated_words")
"""What is played of the new clause alone: of the others it is no other than here."""
LOOK = """
import json
from charter.core.clauses import __path__ as room
from charter.core.document.assembly import document
from charter.core.document.tree import plain, sections
from charter.core.reading import schema
from tests.core.conftest import FRAME, TERM
from tests.core.home import homes
from charter.core.reading import read

agreement = read({{"agreement.toml": (FRAME + TERM + homes()["{cite}"].terms).encode()}}).agreement
section = next(s for s in sections(document(agreement)) if s.cite == "{cite}")
print(json.dumps([room[0], section.number, agreement.numbering["{cite}"], plain(section.blocks[0].inlines),
    [name for name in schema()["$defs"]]]))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return grown(tmp_path_factory.mktemp("grown"))


def test_the_page_shows_a_module_a_text_a_test_and_a_field() -> None:
    part, clause = CITE.split(".")
    room = f"src/charter/core/clauses/{part}/{clause}"
    assert {f"{room}.py", f"{room}.md", "src/charter/core/agreement.py"} <= steps().keys()
    assert f"tests/core/clauses/{part}/test_{clause}.py" in steps()


def test_the_tests_of_all_clauses_hold_with_one_more(copy: Path) -> None:
    run = played(copy, *OF_ALL_CLAUSES, "-k", f"{CITE} or not {' and not '.join(CLAUSE_BY_CLAUSE)}")
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr
    told = played(copy, *OF_ALL_CLAUSES, "--collect-only", "-k", CITE).stdout
    assert f"test_every_term_bears_on_what_it_is_for[{CITE}]" in told


def test_it_stands_in_the_document_the_numbering_and_the_schema(copy: Path) -> None:
    environment = os.environ | {"PYTHONPATH": f"{copy / 'src'}:{copy}"}
    run = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", LOOK.format(cite=CITE)],
        env=environment,
        cwd=copy,
        capture_output=True,
        check=True,
    )
    room, number, place, words, kinds = json.loads(run.stdout)
    assert Path(room).is_relative_to(copy)
    assert number == place
    assert words
    assert CITE.partition(".")[2].replace("_", "") in {kind.lower() for kind in kinds}
