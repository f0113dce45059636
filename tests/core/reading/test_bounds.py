"""Files that are too large, too deep, too long or oddly encoded: one error, soon; and what is only unusual is read."""

from __future__ import annotations

import json
import time
import tomllib

import pytest

from charter.core.agreement import Agreement
from charter.core.reading import Problem, Problems, read, read_agreement
from charter.core.reading.problem import MOST

DEEP = "more than 50 tables or lists inside one another"
LONG = "a number too large for any agreement"


def problems(raw: bytes | str, file: str = "agreement.toml") -> tuple[Problem, ...]:
    with pytest.raises(Problems) as error:
        read_agreement(raw, file)
    return error.value.problems


def first(raw: bytes | str, file: str = "agreement.toml") -> str:
    return str(problems(raw, file)[0])


# ── encodings ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"])
def test_a_byte_order_mark_is_passed_over(agreement: str, mark: bytes) -> None:
    assert read_agreement(mark + agreement.encode()) == read_agreement(agreement)
    changed = agreement.replace("dated = 2023-07-17", "dated = 17")
    assert problems(mark + changed.encode()) == problems(changed)


def test_line_ends_of_windows_are_read_and_placed_alike(agreement: str) -> None:
    changed = agreement.replace('initial = "12 months"', 'initial = "12"')
    windows = changed.replace("\n", "\r\n")
    assert read_agreement(agreement.replace("\n", "\r\n")) == read_agreement(agreement)
    assert problems(windows) == problems(changed)


@pytest.mark.parametrize("end", ["\u2028", "\u0085"])
def test_only_a_line_feed_ends_a_line(end: str) -> None:
    (problem,) = problems(f'# a{end}b\ntitle = "a" b\n')
    assert (problem.line, problem.source) == (2, 'title = "a" b')


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("# größer\n".encode("latin-1"), "agreement.toml:1:5: not UTF-8: the byte 0xF6 stands here (save the file as UTF-8)"),
        ("# ö\n# größer\n".encode() + b"\xff", "agreement.toml:3:1: not UTF-8: the byte 0xFF stands here (save the file as UTF-8)"),
        ("dated = 2023-07-17\n".encode("utf-16"), "agreement.toml:1:1: UTF-16, not UTF-8 (save the file as UTF-8)"),
        ("dated = 2023-07-17\n".encode("utf-16-be"), "agreement.toml:1:1: UTF-16, not UTF-8 (save the file as UTF-8)"),
        (b"\x89PNG\r\n\x1a\n\x00", "agreement.toml:1:1: not UTF-8: the byte 0x89 stands here (save the file as UTF-8)"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told(raw: bytes, said: str) -> None:
    assert first(raw) == said


def test_nothing_told_moves_the_cursor_or_turns_the_text() -> None:
    (problem,) = [
        p for p in problems('"a\u202eb\x7f" = 1\n'.replace("\x7f", "\\u001b[2J")) if "known" in str(p.message)
    ]
    assert problem.path == "a\u202eb\x1b[2J"
    shown = problem.shown()
    assert shown.startswith("agreement.toml:1:1: a\ufffdb\ufffd[2J: ")
    assert all(line.isprintable() for line in (str(problem), *shown.split("\n")))


def test_a_long_line_is_shown_around_its_place() -> None:
    (problem,) = problems("title = '" + "x" * 500 + "' y\n")
    _, shown, caret, _ = problem.shown().split("\n")
    assert len(shown) < 120
    assert shown[len(caret) - 1] == "y"


# ── bounds ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "file", "said"),
    [
        ("\na = " + "[" * 60 + "]" * 60, "agreement.toml", f"agreement.toml:2:1: {DEEP}"),
        ("\na = " + "[" * 90_000, "agreement.toml", f"agreement.toml:2:1: {DEEP}"),
        ("a = " + "{a=" * 3000 + "1" + "}" * 3000, "agreement.toml", f"agreement.toml:1:1: {DEEP}"),
        ("\n\na" + ".a" * 5000 + " = 1", "agreement.toml", f"agreement.toml:3:1: {DEEP}"),
        ("[" + "a." * 5000 + "a]", "agreement.toml", f"agreement.toml:1:1: {DEEP}"),
        ('{"a":\n' + "[" * 60 + "]" * 60 + "}", "agreement.json", f"agreement.json:2:1: {DEEP}"),
        ('{"a":\n' + "[" * 100_000, "agreement.json", f"agreement.json:2:1: {DEEP}"),
        ("\nrounds = " + "9" * 10_000, "agreement.toml", f"agreement.toml:2:10: {LONG}"),
        ("\nrounds = " + "9" * 19, "agreement.toml", f"agreement.toml:2:10: rounds: {LONG}"),
        ("\na.b = [1, 0x" + "f" * 5000 + "]", "agreement.toml", f"agreement.toml:2:11: a.b.2: {LONG}"),
        ('{"rounds": ' + "9" * 10_000 + "}", "agreement.json", f"agreement.json:1:12: {LONG}"),
        ('{"a": [-' + "9" * 19 + "]}", "agreement.json", f"agreement.json:1:8: a.1: {LONG}"),
        ("#" + "x" * 5_000_000, "agreement.toml", "agreement.toml:1:1: more than 5,000,000 bytes is no agreement"),
    ],
)  # fmt: skip
def test_what_is_too_deep_or_too_large_is_told(text: str, file: str, said: str) -> None:
    assert first(text, file).partition(" (")[0] == said


