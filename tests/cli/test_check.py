"""`charter check` as it is typed: each finding with its place in the files, for people, programs and scanners."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, Prompt, typed
from tests.core.amending import amendment

PAID_LATER = ("financials.payment.due_after", "14 days", "90 days")
AMENDMENT_2 = amendment("Paid later", "2024-01-10", PAID_LATER, number=2, effective="2024-02-01")


@dataclass(frozen=True)
class Desk:
    """Harbourline's folder as the current one, and a person who types."""

    folder: Path

    def check(self, *words: str) -> Answer:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            patch.setenv("COLUMNS", "100")
            return typed("check", "--today", "2023-08-01", *words)

    def change(self, old: str, new: str, name: str = "agreement.toml") -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")

    def without(self, cite: str) -> None:
        """Leave out the tables of a clause."""
        path = self.folder / "agreement.toml"
        tables = path.read_text("utf-8").split("\n[")
        kept = [table for table in tables if not table.startswith((f"{cite}]", f"{cite}."))]
        assert len(kept) < len(tables)
        (self.folder / "journal.toml").unlink(missing_ok=True)  # it may speak of the clause
        path.write_text("\n[".join(kept), "utf-8")

    def line(self, start: str, name: str = "agreement.toml") -> int:
        """Give the number of the first line that starts so."""
        lines = (self.folder / name).read_text("utf-8").split("\n")
        return next(n for n, line in enumerate(lines, 1) if line.startswith(start))


@pytest.fixture
def desk(harbourline: Path, tmp_path: Path) -> Desk:
    """Give Harbourline's folder made sound: a review that is short over any holidays too."""
    desk = Desk(Path(shutil.copytree(harbourline, tmp_path / "harbourline")))
    desk.change('review = "10 business days"', 'review = "7 business days"')
    return desk


def test_a_sound_agreement_has_no_findings(desk: Desk) -> None:
    assert desk.check() == Answer(0, "harbourline: no findings\n", "")
    assert desk.check("--json").data == []
    assert desk.check("--sarif").data["runs"][0]["results"] == []


def test_a_finding_shows_its_line_and_a_caret(desk: Desk) -> None:
    desk.change('due_after = "14 days"', 'due_after = "90 days"')
    line = desk.line("due_after")
    said = desk.check()
    assert said.code == 1
    assert said.out.split("\n")[:3] == [
        f"agreement.toml:{line}:13: error CH-FIN-040  financials.payment.due_after",
        f' {line} | due_after = "90 days"',
        "     |             ^",
    ]
    assert said.out.endswith("harbourline: 1 error\n")


def test_programs_get_file_line_and_column(desk: Desk) -> None:
    desk.change('due_after = "14 days"', 'due_after = "90 days"')
    (finding,) = desk.check("--json").data
    assert (finding["id"], finding["place"]) == ("CH-FIN-040", "financials.payment.due_after")
    assert (finding["file"], finding["line"], finding["column"]) == (
        "agreement.toml",
        desk.line("due_after"),
        13,
    )
    assert finding["mend"] == [{"path": "financials.payment.due_after", "from": "90 days", "to": "60 days"}]


def test_a_missing_clause_is_placed_at_its_part(desk: Desk) -> None:
    desk.without("exit.settlement")
    (finding,) = desk.check("--json").data
    assert finding["place"] == "exit.settlement"
    assert (finding["line"], finding["column"]) == (desk.line("[exit.termination]"), 1)


def test_a_missing_part_is_placed_at_the_file(desk: Desk) -> None:
    for clause in ("decisions", "updates", "meetings"):
        desk.without(f"communication.{clause}")
    said = desk.check()
    assert (said.code, said.out.split("\n")[:2]) == (
        0,
        ["agreement.toml:1:1: advice CH-GEN-010  communication.meetings",
         "  The clause communication.meetings is missing: no meeting is agreed, so value is seen by chance."],
    )  # fmt: skip


