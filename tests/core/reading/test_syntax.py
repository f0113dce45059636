"""Files that are no TOML, or no JSON: the first fault, in plain words.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.reading import Problem

SYNTAX = {
    "an empty file": (
        "agreement.toml",
        "",
        "the file is empty",
        "start with [foundation.parties.client]",
    ),
    "a file of blanks": (
        "agreement.toml",
        " \n\n",
        "the file is empty",
        "start with [foundation.parties.client]",
    ),
    "a name alone": (
        "agreement.toml",
        "dated▶",
        "no = after the name",
        "write name = value",
    ),
    "no = after a name": (
        "agreement.toml",
        "dated ▶2023-07-17",
        "there is no = after the name",
        "write: dated = 2023-07-17",
    ),
    "no value after =": (
        "agreement.toml",
        "dated =▶",
        "no value that can be read",
        'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31',
    ),
    "a duration without quotes": (
        "agreement.toml",
        "title = 30 ▶days",
        "the value stands without quotes",
        'write: title = "30 days"',
    ),
    "no quotes at all": (
        "agreement.toml",
        "title = ▶Agreement",
        "the text stands without quotes",
        'write: title = "Agreement"',
    ),
    "curly quotes": (
        "agreement.toml",
        "title = ▶“Agreement”",
        "the quotes are curly, as word processors write them",
        'write: title = "Agreement"',
    ),
    "a comma after the value": (
        "agreement.toml",
        'title = "a"▶,',
        "a sign stands behind the value: ,",
        'write: title = "a"',
    ),
    "two terms on a line": (
        "agreement.toml",
        'title = "a" ▶dated = 2023-07-17',
        "something stands after the value",
        'one term a line; put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31',
    ),
    "a month that no year has": (
        "agreement.toml",
        "dated = 2023▶-13-01",
        "there is no month 13: a day is written year, month, day, with hyphens",
        "write it like: dated = 2023-12-31",
    ),
    "31 February": (
        "agreement.toml",
        "dated = ▶2023-02-31",
        "there is no 31 February 2023: that month has 28 days",
        "write it like: dated = 2023-02-28",
    ),
    "an hour that no day has": (
        "agreement.toml",
        "cut_off = 25▶:00:00",
        "25:00 is no time of day: the last is 23:59",
        'write it like: cut_off = "23:59"',
    ),
    "a text not closed": (
        "agreement.toml",
        'title = "Agreement▶\ndated = 2023-07-17\n',
        "the text is not closed",
        'write: title = "Agreement"',
    ),
    "a text in single quotes not closed": (
        "agreement.toml",
        "title = 'Agreement\ndated = 2023-07-17▶\n",
        "the text is not closed",
        "close it with the quote it began with",
    ),
    "a text of many lines not closed": (
        "agreement.toml",
        'title = """Agreement\ndated = 2023-07-17▶\n',
        "the text is not closed",
        "close it with the quote it began with",
    ),
    "a list not closed": (
        "agreement.toml",
        "who = [▶",
        "no value that can be read",
        'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31',
    ),
    "a list without a comma": (
        "agreement.toml",
        'who = ["a" ▶"b"]',
        "the list is not closed",
        "put commas between its items, and close it with ]",
    ),
    "a header not closed": (
        "agreement.toml",
        "[general.law▶\ngoverning = 'DE'",
        "the name of the table is not closed",
        "write: [general.law]",
    ),
    "a header of two brackets closed by one": (
        "agreement.toml",
        "[[general▶]\ngoverning = 'DE'",
        "the name of the table is not closed",
        "write: [[general]]",
    ),
    "an empty header": (
        "agreement.toml",
        "[▶]",
        "no name",
        "names are letters, digits, - and _; {…} stands on one line",
    ),
    "a name twice": (
        "agreement.toml",
        'title = "a"\n▶title = "b"',
        "the name 'title' stands here a second time; the first is in line 1",
        "keep one of the two",
    ),
    "a table twice": (
        "agreement.toml",
        "[general]\n[scope]\n▶[general]",
        "the table [general] stands here a second time; the first is in line 1",
        "put its terms under the first",
    ),
    "a table over a value": (
        "agreement.toml",
        "scope = 1\n▶[scope]\n",
        "the name 'scope' stands here a second time; the first is in line 1",
        "keep one of the two",
    ),
    "a backslash in a path": (
        "agreement.toml",
        'title = "C:\\d▶raft"',
        "a backslash that says nothing",
        "write two for one, or use single quotes",
    ),
    "half a character": (
        "agreement.toml",
        'title = "\\ud800▶"',
        "half a character",
        "write the character itself",
    ),
    "a NUL": (
        "agreement.toml",
        'title = "a▶\x00b"',
        "a control character",
        "remove it",
    ),
    "an escape for a terminal": (
        "agreement.toml",
        'title = "▶\x1b[2J"',
        "a control character",
        "remove it",
    ),
    "carriage returns for line ends": (
        "agreement.toml",
        'title = "a"▶\rdated = 2023-07-17\r',
        "something stands after the value",
        'one term a line; put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31',
    ),
    "YAML": (
        "agreement.toml",
        "dated▶: 2023-07-17\nscope:\n  - audit\n",
        "a colon stands where = belongs",
        "write: dated = 2023-07-17",
    ),
    "a page": (
        "agreement.toml",
        "▶<!doctype html>\n<p>Agreement</p>\n",
        "no term and no table",
        "write name = value, or [part.clause] above a group of terms",
    ),
    "an empty JSON file": (
        "agreement.json",
        "",
        "the file is empty",
        "start with [foundation.parties.client]",
    ),
    "TOML in a JSON file": (
        "agreement.json",
        "▶# ours\ntitle = 'a'\n",
        "no JSON: TOML in a file named .json",
        "name it agreement.toml",
    ),
    "tables of TOML in a JSON file": (
        "agreement.json",
        "[▶general.law]\n",
        "no JSON: TOML in a file named .json",
        "name it agreement.toml",
    ),
    "a list for an agreement": (
        "agreement.json",
        '▶["title"]',
        "no JSON: not an object",
        "start with { and end with }",
    ),
    "a text for an agreement": (
        "agreement.json",
        '▶"title"',
        "no JSON: not an object",
        "start with { and end with }",
    ),
    "a comment in JSON": (
        "agreement.json",
        '{"title": "a" ▶// ours\n}',
        "no JSON: no comma after the value",
        "put commas between terms and items; JSON has no comments",
    ),
    "a name without quotes in JSON": (
        "agreement.json",
        '{▶title: "a"}',
        "no JSON: the name stands without quotes",
        'write: {"title": "a"}',
    ),
    "single quotes in JSON": (
        "agreement.json",
        "{▶'title': 'a'}",
        "no JSON: the name stands in single quotes; the text stands in single quotes",
        'write: {"title": "a"}',
    ),
    "a line break in a text of JSON": (
        "agreement.json",
        '{"title": "a▶\nb"}',
        "no JSON: a control character",
        "write a line break in a text as \\n",
    ),
    "a name twice in JSON": (
        "agreement.json",
        '{"title": "a",\n ▶"title": "b"}',
        "the name 'title' stands here a second time; the first is in line 1",
        "keep one of the two",
    ),
    "half a character in JSON": (
        "agreement.json",
        '{"title": "a▶\\ud800"}',
        "no JSON: half a character",
        "write the character itself",
    ),
    "two objects": (
        "agreement.json",
        '{"title": "a"}\n▶{}',
        "no JSON: something stands after the end",
        "keep one object: { … }",
    ),
    "JSON not closed": (
        "agreement.json",
        '{"title": "a"▶',
        "no JSON: no comma after the value",
        "put commas between terms and items; JSON has no comments",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "text", "said", "hint"), SYNTAX.values(), ids=SYNTAX)
def test_the_fault_is_told_where_it_stands(
    file: str, text: str, said: str, hint: str, told: Callable[[str, str], tuple[Problem, str]]
) -> None:
    problem, place = told(file, text)
    assert (f"{problem.line}:{problem.column}", problem.message, problem.hint) == (place, said, hint)
    assert problem.file == file
    assert bool(problem.path) == ("a second time" in said)