def test_a_file_of_five_megabytes_is_read(agreement: str) -> None:
    raw = agreement + "#" * (5_000_000 - len(agreement.encode()))
    assert read_agreement(raw.encode()) == read_agreement(agreement)


@pytest.mark.parametrize(
    "more",
    [
        "".join(f"[x{n}]\n" for n in range(6_000)),
        "".join(f"[scope.boundaries.x{n}]\n" for n in range(6_000)),
        "[scope.boundaries.x]\nnot_done = [" + "1," * 40_000 + "]\n",
        "".join(f"[scope.boundaries.x{n}]\nnot_done = 'x'\ninstead = 'y'\n" for n in range(6_000)),
    ],
)
def test_ten_thousands_of_faults_are_told_soon(agreement: str, more: str) -> None:
    began = time.process_time()
    assert 1 <= len(problems(agreement + more)) <= MOST
    assert time.process_time() - began < 20


def test_ten_thousands_of_entries_at_fault_are_told_soon(agreement: str) -> None:
    journal = "".join(f'[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "{n}"\n' for n in range(10_000))
    began = time.process_time()
    with pytest.raises(Problems) as error:
        read({"agreement.toml": agreement.encode(), "journal.toml": journal.encode()})
    assert len(error.value.problems) == MOST
    assert time.process_time() - began < 20


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "F', f'title = "{"x" * 20_001}F', f'title: found "{"x" * 56}…, expected 20,000 characters at most'),
        ('outcome = "T', f'outcome = "{"x" * 20_001}T', f'scope.deliverables.audit.outcome: found "{"x" * 56}…, expected 20,000 characters at most'),
        ("[scope.boundaries.code]", "".join(f'[scope.boundaries.x{n}]\nnot_done = "x"\ninstead = "y"\n' for n in range(498)) + "[scope.boundaries.code]", "scope.boundaries: 501 items: 500 at most"),
    ],
)  # fmt: skip
def test_texts_and_tables_have_an_end(agreement: str, old: str, new: str, said: str) -> None:
    (problem,) = problems(agreement.replace(old, new, 1))
    assert f"{problem.path}: {problem.message}" == said


def test_lists_have_an_end(agreement: str) -> None:
    def listed(n: int) -> str:
        return agreement.replace("at_once = [", "at_once = [" + '"x", ' * (n - 2), 1)

    assert len(read_agreement(listed(500)).exit.termination.at_once) == 500  # type: ignore[union-attr]
    (problem,) = problems(listed(501))
    said = "exit.termination.at_once: found a list of 501, expected 500 at most"
    assert f"{problem.path}: {problem.message}" == said


# ── JSON ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("indent", [None, 1])
def test_json_and_toml_say_the_same(agreement: str, indent: int | None) -> None:
    text = json.dumps(tomllib.loads(agreement), default=str, indent=indent)
    assert read_agreement(text, "agreement.json") == read_agreement(agreement)
    assert read_agreement(text, "agreement.toml") == read_agreement(agreement)  # JSON by its first sign
    engagement = read({"agreement.json": text.encode()})
    assert isinstance(engagement.agreement, Agreement)


def test_a_fault_in_json_is_placed_in_json(agreement: str) -> None:
    data = tomllib.loads(agreement)
    data["scope"]["acceptance"]["review"] = 30
    (problem,) = problems(json.dumps(data, default=str, indent=1), "agreement.json")
    assert problem.source.strip() == '"review": 30,'
    assert problem.source[problem.column - 1 :] == "30,"
    assert problem.path == "scope.acceptance.review"


def test_what_was_expected_and_found_is_told_to_programs(agreement: str) -> None:
    (misspelt,) = problems(agreement.replace("overage =", "overrage ="))
    assert (misspelt.found, misspelt.expected) == ("overrage", "overage")
    (wrong,) = problems(agreement.replace('period = "month"', 'period = "mnth"'))
    assert (wrong.found, wrong.expected) == ('"mnth"', '"month", "quarter", "half-year" or "year"')
    (kind,) = problems(agreement.replace("rounds = 2", 'rounds = "2"'))
    assert (kind.found, kind.expected) == ('"2"', "a whole number, without quotes")
