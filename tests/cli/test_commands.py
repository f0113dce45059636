"""Each command as a person meets it: what it prints on a good day, in a wide and in a narrow terminal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import charter.folder
from tests.core.signing import nothing_but_signed

if TYPE_CHECKING:
    from charter.core.vocabulary.entry import Entry
    from tests.cli.conftest import Answer, Prompt

Ask = Callable[[str], "Answer"]
Golden = Callable[[str, str], None]
COMMANDS = (
    "check", "render", "diff", "show", "schema", "law", "duties", "log", "invoice", "statement", "explain", "exit",
    "record", "evidence", "sign", "seal", "verify", "serve",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("duties", "duties --today 2023-11-03 --until 2023-12-01"),
        ("log-deemed", "log --today 2024-04-05 --deemed"),
        ("log", "log --today 2023-11-30 --since 2023-11-01"),
        ("invoice", "invoice NL-2023-0004 --today 2024-04-05"),
        ("statement", "statement --today 2023-11-20"),
        ("statement-csv", "statement --today 2023-11-20 --csv"),
        ("statement-ledger", "statement --today 2023-11-20 --ledger"),
        ("exit", "exit --today 2024-02-20"),
        ("diff", "diff --no-words"),
    ],
)
def test_a_command_prints_what_it_printed(name: str, line: str, asked: Ask, golden: Golden) -> None:
    answer = asked(line)
    assert (answer.code, answer.err) == (0, "")
    golden(f"{name}.txt", answer.out)


@pytest.mark.parametrize(
    "line", ["duties --today 2023-11-03", "log --today 2023-11-30", "exit --today 2024-02-20"]
)
@pytest.mark.parametrize("columns", [60, 80, 110])
def test_no_line_is_wider_than_the_terminal(line: str, columns: int, asked: Ask, prompt: Prompt) -> None:
    prompt.patch.setenv("COLUMNS", str(columns))
    out = asked(line).out
    assert max(map(len, out.splitlines())) <= columns
    assert "2.2 Acceptance" in " ".join(out.split())


@pytest.mark.parametrize(
    "line",
    [
        "exit --today 2024-02-20",
        "exit --reason insolvency --today 2024-02-20",
        "statement --today 2023-11-20",
        "duties --help",
        "--help",
    ],
)
def test_the_narrowest_terminal_has_no_line_too_wide_and_none_of_blanks(
    line: str, asked: Ask, prompt: Prompt
) -> None:
    prompt.patch.setenv("COLUMNS", "40")
    lines = asked(line).out.splitlines()
    assert len(lines) > 2
    words = ("examples/northlight/harbourline",)  # a path stays whole, to be copied
    assert [each for each in lines if len(each) > 40 and not any(word in each for word in words)] == []
    assert [each for each in lines if each and not each.strip()] == []


def test_days_of_one_rhythm_are_folded_into_the_next(asked: Ask) -> None:
    out = asked("duties --today 2023-11-03").out
    assert [line for line in out.splitlines() if "Weekly check-in" in line] == [
        " 7 Nov 2023 10:00  open  3.1 Meetings  Weekly check-in; 12 more until 30 Jan 2024"
    ]
    assert out.count("Issue the invoice") == 2  # two are no crowd
    whole = asked("duties --today 2023-11-03 --json").data
    assert sum(one["reads"] == "Weekly check-in" for one in whole) == 13
    assert asked("duties --today 2023-11-03 --ids").out.count("Weekly check-in") == 13


SUSPENDED = (
    '[[entry]]\nkind = "suspended"\non = 2023-08-07\nby = "mara"\n'
    '[[entry]]\nkind = "resumed"\non = 2023-08-14\nby = "mara"\n'
)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2023-08-06", "the last day is"),
        ("2023-08-07", "work is suspended since 7 Aug 2023, the last day is"),
        ("2023-08-13", "work is suspended since 7 Aug 2023, the last day is"),
        ("2023-08-14", "the last day is"),
    ],
)
def test_duties_say_that_work_is_suspended(mine: Path, prompt: Prompt, day: str, said: str) -> None:
    (mine / "journal.toml").write_text(SUSPENDED, "utf-8")
    head = prompt.type(f"charter duties --today {day}").out.splitlines()[0]
    assert said in head
    assert ("suspended" in head) == ("suspended" in said)


LATER = (
    '[[entry]]\nkind = "notice"\non = 2023-12-04\nby = "jonas"\nof = "termination"\nside = "client"\n'
    'sent = "e-mail"\nuntil = 2024-02-29\n'
)


def test_a_notice_shows_the_later_last_day_that_it_names(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").write_text(LATER, "utf-8")
    out = prompt.type("charter log --today 2023-12-05 --kind notice").out
    assert "of termination by the client, by e-mail, until 29 February 2024" in " ".join(out.split())


def test_who_is_overtaken_while_issuing_is_told_so_in_a_line(
    mine: Path, prompt: Prompt, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing_but_signed(mine)
    append = charter.folder.append_entries

    def overtaken(path: Path, entries: Iterable[Entry]) -> None:
        """Another process has issued the same just before."""
        append(path, entries)
        append(path, entries)

    monkeypatch.setattr(charter.folder, "append_entries", overtaken)
    answer = prompt.type("charter invoice --issue --today 2023-08-01")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: the journal has grown meanwhile, so nothing was issued: look at it, and try again\n"
    )
    assert (mine / "journal.toml").read_text("utf-8").count('kind = "issued"') == 1


def test_a_narrow_terminal_loses_no_word(asked: Ask, prompt: Prompt) -> None:
    wide = asked("log --today 2023-11-30").out.split()
    prompt.patch.setenv("COLUMNS", "50")
    assert [word for word in wide if word not in {"on", "what", "by"}] == [
        word for word in asked("log --today 2023-11-30").out.split() if word not in {"on", "what", "by"}
    ]


def test_nothing_is_coloured_that_goes_to_a_file(asked: Ask) -> None:
    assert "\x1b" not in asked("duties --today 2023-11-03").out


def test_a_terminal_gets_colour(asked: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("charter.cli.console.colour", lambda: True)
    plain, coloured = asked("statement --today 2023-11-20").out, asked("duties --today 2023-11-03").out
    assert plain.startswith("\x1b[1mStatement")
    assert "\x1b[1;31mlate by 18 days\x1b[0m" in coloured


EARLY = (
    '[[entry]]\nkind = "notice"\non = 2023-08-03\nby = "mara"\nof = "suspension"\n'
    'side = "consultant"\nsent = "e-mail"\n'
)


def test_an_entry_that_changes_nothing_is_told_by_check_and_log(mine: Path, prompt: Prompt) -> None:
    (mine / "journal.toml").write_text(EARLY, "utf-8")
    checked = prompt.type("charter check --today 2023-08-04")
    assert checked.code == 1
    assert "journal.toml:1:1: warning CH-JRN-001  financials.suspension\n" in checked.out
    logged = prompt.type("charter log --today 2023-08-04")
    assert "→ 4.8 Suspension: No invoice had come to this step" in " ".join(logged.out.split())
    (told,) = prompt.type("charter log --today 2023-08-04 --json").data
    assert told["idle"].startswith("No invoice had come to this step")


def test_show_finds_a_clause_by_path_name_number_or_term(asked: Ask) -> None:
    asks = ("financials.late_payment", "late_payment", "4.6", "financials.late_payment.grace")
    told = {asked(f"show {ask} --on 2023-11-01").out for ask in asks}
    assert len(told) == 1
    assert told.pop().startswith("4.6 Late payment\n")


def test_show_tells_which_amendment_a_term_comes_from(asked: Ask) -> None:
    out = asked("show financials.retainer --on 2023-11-01").out
    assert "financials.retainer.hours             80 hours" in out
    assert "amendment 1: from 16 Oct 2023 on" in out
    assert (
        "financials.retainer.hours             64 hours"
        in asked("show financials.retainer --on 2023-10-15").out
    )


def test_the_deal_is_on_one_page(asked: Ask) -> None:
    out = asked("show --on 2023-11-01").out
    assert len(out.splitlines()) <= 42
    labels = ("Client", "What the Client pays", "How to stop", "Says nothing on")
    assert all(f"\n{label}  " in out for label in labels)
    told = " ".join(out.split())
    assert (
        "Each further hour: EUR 210.00. With tax: EUR 249.90. At most: EUR 3,360.00 a month, with tax EUR 3,998.40. Whose yes"
        in told
    )
    assert "Roadmap accepted: EUR 9,600.00 once. With tax: EUR 11,424.00." in told
    cites = asked("show --on 2023-11-01 --json").data["clauses"]
    assert all(f"{number} {cite}" in out for cite, number in cites.items())


def test_an_engagement_says_where_it_stands(asked: Ask) -> None:
    first = "harbourline on {}"
    assert asked("duties --today 2023-07-01").out.startswith(
        first.format("1 Jul 2023, before the start on 1 Aug 2023")
    )
    assert asked("duties --today 2025-01-01").out == (
        first.format("1 Jan 2025, after its last day, 21 Mar 2024\n") + "nothing is due\n"
    )


def test_one_side_sees_its_own(asked: Ask) -> None:
    sides = {duty["by"] for duty in asked("duties --side client --json --today 2023-11-03").data}
    assert sides == {"client", "both"}


def test_ids_are_shown_whole_for_explain(asked: Ask, prompt: Prompt) -> None:
    prompt.patch.setenv("COLUMNS", "50")
    shown = asked("duties --ids --today 2023-11-03").out.split()
    ids = [duty["id"] for duty in asked("duties --json --today 2023-11-03").data]
    assert set(ids) <= set(shown)
    assert asked(f"explain {ids[0]} --today 2023-11-03").code == 0


def test_the_changed_words_are_folded_to_the_terminal(asked: Ask, prompt: Prompt) -> None:
    prompt.patch.setenv("COLUMNS", "70")
    out = asked("diff").out
    assert "[-64 hours-]{+80 hours+}" in " ".join(out.split())
    assert max(map(len, out.splitlines())) <= 70


def test_all_shows_what_is_met_too(asked: Ask) -> None:
    line = "duties --json --today 2023-11-03 --since 2023-08-01"
    assert {duty["status"] for duty in asked(line).data}.isdisjoint({"met"})
    assert "met" in {duty["status"] for duty in asked(f"{line} --all").data}


def test_the_interest_is_explained_to_the_clause_and_the_sum(asked: Ask) -> None:
    ask = "explain financials.late_payment/interest/NL-2023-0003/2023-11-27 --today 2024-04-05"
    out = " ".join(asked(ask).out.split())
    assert "40 days at 12.12 % a year: EUR 341.41" in out
    assert "because of: 4.6 Late payment (financials.late_payment.interest, agreement)" in out
    assert "sum: EUR 25,704.00 × 40 ÷ 365 days × 12.12 % = EUR 341.41" in out
    assert "as stored: interest(piece1=2570400*40*303/2500, claimed=0)" in out


def test_every_sum_of_every_invoice_is_written_out_and_comes_to_its_amount(asked: Ask) -> None:
    numbers = [one["number"] for one in asked("invoice --json --today 2024-04-05").data]
    told = "".join(asked(f"invoice {number} --today 2024-04-05").out for number in numbers)
    assert len(numbers) == 9
    assert told.count(" = EUR ") == sum(
        len(one["lines"]) for one in asked("invoice --json --today 2024-04-05").data
    )
    assert "(minor=" not in told


def test_a_finding_is_explained(mine: Path, prompt: Prompt) -> None:
    (mine / "amendments/2.toml").write_text(
        'number = 2\ntitle = "Later"\neffective = 2024-01-01\n'
        '[[change]]\npath = "financials.payment.due_after"\nfrom = "14 days"\nto = "90 days"\n',
        "utf-8",
    )
    out = prompt.type("charter explain CH-FIN-040 --today 2024-01-02").out
    assert out.startswith("error CH-FIN-040\n  place: financials.payment.due_after\n")


def test_a_meeting_is_owed_by_both_sides(asked: Ask) -> None:
    out = asked("explain communication.meetings/hold/weekly/2023-11-07 --today 2023-11-03").out
    assert "who: both sides" in out
    assert "met by: an entry with kind = met, meeting = weekly" in out


def test_invoices_are_issued_once(mine: Path, prompt: Prompt) -> None:
    journal = nothing_but_signed(mine)
    first = prompt.type("charter invoice --issue --today 2023-08-01")
    assert first.out.split() == ["issued", "NL-2023-0001", "EUR", "14,280.00", "due", "15", "Aug", "2023"]
    assert 'number = "NL-2023-0001"' in journal.read_text("utf-8")
    assert prompt.type("charter invoice --issue --today 2023-08-01").out == "no draft whose day has come\n"


def test_issuing_tells_programs_what_was_issued(mine: Path, prompt: Prompt) -> None:
    nothing_but_signed(mine)
    issued = prompt.type("charter invoice --issue --json --today 2023-08-01").data
    assert [(one["number"], one["issued"], one["total"]) for one in issued] == [
        ("NL-2023-0001", True, "EUR 14280.00")
    ]


def test_the_document_is_written_in_the_forms_asked_for(asked: Ask, tmp_path: Path) -> None:
    answer = asked(f"render --out {tmp_path / 'new'} -f md -f html --on 2023-11-01")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == [
        "harbourline.html",
        "harbourline.md",
    ]
    assert "harbourline.md" in answer.out
    assert "EUR 15,000.00" in (tmp_path / "new/harbourline.md").read_text("utf-8")


def test_a_file_that_is_there_is_written_anew(asked: Ask, tmp_path: Path) -> None:
    (tmp_path / "harbourline.md").write_text("old", "utf-8")
    assert asked(f"render --out {tmp_path} -f md").code == 0
    assert (tmp_path / "harbourline.md").read_text("utf-8").startswith("# Fractional CTO engagement")


def test_the_redline_goes_to_files(asked: Ask, tmp_path: Path) -> None:
    page, word = tmp_path / "a/r.html", tmp_path / "r.docx"
    assert asked(f"diff --no-words --html {page} --docx {word}").out.endswith(
        f"{page} written\n{word} written\n"
    )
    assert "<del" in page.read_text("utf-8")
    assert word.read_bytes()[:2] == b"PK"


def test_the_same_agreement_has_no_difference(asked: Ask) -> None:
    assert asked("diff . .").out == "no term differs\n"


@pytest.mark.parametrize("of", ["agreement", "journal", "amendment"])
def test_a_schema_is_of_the_dialect_it_names(of: str, asked: Ask) -> None:
    assert asked(f"schema {of}").data["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_menu_tells_each_command_in_whole_sentences(asked: Ask) -> None:
    out = asked("--help").out
    assert [
        line.split()[0] for line in out.splitlines() if line.startswith("  ") and line.split()[0] in COMMANDS
    ] == [*COMMANDS]
    assert "..." not in out.replace("[ARGS]...", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(command: str, asked: Ask) -> None:
    out = asked(f"{command} --help").out
    assert out.startswith(f"Usage: charter {command}")
    assert "Example: charter" in " ".join(out.split()) or command in {"check", "verify"}


def test_the_version_is_told(asked: Ask) -> None:
    assert asked("--version").out.startswith("charter 0.")


def test_what_follows_when_something_is_late_stands_below_the_clauses_that_say_it(asked: Ask) -> None:
    for clause in ("late_payment", "suspension"):
        ladder = asked(f"show {clause}").out.split("What follows when something is late\n")[1].splitlines()
        assert (
            " ".join(ladder[0].split())
            == "3 days after the Due Date 4.6 The Consultant may remind the Client by message."
        )
        assert not [line for line in ladder if ".:" in line]
    assert "What follows" not in asked("show settlement").out


def test_the_text_is_rendered_as_amended_and_each_paper_where_it_is_asked_for(
    asked: Ask, tmp_path: Path
) -> None:
    first = {
        "": "as amended by no. 1 of 11 October 2023",
        " --first": "Agreement of 17 July 2023\n",
        " --amendment 1": "Amendment no. 1, effective 16 October 2023",
    }
    for options, said in first.items():
        asked(f"render --out {tmp_path / str(len(options))} -f md -f json{options}")
        [page] = (tmp_path / str(len(options))).glob("*.md")
        [data] = (tmp_path / str(len(options))).glob("*.json")
        assert said in page.read_text("utf-8")
        assert json.loads(data.read_text("utf-8"))["is"] == "Document"
    assert (tmp_path / "14" / "harbourline-amendment-1.md").exists()


def test_one_paper_is_rendered_at_a_time(asked: Ask, tmp_path: Path) -> None:
    answer = asked(f"render --out {tmp_path} --first --amendment 1")
    assert (answer.code, answer.err) == (2, "error: one at a time: --on, --amendment or --first\n")
    assert "there is no amendment 7" in asked(f"render --out {tmp_path} --amendment 7").err