def test_a_term_that_an_amendment_set_is_placed_in_the_amendment(desk: Desk) -> None:
    (desk.folder / "amendments" / "later.toml").write_text(AMENDMENT_2)
    (coming,) = desk.check("--json").data  # on 1 August 2023 it does not count yet
    assert coming["message"].startswith("With amendment 2: ")
    (finding,) = desk.check("--json", "--today", "2024-02-01").data
    for each in (coming, finding):
        assert (each["file"], each["line"], each["column"]) == ("amendments/later.toml", 9, 6)


@pytest.mark.parametrize("name", ["terms.toml", "terms.json"])
def test_an_agreement_file_alone_is_named_as_it_was_given(desk: Desk, name: str) -> None:
    data = tomllib.loads((desk.folder / "agreement.toml").read_text("utf-8"))
    desk.change('due_after = "14 days"', 'due_after = "90 days"')
    data["financials"]["payment"]["due_after"] = "90 days"
    text = json.dumps(data, default=str, indent=1) if name.endswith("json") else ""
    path = desk.folder / name
    path.write_text(text or (desk.folder / "agreement.toml").read_text("utf-8"), "utf-8")
    (finding,) = desk.check(name, "--json").data
    assert finding["file"] == name
    lines = path.read_text("utf-8").split("\n")
    assert lines[finding["line"] - 1][finding["column"] - 1 :].startswith('"90 days"')


def test_scanners_get_sarif(desk: Desk) -> None:
    desk.change('due_after = "14 days"', 'due_after = "90 days"')
    desk.without("exit.settlement")
    desk.without("communication.meetings")
    said = desk.check("--sarif")
    assert said.code == 1
    assert (said.data["version"], said.data["$schema"]) == (
        "2.1.0", "https://json.schemastore.org/sarif-2.1.0.json"
    )  # fmt: skip
    (run,) = said.data["runs"]
    assert run["tool"]["driver"]["name"] == "charter"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["CH-FIN-040", "CH-GEN-010"]
    assert [(r["ruleId"], rules[r["ruleIndex"]], r["level"]) for r in run["results"]] == [
        ("CH-FIN-040", "CH-FIN-040", "error"),
        ("CH-GEN-010", "CH-GEN-010", "warning"),
        ("CH-GEN-010", "CH-GEN-010", "note"),
    ]
    first = run["results"][0]
    assert first["message"]["text"].startswith("The client may take 90 days to pay")
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "agreement.toml"},
                "region": {"startLine": desk.line("due_after"), "startColumn": 13},
            },
            "logicalLocations": [{"fullyQualifiedName": "financials.payment.due_after"}],
        }
    ]


def test_sarif_names_files_by_uri(desk: Desk) -> None:
    desk.without("exit.settlement")
    spaced = desk.folder.rename(desk.folder.with_name("Harbourline 50% (draft)"))

    def uri(path: str) -> str:
        (result,) = Desk(spaced).check(path, "--sarif").data["runs"][0]["results"]
        return str(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])

    assert uri("../" + spaced.name) == "../Harbourline%2050%25%20%28draft%29/agreement.toml"
    assert uri(str(spaced)) == (spaced / "agreement.toml").as_uri()


@pytest.mark.parametrize("form", ["--json", "--sarif", None])
def test_bad_input_is_told_with_its_place(desk: Desk, form: str | None) -> None:
    desk.change('due_after = "14 days"', "due_after = 14")
    line = desk.line("due_after")
    said = desk.check(*[form] if form else [])
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        f"agreement.toml:{line}:13: financials.payment.due_after: a bare number does not say what it counts:"
        ' write the unit, like "30 days" or "5 business days"\n'
        f" {line} | due_after = 14\n"
        "     |             ^\n"
        '     = How long the client has to pay. Example: due_after = "14 days"\n'
    )


def test_a_folder_without_an_agreement_is_told(desk: Desk) -> None:
    (desk.folder / "agreement.toml").unlink()
    said = desk.check()
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("error: this folder: there is no agreement.toml here: ")


def test_nothing_is_looked_up_where_nothing_was_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the places of an agreement in order were looked for")

    monkeypatch.setattr("charter.core.reading.source_map.scan", refuse)
    assert desk.check().code == 0


def test_many_problems_are_counted(desk: Desk) -> None:
    path = desk.folder / "agreement.toml"
    path.write_text(path.read_text("utf-8") + "".join(f"[x{n}]\n" for n in range(120)), "utf-8")
    said = desk.check()
    assert said.code == 2
    assert said.err.endswith("\n\n100 problems, and perhaps more\n")


