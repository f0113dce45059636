"""What is kept to save time is what its sources say; and nothing imports more than it has."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from charter.core import known
from charter.core.agreement import CLAUSES
from charter.core.interview import positions

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples/northlight/harbourline"
LOOK = """
import sys
from pathlib import Path
from charter.core.agreement import CLAUSES, Agreement
from charter.core.reading import read_agreement
imported = lambda: {cite for cite in CLAUSES if f"charter.core.clauses.{cite}" in sys.modules}
assert not imported()
agreement = read_agreement(Path(sys.argv[1]).read_bytes())
assert imported() == set(agreement.clauses), imported() ^ set(agreement.clauses)
hash(agreement), agreement.digest, agreement.model_copy(), repr(agreement)
from charter.core.check import check
check(agreement)
assert imported() == set(agreement.clauses), imported() ^ set(agreement.clauses)
print(len(agreement.clauses))
"""


def test_it_is_what_the_clauses_say(request: pytest.FixtureRequest) -> None:
    path = Path(str(known.FILE))
    if request.config.getoption("--update-goldens"):
        path.write_text(known.known_file(), encoding="utf-8")
    assert path.read_text("utf-8") == known.known_file(), "--update-goldens, then read the diff"


def test_the_positions_are_kept_as_their_files_say_them(request: pytest.FixtureRequest) -> None:
    path = Path(str(positions.KEPT))
    if request.config.getoption("--update-goldens"):
        path.write_text(positions.as_kept(), encoding="utf-8")
    assert path.read_text("utf-8") == positions.as_kept(), "--update-goldens, then read the diff"


def test_positions_changed_since_are_read_from_their_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    whole = positions.positions()
    (tmp_path / "kept.json").write_text('{"digest": "of other files", "said": {}}')
    monkeypatch.setattr(positions, "KEPT", tmp_path / "kept.json")
    assert positions.positions.__wrapped__() == whole
    assert whole


def test_a_clause_that_it_does_not_hold_yet_is_asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    whole = known.known()
    (tmp_path / "known.json").write_text("{}")
    monkeypatch.setattr(known, "FILE", tmp_path / "known.json")
    assert known.known.__wrapped__() == whole
    assert tuple(whole) == CLAUSES


def test_checking_imports_the_clauses_that_the_agreement_has() -> None:
    command = [sys.executable, "-c", LOOK, str(EXAMPLE / "agreement.toml")]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own code
    assert run.returncode == 0, run.stderr
    assert 0 < int(run.stdout) < len(CLAUSES)
