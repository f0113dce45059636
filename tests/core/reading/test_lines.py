"""Lines that are no TOML, or no JSON: what somebody did, and the line as it should be."""

from __future__ import annotations

import pytest

from charter.core.reading import Problems, read_agreement

TOML = [
    ("title = “Agreement”", "the quotes are curly, as word processors write them", 'title = "Agreement"'),
    ("title = ‘Agreement’", "the quotes are curly, as word processors write them", "title = 'Agreement'"),
    ("title = «Agreement»", "the quotes are curly, as word processors write them", 'title = "Agreement"'),
    ("who = [“a”, “b”]", "the quotes are curly, as word processors write them", 'who = ["a", "b"]'),
    ("last = True", "yes and no are written true and false", "last = true"),
    ("last = no", "yes and no are written true and false", "last = false"),
    ("rounds = 2O", "the letter O stands for the digit 0", "rounds = 20"),
    ("amount = €8,500", "an amount begins with the code of its currency, not with €", 'amount = "EUR 8500.00"'),
    ("amount = EUR 8500", "the value stands without quotes", 'amount = "EUR 8500"'),
    ("alert = 80 %", "the value stands without quotes", 'alert = "80 %"'),
    ("cut_off = 18:00", "the value stands without quotes", 'cut_off = "18:00"'),
    ("cut_off = 6 pm", "hours are counted to 24, not to noon: 6 pm", 'cut_off = "18:00"'),
    ("rhythm = every Teusday", "Teusday is no word here; Tuesday is", 'rhythm = "every Tuesday"'),
    ("due = 30 bussiness days # ours", "bussiness is no word here; business is", 'due = "30 business days" # ours'),
    ("dated = 12/31/2025", "a day is written year, month, day, with hyphens: 12/31/2025", "dated = 2025-12-31"),
    ("dated = 31.12.2025", "a day is written year, month, day, with hyphens: 31.12.2025", "dated = 2025-12-31"),
    ("dated == 2025-12-31", "two = stand where one belongs", "dated = 2025-12-31"),
    ("dated := 2025-12-31", "a colon stands before the =", "dated = 2025-12-31"),
    ("dated: 31.12.2025", "a colon stands where = belongs; a day is written year, month, day, with hyphens: 31.12.2025",
     "dated = 2025-12-31"),
    ("title = Harbourline GmbH", "the text stands without quotes", 'title = "Harbourline GmbH"'),
    ("title = 'Agreement", "the text is not closed", "title = 'Agreement'"),
    ("title = 'a' // ours", "a comment begins with #, not with //", "title = 'a' # ours"),
    ('title = "a";', "a sign stands behind the value: ;", 'title = "a"'),
    ("[general.law", "the name of the table is not closed", "[general.law]"),
]  # fmt: skip
JSON = [
    ("“title”: “a”", "the quotes are curly, as word processors write them", '"title": "a"'),
    ('"last": True,', "yes and no are written true and false", '"last": true,'),
    ("'title': 'a'", "the name stands in single quotes; the text stands in single quotes", '"title": "a"'),
    ("title: 1,", "the name stands without quotes", '"title": 1,'),
    ('"title" = "a"', "an = stands where a colon belongs", '"title": "a"'),
    ('"rounds": 2O', "the letter O stands for the digit 0", '"rounds": 20'),
    ('"dated": 2025-12-31', "the day stands without quotes", '"dated": "2025-12-31"'),
    (
        '"dated": 31.12.2025',
        "a day is written year, month, day, with hyphens: 31.12.2025",
        '"dated": "2025-12-31"',
    ),
    (
        '"amount": €8,500,',
        "an amount begins with the code of its currency, not with €",
        '"amount": "EUR 8500.00",',
    ),
    ('"cut_off": 18:00', "the value stands without quotes", '"cut_off": "18:00"'),
    ('"title": Agreement,', "the text stands without quotes", '"title": "Agreement",'),
    ('"a": "x"\n"b": 1', "no comma after the line before", '"a": "x",'),
]
NO_LINE = [
    ("agreement.toml", "amount = $8,500", "more currencies than one are written $: write the code of yours",
     'write it like: amount = "USD 8500.00"'),
    ("agreement.toml", "cut_off = 24:30", "24:30 is no time of day: the last is 23:59", 'write it like: cut_off = "23:59"'),
    ("agreement.toml", "dated = 2026-02-31", "there is no 31 February 2026: that month has 28 days",
     "write it like: dated = 2026-02-28"),
    ("agreement.toml", "dated = 3/4/2026",
     "3/4/2026 is 3 April or 4 March: write year, month, day, with hyphens, so 2026-04-03 or 2026-03-04", ""),
    ("agreement.toml", "notice = null", "nothing is said by leaving the term out", "leave the line out"),
    ("agreement.json", '{\n"notice": None\n}', "no JSON: nothing is said by leaving the term out", "leave the line out"),
    ("agreement.json", '{\n"cut_off": 24:30\n}', "no JSON: 24:30 is no time of day: the last is 23:59",
     'write it like: "cut_off": "23:59"'),
    ("agreement.json", '{\n"dated": 2026-02-31\n}', "no JSON: there is no 31 February 2026: that month has 28 days",
     'write it like: "dated": "2026-02-28"'),
    ("agreement.toml", "a = @home", "no value that can be read",
     'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31'),
    ("agreement.toml", "a = " + "é" * 2000, "no value that can be read",
     'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31'),
    ("agreement.toml", "a = 1\n[a.b]", "the name 'a' stands here a second time; the first is in line 1", "keep one of the two"),
    ("agreement.toml", "[a]\nb.c = 1\n\n[a.b]", "the name 'b' stands here a second time; the first is in line 2",
     "keep one of the two"),
    ("agreement.toml", "[x]\n[[x]]", "the table [x] stands here a second time; the first is in line 1",
     "put its terms under the first"),
    ("agreement.toml", "x = {a = 1, a = 2}", "the name 'a' stands here a second time; the first is in line 1",
     "keep one of the two"),
    ("agreement.toml", 't = """a\nb"""\n\nt = 1', "the name 't' stands here a second time; the first is in line 1",
     "keep one of the two"),
    ("agreement.json", '{"x": {"a": 1,\n"b": [{"c": 1,\n"c": 2}]}}',
     "the name 'c' stands here a second time; the first is in line 2", "keep one of the two"),
    ("agreement.json", '{"a": ' + "[" * 70 + "]" * 70 + ', "b": 1, "b": 2}', "the name 'b' stands here a second time",
     "keep one of the two"),
    ("agreement.toml", "a = " + "[" * 70 + "]" * 70 + "\nb = 1\nb = 2", "the name stands here a second time",
     "keep one of the two"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "text", "said", "hint"),
    [
        *(("agreement.toml", line, said, f"write: {instead}") for line, said, instead in TOML),
        *(
            ("agreement.json", f"{{\n{line}\n}}", f"no JSON: {said}", f"write: {instead}")
            for line, said, instead in JSON
        ),
        *NO_LINE,
    ],
)
def test_a_line_that_cannot_be_read_is_shown_as_it_should_be(
    file: str, text: str, said: str, hint: str
) -> None:
    with pytest.raises(Problems) as error:
        read_agreement(text, file)
    (problem,) = error.value.problems
    assert (problem.message, problem.hint) == (said, hint)
