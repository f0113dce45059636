"""The suite, with one more clause by the steps of CONTRIBUTING: all of it that could know a clause."""

from __future__ import annotations

from pathlib import Path

from tests.house.grown import grown, played

ELSEWHERE = ("tests/house/test_contributing.py", "tests/house/test_package.py", "tests/test_readme.py")
"""What starts the program that is installed here, or grows a copy itself."""

SERVED = (
    *(
        "backup",
        "erasing",
        "first_page",
        "following",
        "going_back",
        "handing_on",
        "held",
        "kept_sites",
        "killed",
    ),
    *(
        "layout",
        "looking",
        "lost_right",
        "mails",
        "matrix",
        "negotiation_attacks",
        "passkeys",
        "playbooks",
        "rows",
    ),
    *("s3", "second_factor", "serving", "signing", "stamping", "trouble", "trust", "turns"),
)
SEALED = ("tests/sealing", "tests/cli/evidence", *(f"tests/web/test_{name}.py" for name in SERVED))
"""What signs, seals, keeps and serves brings in no clause (of sealing, an import contract holds it)."""

OF_EACH_CLAUSE = ("tests/core/test_effects.py", "tests/core/document/test_meaning.py")
"""What `make test` plays of the new clause, and of every other here (tests/house/test_contributing.py)."""

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
        *(f"--ignore={name}" for name in (*ELSEWHERE, *SEALED, *OF_EACH_CLAUSE)),
    )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr
    assert " passed" in run.stdout
