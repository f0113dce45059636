"""Entries that cannot be read, or do not fit what was agreed or what stands beside them.

Each case shows the input with the mark ▶ where the error must point, then what it must say, and its hint.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from charter.core.kinds import entry_kinds, notice_kinds
from charter.core.reading import Problem

EVERY_KIND = f'the guide shows all {len(entry_kinds())}, under "The journal"'
EVERY_NOTICE = f"the schema of the journal lists all {len(notice_kinds())}"
JOURNAL = {
    "no kind": (
        "▶[[entry]]\non = 2023-09-01\n",
        "entry.0.kind: is missing",
        f'write: kind = "hours", "paid" or "notice"; {EVERY_KIND}',
    ),
    "no kind, but terms": (
        '▶[[entry]]\non = 2023-09-01\nby = "jonas"\ndeliverable = "audit"\nreasons = ["no costs"]\n',
        "entry.0.kind: is missing",
        f'write: kind = "rejected", "delivered" or "accepted"; {EVERY_KIND}',
    ),
    "a kind of no known word": (
        '[[entry]]\nkind = ▶"qqq"\non = 2023-09-01\nby = "mara"\ninvoice = "N-1"\nowed = "EUR 2.00"\n',
        "entry.0.kind: 'qqq' is no kind of entry",
        f'write: kind = "dispute ended", "received" or "claimed"; {EVERY_KIND}',
    ),
    "a kind misspelt": (
        '[[entry]]\nkind = ▶"huors"\n',
        "entry.0.kind: 'huors' is no kind of entry",
        "did you mean 'hours'?",
    ),
    "a list for a kind": (
        "[[entry]]\nkind = ▶['hours']\n",
        "entry.0.kind: \"['hours']\" is no kind of entry",
        "did you mean 'hours'?",
    ),
    "a kind that only silence brings": (
        '[[entry]]\nkind = ▶"delayed"\non = 2023-09-01\nby = "mara"\n',
        "entry.0.kind: 'delayed' follows from the terms by itself",
        "leave it out: the log shows it as soon as it comes about",
    ),
    "one table": (
        "▶[entry]\nkind = 'hours'\n",
        "entry: found one table, expected a list of entries",
        "write [[entry]]",
    ),
    "another name": (
        "▶[[entries]]\nkind = 'hours'\n",
        "entries: 'entries' is not known here",
        "write [[entry]] above each entry",
    ),
    "numbers for entries": (
        "entry = [▶1]\n",
        "entry.0: found no table, expected an entry",
        "write [[entry]] above it",
    ),
    "a term nobody knows": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n▶hour = 3\n',
        "entry.0.hour: 'hour' is not known here",
        "did you mean 'hours'?",
    ),
    "deemed by hand": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n▶deemed = ""\n',
        "entry.0.deemed: 'deemed' is not known here",
        "leave it out: what silence brings about follows from the terms",
    ),
    "a missing term": (
        '▶[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nwork = "x"\n',
        "entry.0.hours: is missing",
        'How long. Example: hours = "2.5 hours"',
    ),
    "work before the start": (
        '[[entry]]\nkind = "hours"\non = ▶2023-07-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n',
        "entry.0.on: on 2023-07-01, before the engagement starts on 2023-08-01",
        "correct the day; what was done before is not part of it",
    ),
    "an end before the start, and work after that": (
        '[[entry]]\nkind = "ended"\non = ▶2020-01-01\nby = "mara"\nwhy = "slip"\n[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n',
        "entry.0.on: on 2020-01-01, before the engagement starts on 2023-08-01, yet work is recorded after that",
        "correct the day of the end; only what never began ends so early",
    ),
    "work after the end": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "jonas"\nof = "termination"\nside = "client"\nsent = "e-mail"\n[[entry]]\nkind = "hours"\non = ▶2023-12-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n',
        "entry.1.on: on 2023-12-01, after the engagement ended on 2023-10-01",
        "correct the day, or amend the term",
    ),
    "a delivery before the start": (
        '[[entry]]\nkind = "delivered"\non = ▶2023-07-31\nby = "mara"\ndeliverable = "audit"\n',
        "entry.0.on: on 2023-07-31, before the engagement starts on 2023-08-01",
        "correct the day; what was done before is not part of it",
    ),
    "an entry twice": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n▶[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\n',
        "entry.1: the same entry stands already as number 1",
        "delete one; if it did happen twice, tell them apart with a note",
    ),
    "another currency": (
        '[[entry]]\nkind = "paid"\non = 2023-09-01\nby = "mara"\namount = ▶"USD 10.00"\n',
        "entry.0.amount: USD 10.00 is not in EUR, the currency of financials.payment.currency",
        "record what arrived in that currency",
    ),
    "an amount below zero": (
        '[[entry]]\nkind = "paid"\non = 2023-09-01\nby = "mara"\namount = ▶"EUR -10.00"\n',
        'entry.0.amount: an amount here is zero or more; write it without the minus, like "EUR 10.00"',
        'How much. Example: amount = "EUR 12000.00"',
    ),
    "a deliverable that is not there": (
        '[[entry]]\nkind = "delivered"\non = 2023-09-01\nby = "mara"\ndeliverable = ▶"audti"\n',
        "entry.0.deliverable: there is no deliverable 'audti'",
        "did you mean 'audit'?",
    ),
    "a meeting that is not there": (
        '[[entry]]\nkind = "met"\non = 2023-09-01\nby = "mara"\nmeeting = ▶"daily"\n',
        "entry.0.meeting: there is no meeting 'daily'",
        "agreed: board, weekly",
    ),
    "an input that is not there": (
        '[[entry]]\nkind = "provided"\non = 2023-09-01\nby = "mara"\ninput = ▶"keys"\n',
        "entry.0.input: there is no input 'keys'",
        "agreed: access, budget",
    ),
    "an input provided twice": (
        '[[entry]]\nkind = "provided"\non = 2023-09-01\nby = "mara"\ninput = "access"\n[[entry]]\nkind = "provided"\non = 2023-09-02\nby = "mara"\ninput = ▶"access"\n',
        "entry.1.input: 'access' was provided already on 2023-09-01",
        "keep the first",
    ),
    "hours below zero": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = ▶"-2 hours"\nwork = "x"\n',
        'entry.0.hours: hours are zero or more; write them without the minus, like "64 hours" or "2.5 hours"',
        'How long. Example: hours = "2.5 hours"',
    ),
    "no hours": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = ▶"0 hours"\nwork = "x"\n',
        "entry.0.hours: no hours at all",
        "leave the entry out",
    ),
    "bare hours": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = ▶6\nwork = "x"\n',
        'entry.0.hours: a bare number does not say what it counts: write the unit, like "64 hours" or "2.5 hours"',
        'How long. Example: hours = "2.5 hours"',
    ),
    "a day of 25 hours": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = ▶"25 hours"\nwork = "x"\n',
        "entry.0.hours: 25 hours on 2023-09-01 for mara: a day has 24",
        "correct the hours or the day",
    ),
    "25 hours on a day in two entries": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "20 hours"\nwork = "x"\n[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = ▶"5 hours"\nwork = "y"\n',
        "entry.1.hours: 25 hours on 2023-09-01 for mara: a day has 24",
        "correct the hours or the day",
    ),
    "learned before it happened": (
        '▶[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nhours = "6 hours"\nwork = "x"\nrecorded = 2023-08-01\n',
        "entry.0: recorded on 2023-08-01, before it happened on 2023-09-01: swap the dates or leave recorded out",
        "",
    ),
    "an id twice": (
        '[[entry]]\nkind = "hours"\non = 2023-09-01\nby = "mara"\nid = "a"\nhours = "6 hours"\nwork = "x"\n[[entry]]\nkind = "hours"\non = 2023-09-02\nby = "mara"\nid = ▶"a"\nhours = "6 hours"\nwork = "x"\n',
        "entry.1.id: the id 'a' is taken",
        "give each entry an id of its own",
    ),
    "a correction of nothing": (
        '[[entry]]\nkind = "void"\non = 2023-09-01\nby = "mara"\nentry = ▶"a"\n',
        "entry.0.entry: there is no entry with the id 'a'",
        "give the wrong entry that id",
    ),
    "a notice received before it was given": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "jonas"\nof = "termination"\nside = "client"\nsent = "e-mail"\nreceived = ▶2023-08-31\n',
        "entry.0.received: received on 2023-08-31, before it was given on 2023-09-01",
        "correct one",
    ),
    "a notice of nothing known": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "mara"\nof = ▶"terminaton"\nside = "client"\nsent = "e-mail"\n',
        "entry.0.of: 'terminaton' is no kind of notice",
        "did you mean 'termination'?",
    ),
    "a notice of no word that is near": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "mara"\nof = ▶"qqq"\nside = "client"\nsent = "e-mail"\n',
        "entry.0.of: 'qqq' is no kind of notice",
        f'write: of = "no renewal", "late input" or "long suspension"; {EVERY_NOTICE}',
    ),
    "a notice of no word that is near, over something": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "mara"\nof = ▶"qqq"\nside = "consultant"\nsent = "e-mail"\nground = "She was never let in."\n',
        "entry.0.of: 'qqq' is no kind of notice",
        f'write: of = "cause", "at once" or "no renewal"; {EVERY_NOTICE}',
    ),
    "a notice in another word": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "jonas"\nof = ▶"cancellation"\nside = "client"\nsent = "e-mail"\n',
        "entry.0.of: 'cancellation' is no kind of notice",
        'write: of = "termination"',
    ),
    "a notice as a reason is typed": (
        '[[entry]]\nkind = "notice"\non = 2023-09-01\nby = "jonas"\nof = ▶"No-Renewal"\nside = "client"\nsent = "e-mail"\n',
        "entry.0.of: 'No-Renewal' is no kind of notice",
        'write: of = "no renewal"',
    ),
    "a payment of no invoice": (
        '[[entry]]\nkind = "paid"\non = 2023-09-01\nby = "mara"\namount = "EUR 10.00"\ninvoice = ▶"N9"\n',
        "entry.0.invoice: there is no invoice 'N9'",
        "issued: none",
    ),
    "an invoice number twice": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = ▶"N1"\ndue = 2023-09-15\n[[entry.lines]]\ncharge = "financials.retainer/2023-10-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        "entry.1.number: the invoice 'N1' was issued already",
        "numbers are used once",
    ),
    "a charge invoiced twice": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N2"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        "entry.1.lines: the charge 'financials.retainer/2023-09-01' was invoiced already",
        "a charge is invoiced once",
    ),
    "due before it was issued": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = ▶2023-08-31\n[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        "entry.0.due: due on 2023-08-31, before it was issued on 2023-09-01",
        "correct one of the days",
    ),
    "an amount that its arithmetic does not give": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.01"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        'entry.0.lines: "part(minor=1200000, days=30, whole=30, …" does not give EUR 12000.01',
        "an issued invoice is final: restore the line, and correct by a new entry",
    ),
    "arithmetic that is none": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "__import__(os)"\nagreed = "agreement"\n',
        'entry.0.lines: "__import__(os)" does not give EUR 12000.00',
        "an issued invoice is final: restore the line, and correct by a new entry",
    ),
    "arithmetic without end": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "times(minor=1e999999999, count=1)"\nagreed = "agreement"\n',
        'entry.0.lines: "times(minor=1e999999999, count=1)" does not give EUR 12000.00',
        "an issued invoice is final: restore the line, and correct by a new entry",
    ),
    "arithmetic cut off": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0"\nagreed = "agreement"\n',
        'entry.0.lines: "part(minor=1200000, days=30, whole=30, …" does not give EUR 12000.00',
        "an issued invoice is final: restore the line, and correct by a new entry",
    ),
    "a line under no clause": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n▶[[entry.lines]]\ncharge = "retainer"\nreads = "x"\namount = "EUR 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        "entry.0.lines: the line 'x' names no clause",
        "every line rests on a clause",
    ),
    "an invoice in another currency": (
        '[[entry]]\nkind = "issued"\non = 2023-09-01\nby = "mara"\nnumber = "N1"\ndue = 2023-09-15\n[[entry.lines]]\ncharge = "financials.retainer/2023-09-01"\nreads = "x"\namount = ▶"USD 12000.00"\nbasis = "part(minor=1200000, days=30, whole=30, carried=0)"\nagreed = "agreement"\n',
        "entry.0.lines.0.amount: USD 12000.00 is not in EUR, the currency of financials.payment.currency",
        "record what arrived in that currency",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said", "hint"), JOURNAL.values(), ids=JOURNAL)
def test_it_is_told_where_it_stands(
    text: str, said: str, hint: str, happened: Callable[[str], tuple[Problem, str]]
) -> None:
    problem, place = happened(text)
    assert (f"{problem.line}:{problem.column}", f"{problem.path}: {problem.message}", problem.hint) == (
        place,
        said,
        hint,
    )
