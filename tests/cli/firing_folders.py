"""The smallest folder in which each rule is true that no terms alone can make so, and one in which it is not.

A folder holds a workspace, an engagement `alone`, a master `frames/group` and an `order` under it. Of each rule stands
here what is added to their files so that it fires, and so that it does not; what is added first, where both need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from tests.core.conftest import FRAME, SIGNED, TERM
from tests.core.journal import entry, issued
from tests.core.papers_of_a_frame import MASTER, ORDER
from tests.core.workspace.conftest import INVOICING, OWN

Texts = Mapping[str, str]

AGREEMENT, JOURNAL, AMENDMENT = "alone/agreement.toml", "alone/journal.toml", "alone/amendments/1.toml"
PLACE, OTHER = "workspace.toml", "other/journal.toml"
OF_ORDER, OF_MASTER = "order/agreement.toml", "frames/group/agreement.toml"
BASE: Texts = {
    PLACE: OWN,
    AGREEMENT: FRAME + TERM,
    JOURNAL: SIGNED,
    OF_ORDER: ORDER,
    "order/journal.toml": SIGNED,
    OF_MASTER: MASTER,
    "frames/group/journal.toml": SIGNED,
}


class Rule(NamedTuple):
    """What makes a rule true, what does not, and what both add; `of` is the engagement that is checked.

    A text given as two, parted by `=>`, stands in place of the first; another one is added.
    """

    fires: Texts
    quiet: Texts
    both: Texts = MappingProxyType({})
    of: str = "alone"


def amendment(path: str, old: str, new: str, effective: str, signed: str = "") -> str:
    day = f"signed = {signed}\n" if signed else ""
    schema = "charter.schema = 1\n" if signed else ""
    return (
        f'{schema}number = 1\ntitle = "Otherwise"\n{day}effective = {effective}\n[[change]]\npath = "{path}"\n'
        f"from = {old}\nto = {new}\n"
    )


def lasting(starts: str, time: str) -> str:
    return f'starts = {starts}\n=>starts = {starts}\ninitial = "{time}"\nrenewal = "none"\n'


def wants(term: str, wish: str) -> str:
    return f'[playbook."{term}"]\n{wish}\nwhy = "Cash."\n'


def fee(amount: str) -> str:
    return (
        f'\n[financials.retainer]\namount = "{amount}"\nperiod = "month"\nfirst_day = 1\nbilled = "in advance"\n'
        'hours = "10 hours"\nrollover = { share = "50 %", expires = "1 month" }\n'
    )


SECOND_ORDER: Texts = {
    "second/agreement.toml": ORDER.replace("Order 1: the audit", "Order 2: the shop") + fee("EUR 350.00"),
    "second/journal.toml": SIGNED,
}


def bills(number: str, day: str, amount: str = "EUR 10.00") -> str:
    return issued(day, day, amount, number, f"financials.retainer/{day}/{number}")


def other(invoices: str) -> Texts:
    """Give an engagement with another client, and its invoices."""
    client = FRAME.replace("Harbourline Logistics GmbH", "Orbital GmbH")
    return {"other/agreement.toml": client + TERM + INVOICING, OTHER: invoices + SIGNED}


HALF_SIGNED = SIGNED.rpartition("[[entry]]")[0]
PLAYBOOK = {AGREEMENT: fee("EUR 3000.00")}
AMOUNT = "financials.retainer.amount"
ACCOUNT = """
[financials.payment]
due_after = "14 days"
counted_from = "issue"
methods = ["bank transfer"]
currency = "EUR"
charges_borne_by = "client"
set_off = "only undisputed"
bank = { holder = "Northlight CTO UG", iban = "DE75512108001245126199" }
"""
MEETING = """
[communication.meetings.weekly]
name = "Check-in"
rhythm = "every Tuesday 10:00"
lasts = "45 minutes"
who = ["mara"]
agenda = ["Progress"]
"""
ROLE = """
[foundation.role]
title = "{}"
sponsor = "jonas"
new_sponsor_within = "14 days"
officer = "no"
advice_only = true
people = {{ lead = {{ person = "mara", tasks = "leads the engineers", key = true }} }}
"""
_CLIENT, _NEXT = 'country = "DE"\n', "\n[foundation.parties.consultant]"
REGISTERED = f'{_CLIENT}{_NEXT}=>{_CLIENT}registration = "HRB 1"\n{_NEXT}'
OPEN = '\n[left_open]\nclient = ["foundation.parties.client.registration"]\n'


RULES: Mapping[str, Rule] = {
    "CH-AMD-001": Rule(
        {AMENDMENT: amendment("foundation.term.initial", '"1 month"', '"9 months"', "2026-04-10", "2026-04-10")},
        {AMENDMENT: amendment("foundation.term.initial", '"1 month"', '"9 months"', "2026-03-10", "2026-03-10")},
        {AGREEMENT: lasting("2026-03-01", "1 month")},
    ),
    "CH-AMD-002": Rule(
        {AMENDMENT: amendment("foundation.term.starts", "2026-03-01", "2026-03-02", "2026-05-18")},
        {AMENDMENT: amendment("foundation.term.starts", "2026-03-01", "2026-03-02", "2026-05-18", "2026-02-20")},
    ),
    "CH-AMD-003": Rule(
        {JOURNAL: f"{SIGNED}=>{HALF_SIGNED}" + entry("hours", "2026-03-04", hours="2 hours", work="Plans")},
        {JOURNAL: entry("hours", "2026-03-04", hours="2 hours", work="Plans")},
    ),
    "CH-AMD-004": Rule(
        {AMENDMENT: amendment("financials.retainer.hours", '"10 hours"', '"20 hours"', "2026-06-01")},
        {AMENDMENT: amendment("financials.retainer.amount", '"EUR 3000.00"', '"EUR 4000.00"', "2026-06-01")},
        PLAYBOOK,
    ),
    "CH-FIN-093": Rule({OF_ORDER: fee("EUR 600.00")}, {OF_ORDER: fee("EUR 400.00")}, SECOND_ORDER, of="order"),
    "CH-FIN-094": Rule({OF_ORDER: fee("EUR 400.00")}, {OF_ORDER: fee("EUR 200.00")}, SECOND_ORDER, of="frames/group"),
    "CH-FND-094": Rule({OF_MASTER: fee("EUR 4000.00")}, {OF_ORDER: fee("EUR 4000.00")}, of="frames/group"),
    "CH-FND-095": Rule(
        {OF_ORDER: '\n[general.law]\nvenue = "Bremen"\n'},
        {OF_ORDER: '\n[financials.payment]\ndue_after = "14 days"\n'},
        of="order",
    ),
    "CH-FND-096": Rule(
        {OF_ORDER: '\n[financials.payment]\ndue_after = "14 days"\n'},
        {OF_ORDER: '\n[general.law]\nvenue = "Bremen"\n'},
        of="order",
    ),
    "CH-FND-097": Rule({"frames/group/journal.toml": f"{SIGNED}=>{HALF_SIGNED}"}, {}, of="order"),
    "CH-FND-098": Rule(
        {OF_MASTER: lasting("2026-01-05", "1 month")}, {OF_MASTER: lasting("2026-01-05", "2 months")}, of="order"
    ),
    "CH-FND-099": Rule(
        {OF_MASTER: "stands_apart = true=>stands_apart = false"},
        {},
        {OF_MASTER + " ": lasting("2026-01-05", "6 months")},
        of="order",
    ),
    "CH-FND-100": Rule({OF_MASTER: lasting("2026-01-05", "6 months")}, {}, of="order"),
    "CH-FND-101": Rule(
        {"frames/group/amendments/1.toml": amendment("financials.payment.due_after", '"30 days"', '"45 days"', "2026-04-01", "2026-04-01")},
        {"frames/group/amendments/1.toml": amendment("financials.payment.due_after", '"30 days"', '"45 days"', "2026-02-01", "2026-02-01")},
        of="order",
    ),
    "CH-FND-102": Rule(
        {},
        {"frames/group/journal.toml": entry("order made", "2026-02-16", side="consultant", order="Order 1: the audit")},
        {OF_MASTER: 'stands_apart=>ends = { how = "with the last order", notice = "30 days" }\nstands_apart'},
        of="frames/group",
    ),
    "CH-GEN-020": Rule(
        {AGREEMENT: '[financials.invoicing.wording]\ntext = "Once."\nreplaces = "' + "0" * 64 + '"\neffect = "same"\n'},
        {},
        {AGREEMENT + " ": INVOICING},
    ),
    "CH-GEN-090": Rule(
        {}, {AGREEMENT: REGISTERED}, {AGREEMENT + " ": OPEN},
    ),
    "CH-GEN-091": Rule(
        {AGREEMENT: REGISTERED}, {}, {AGREEMENT + " ": OPEN},
    ),
    "CH-JRN-001": Rule(
        {JOURNAL: entry("signed", "2026-02-18", "priya", document="agreement", side="client", how="ink")}, {}
    ),
    "CH-JRN-002": Rule(
        {JOURNAL: entry("hours", "2099-05-19", hours="2 hours", work="Plans")},
        {JOURNAL: entry("hours", "2026-05-18", hours="2 hours", work="Plans")},
    ),
    "CH-JRN-003": Rule({JOURNAL: "[[entry]]\nkind = 1\n"}, {}),
    "CH-WSP-001": Rule({"broken/agreement.toml": "title = 3"}, {}, {"broken/journal.toml": ""}),
    "CH-WSP-002": Rule({PLACE: "Leuchtturmweg 7=>Elbchaussee 1"}, {}),
    "CH-WSP-003": Rule(
        {PLACE: '[own.bank]\nholder = "Northlight CTO UG"\niban = "DE02120300000000202051"\n'},
        {PLACE: '[own.bank]\nholder = "Northlight CTO UG"\niban = "DE75512108001245126199"\n'},
        {AGREEMENT: ACCOUNT},
    ),
    "CH-WSP-004": Rule(
        other(bills("NL-2026-0001", "2026-03-02")), other(bills("NL-2026-0002", "2026-03-02")),
        {AGREEMENT: INVOICING, JOURNAL: bills("NL-2026-0001", "2026-03-01")},
    ),
    "CH-WSP-005": Rule(
        {PLACE: '[series.main]\nnumber = "CTO-{n}"\n'}, {PLACE: '[series.main]\nnumber = "NL-{year}-{n}"\n'},
        {AGREEMENT: INVOICING},
    ),
    "CH-WSP-006": Rule(
        {JOURNAL: bills("NL-2026-0001", "2026-04-01", "EUR 83.00")},
        {JOURNAL: bills("NL-2026-0001", "2026-04-01", "EUR 82.99")},
        {PLACE: "one-person company=>person", **other(bills("NL-2026-0002", "2026-04-01", "EUR 17.00"))},
    ),
    "CH-WSP-007": Rule(
        {JOURNAL: bills("NL-2026-0001", "2026-04-01", "EUR 51.00")},
        {JOURNAL: bills("NL-2026-0001", "2026-04-01", "EUR 50.00")},
        {PLACE: '[own]=>one_client = "50 %"\n[own]', **other(bills("NL-2026-0002", "2026-04-01", "EUR 50.00"))},
    ),
    "CH-WSP-008": Rule(
        {PLACE: "[calendar.absences.june]\nfirst = 2026-06-02\nlast = 2026-06-02\n"},
        {PLACE: "[calendar.absences.june]\nfirst = 2026-06-03\nlast = 2026-06-08\n"},
        {AGREEMENT: MEETING},
    ),
    "CH-WSP-009": Rule({PLACE: "[nothing]\nnumber = 1\n"}, {}),
    "CH-WSP-010": Rule(
        {PLACE: wants(AMOUNT, 'never = "under EUR 4000.00"')}, {PLACE: wants(AMOUNT, 'never = "under EUR 3000.00"')},
        PLAYBOOK,
    ),
    "CH-WSP-011": Rule(
        {PLACE: wants(AMOUNT, 'accept = "over EUR 3000.00"')}, {PLACE: wants(AMOUNT, 'accept = "from EUR 3000.00"')},
        PLAYBOOK,
    ),
    "CH-WSP-012": Rule(
        {PLACE: wants(AMOUNT, 'prefer = "EUR 4000.00"')}, {PLACE: wants(AMOUNT, 'prefer = "EUR 3000.00"')}, PLAYBOOK
    ),
    "CH-WSP-013": Rule(
        {"playbook/financials/invoicing.md": "# Invoices\n\n> In short: an invoice {{ cycle }}.\n\n**When.** The Consultant must invoice {{ cycle }}, with the number {{ number }}.\n"},
        {},
        {AGREEMENT: INVOICING},
    ),
    "CH-WSP-014": Rule(
        {AGREEMENT: ROLE.format("CTO")},
        {AGREEMENT: ROLE.format("CTO, part-time")},
    ),
    "CH-WSP-015": Rule(
        {JOURNAL: bills("NL-2026-0001", "2026-03-01") + bills("NL-2026-0004", "2026-04-01")},
        {JOURNAL: bills("NL-2026-0001", "2026-03-01") + bills("NL-2026-0002", "2026-04-01")},
        {AGREEMENT: INVOICING},
    ),
    "CH-WSP-016": Rule(
        {PLACE: '[own]=>hours = "19 hours"\n[own]'}, {PLACE: '[own]=>hours = "20 hours"\n[own]'},
        {AGREEMENT: fee("EUR 10.00"), "other/agreement.toml": FRAME + TERM + fee("EUR 10.00"), OTHER: SIGNED},
    ),
}  # fmt: skip
