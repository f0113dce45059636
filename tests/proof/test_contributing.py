"""The suite, with one more clause by the steps of CONTRIBUTING: all of it that could know a clause."""

from __future__ import annotations

from pathlib import Path

from tests.house.grown import grown, played

ELSEWHERE = ("tests/house/test_contributing.py", "tests/house/test_package.py", "tests/test_readme.py")
"""What starts the program that is installed here, or grows a copy itself."""

SEALED = (
    *("tests/sealing", "tests/cli/evidence", "tests/web/test_killed.py", "tests/web/test_backup.py"),
    *("tests/web/test_passkeys.py", "tests/web/test_s3.py", "tests/web/test_second_factor.py"),
    *("tests/web/test_kept_sites.py", "tests/web/test_lost_right.py", "tests/web/test_handing_on.py"),
    *(
        "tests/web/test_matrix.py",
        "tests/web/test_serving.py",
        "tests/web/test_stamping.py",
        "tests/web/test_turns.py",
    ),
)
"""What signs, seals, keeps and serves brings in no clause (of sealing, an import contract holds it)."""

PRESETS = "tests/core/interview/test_positions.py::test_every_clause_has_a_place_in_every_kind_of_work"
"""Whether presets have a clause on is for whoever adds it to decide: a row of theirs, which no step can write."""


def test_the_suite_holds_with_one_more_clause(tmp_path: Path) -> None:
    copy = grown(tmp_path)
    played(copy, "tests/house/test_known.py", "--update-goldens")
    run = played(
        copy,
        "tests",
        f"--deselect={PRESETS}",
        "-n",
        "auto",
        *(f"--ignore={name}" for name in (*ELSEWHERE, *SEALED)),
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr
    assert " passed" in run.stdout