def test_a_finding_on_other_words_says_which_command_shows_them(mine: Path, prompt: Prompt) -> None:
    path = mine / "agreement.toml"
    words = f'\n[exit.termination.wording]\ntext = "As we say."\nreplaces = "{"0" * 64}"\neffect = "same"\n'
    path.write_text(path.read_text("utf-8") + words, "utf-8")
    out = " ".join(prompt.type("charter check").out.split())
    assert "write its digest. `charter show exit.termination` prints that text and its digest" in out
    assert "digest of the text" in prompt.type("charter show exit.termination").out


# ── mending ────────────────────────────────────────────────────────────────────────────────────


def drafted(desk: Desk) -> Path:
    """Make the folder a draft that takes too long to pay, with a comment on it."""
    (desk.folder / "journal.toml").unlink()
    shutil.rmtree(desk.folder / "amendments")
    desk.change('due_after = "14 days"', 'due_after = "90 days"  # they insist')
    return desk.folder / "agreement.toml"


def test_fix_makes_the_change_and_says_so(desk: Desk) -> None:
    file = drafted(desk)
    before = file.read_text("utf-8")
    said = desk.check("--fix")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("mended CH-FIN-040  financials.payment.due_after\n")
    assert "    financials.payment.due_after: 90 days → 60 days\n" in said.out
    assert "1 mended\n" in said.out
    assert file.read_text("utf-8") == before.replace('"90 days"  # they insist', '"60 days"  # they insist')
    assert "nothing was mended" in desk.check("--fix").out


def test_fix_tells_programs_what_it_did(desk: Desk) -> None:
    drafted(desk)
    told = desk.check("--fix", "--json").data
    assert set(told) == {"findings", "mended"}
    assert told["mended"] == [
        {
            "id": "CH-FIN-040",
            "path": "financials.payment.due_after",
            "from": "90 days",
            "to": "60 days",
            "left": None,
        }
    ]
    assert not [one for one in told["findings"] if one["id"] == "CH-FIN-040"]


def test_fix_leaves_what_was_not_named(desk: Desk) -> None:
    file = drafted(desk)
    before = file.read_bytes()
    refused = desk.check("--fix", "--only", "CH-FIN-04")
    assert (refused.code, refused.out) == (2, "")
    assert "no finding 'CH-FIN-04' here: did you mean 'CH-FIN-040'?" in refused.err
    assert file.read_bytes() == before
    assert "1 mended" in desk.check("--fix", "--only", "CH-FIN-040").out


def test_fix_never_touches_what_somebody_signed(desk: Desk) -> None:
    """Neither with the day turned back, nor where the journal that would say so cannot be read."""
    desk.change('due_after = "14 days"', 'due_after = "90 days"')
    file = desk.folder / "agreement.toml"
    before = file.read_bytes()
    for day in ("2023-08-01", "2020-01-01"):
        refused = typed("check", str(desk.folder), "--fix", "--today", day)
        assert (refused.code, refused.out) == (2, "")
        assert "these terms are signed, so only an amendment changes them" in refused.err
    with (desk.folder / "journal.toml").open("a") as journal:
        journal.write('[[entry]]\nkind = "nothing"\n')
    assert "it is not known whether these terms are signed" in desk.check("--fix").err
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--fix", "--sarif"), "it mends nothing"),
        (("--only", "CH-FIN-040"), "add --fix"),
    ],
)
def test_fix_is_asked_for_in_one_way(desk: Desk, words: tuple[str, ...], why: str) -> None:
    refused = desk.check(*words)
    assert (refused.code, refused.out) == (2, "")
    assert why in refused.err


def test_fix_mends_no_json(desk: Desk) -> None:
    file = drafted(desk)
    data = json.dumps(tomllib.loads(file.read_text("utf-8")), default=str)
    file.unlink()
    (desk.folder / "agreement.json").write_text(data, "utf-8")
    assert "changes no other form" in desk.check("--fix").err
    assert (desk.folder / "agreement.json").read_text("utf-8") == data
