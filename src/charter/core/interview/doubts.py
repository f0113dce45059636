"""Ten answers that people get wrong, each with the sentence that catches it.

A doubt is not firm where only the person can know: given again, the answer is taken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from charter.core.interview.drafting import get
from charter.core.interview.meaning import Answer
from charter.core.interview.state import Interview, Wrong
from charter.core.interview.term_names import term_path
from charter.core.interview.worked_out import own_rate
from charter.core.law.lookup import law as body_of_law
from charter.core.vocabulary.dates import Duration, Hours
from charter.core.vocabulary.money import Money
from charter.core.vocabulary.sentence import Sentence, say

LEGAL_FORMS = re.compile(
    r"\b(gmbh|ag|ug|kg|kgaa|ohg|gbr|se|e\.?\s?v|eg|e\.?\s?k|stiftung|limited|ltd|plc|llp|lp|cic|inc|incorporated|llc|corp|"
    r"corporation|company|co|sas|sasu|sarl|sa|sci|scop|bv|nv|vof|spa|srl|sl|ab|as|oy|aps|sp|kft|foundation|trust)\b\.?",
    re.IGNORECASE,
)
GROUP = re.compile(r"\b(group|gruppe|groupe|holdings?|konzern)\b", re.IGNORECASE)
TEAM = frozenset({
    "accounts", "accounting", "admin", "ap", "billing", "buchhaltung", "contact", "finance", "hallo", "hello", "help",
    "hr", "info", "invoice", "invoices", "it", "kontakt", "mail", "office", "post", "rechnung", "rechnungen", "sales",
    "service", "support", "team",
})  # fmt: skip
CANNOT_BIND = re.compile(
    r"\b(head of|lead|leiter|manager|engineer|assistant|intern|developer|architect|controller)\b",
    re.IGNORECASE,
)
FEELS = re.compile(
    r"\b(happy|satisf\w*|content|pleased?|likes?|approv\w*|agrees?|accept\w*|zufrieden)\b", re.IGNORECASE
)
OPENS_DATA = re.compile(
    r"\b(production|logs?|support|databases?|crm|customer data|monitoring)\b", re.IGNORECASE
)
FEWEST_WORDS, LONG_NOTICE, A_YEAR = 5, 60, 7
"""The fewest words of a purpose; the longest notice in days that needs no second thought; how many times the own rate
an hour may cost before a fee looks like that of a year."""


def doubt(question: str, answer: Answer, interview: Interview) -> Wrong | None:
    """Give what is doubtful about an answer; None where nothing is."""
    find = DOUBTS.get(question)
    return None if answer.get("theirs") or find is None else find(answer, interview)


def _perhaps(field: str, message: Sentence) -> Wrong:
    return Wrong(field, message, firm=False)


# 1 ── the brand, or the group, as the client


def _client(answer: Answer, interview: Interview) -> Wrong | None:
    name, form = str(answer.get("name", "")), answer.get("form")
    own = interview.settings.own.name if interview.settings else ""
    if name.casefold() == own.casefold():
        return Wrong("name", say("That is you: name the company that signs and pays."))
    if form == "person" or LEGAL_FORMS.search(name):
        return None
    if GROUP.search(name):
        return _perhaps(
            "name", say("A group cannot sign or owe: name the one company that pays, as its register has it.")
        )
    return _perhaps(
        "name",
        say(
            "{name} looks like a brand: write the whole name, with its legal form, as the register has it.",
            name=name,
        ),
    )


# 2 ── a team's address, or somebody who cannot bind the company


def _signer(answer: Answer, interview: Interview) -> Wrong | None:
    local = str(answer.get("email", "")).partition("@")[0].casefold()
    if local in TEAM:
        return Wrong(
            "email",
            say("{local}@ is a team's address, and a yes has a name: write the person's own.", local=local),
        )
    title = str(answer.get("title", ""))
    if CANNOT_BIND.search(title):
        who = (
            "a Geschäftsführer or a Prokurist"
            if interview.situation.country == "DE"
            else "a director or a chief executive"
        )
        return _perhaps(
            "title", say("A {title} can rarely bind a company: that is for {who}.", title=title, who=who)
        )
    return None


# 3 ── a shopping list as the purpose


def _purpose(answer: Answer, interview: Interview) -> Wrong | None:  # noqa: ARG001 - as every doubt is asked
    words = str(answer.get("why", "")).split()
    parts = [part.split() for part in re.split("[,;]", str(answer.get("why", "")))]
    if len(words) < FEWEST_WORDS or (len(parts) > 1 and all(len(part) < FEWEST_WORDS - 1 for part in parts)):
        return _perhaps(
            "why", say("That names things and no change: what will be different, in one sentence?")
        )
    return None


# 4 ── a test that the client decides


def _results(answer: Answer, interview: Interview) -> Wrong | None:
    people = get(interview.draft.values, term_path("people")) or {}
    names = {
        word for person in people.values() if person["side"] == "client" for word in person["name"].split()
    }
    for row in answer.get("rows", ()):
        tests = " ".join(row.get("criteria", ()))
        if (
            FEELS.search(tests)
            or re.search(r"\b(CEO|CFO|CTO|board)\b", tests)
            or set(tests.split()) & (names - {"to", "be", "by", "the", "given", "client"})
        ):
            return _perhaps(
                "criteria",
                say("Who could decide this test without the client? Write what anybody can count or see."),
            )
    return None


# 5 ── more hours than there are


def _hours(answer: Answer, interview: Interview) -> Wrong | None:
    limit = interview.settings.hours if interview.settings else None
    owed = sum((Hours.parse(hours).decimal for hours in interview.owed.values()), Decimal(0))
    asked = Hours.parse(str(answer["hours"])).decimal
    if limit is None or owed + asked <= limit.decimal:
        return None
    return _perhaps(
        "hours",
        say(
            "You owe {owed} elsewhere and have {limit} a month: {left} fit.",
            owed=Hours(int(owed * 3600)), limit=limit, left=Hours(int(max(limit.decimal - owed, Decimal(0)) * 3600)),
        ),
    )  # fmt: skip


# 6 ── a fee with tax in it, or for a year


def _fee(answer: Answer, interview: Interview) -> Wrong | None:
    fee = Money.parse(str(answer["amount"]))
    hours = get(interview.draft.values, term_path("hours"))
    if hours and fee.amount >= Hours.parse(hours).decimal * own_rate(interview.situation) * A_YEAR:
        return _perhaps(
            "amount",
            say(
                "{fee} a month: is that for a year? A month of it is {month}.",
                fee=fee,
                month=fee.times(Decimal(1) / 12),
            ),
        )
    fact = body_of_law(interview.situation.country).fact("vat_rate", interview.today)
    rate = Decimal(str(fact.value["rate"])) if fact else Decimal(0)
    net = fee.amount / (1 + rate / 100)
    if rate and net % 100 == 0 and fee.amount % 100:
        return _perhaps(
            "amount",
            say(
                "{fee} is {net} with tax: write it before tax.",
                fee=fee,
                net=Money(int(net * 100), fee.currency),
            ),
        )
    return None


# 8 ── no personal data, with access to where they are


def _data(answer: Answer, interview: Interview) -> Wrong | None:
    if answer.get("option") != "none":
        return None
    said = [str(value) for path, value in interview.situation.said.items() if path.startswith("scope.")]
    opened = next((found[0] for text in said if (found := OPENS_DATA.search(text))), None)
    if opened is None:
        return None
    return _perhaps(
        "option",
        say(
            "You named “{opened}”: whoever can open it, sees personal data. Then the answer is yes.",
            opened=opened,
        ),
    )


# 9 ── a long notice


def _notice(answer: Answer, interview: Interview) -> Wrong | None:
    notice = Duration.parse(str(answer["notice"]))
    if notice.about_days <= LONG_NOTICE:
        return None
    fee = get(interview.draft.values, term_path("fee"))
    locked = Money.parse(fee).times(Decimal(notice.about_days) / 30) if fee else None
    return _perhaps(
        "notice",
        say(
            "{notice} lock both sides in, for {locked}; no quicker right without a reason is left.",
            notice=notice,
            locked=locked,
        )
        if locked
        else say("{notice} lock both sides in; no quicker right without a reason is left.", notice=notice),
    )


# 10 ── a limit above what the insurer pays


def _cap(answer: Answer, interview: Interview) -> Wrong | None:
    insured = get(interview.draft.values, term_path("insured"))
    each = Money.parse(str(insured["each"])) if insured else None
    cap = Money.parse(str(answer["amount"]))
    if not cap:
        return Wrong("amount", say("A limit of nothing does not last in court: write a sum."))
    if each is not None and cap > each:
        return _perhaps(
            "amount", say("{cap} is more than the {each} that the insurer pays.", cap=cap, each=each)
        )
    return None


DOUBTS: dict[str, Callable[[Answer, Interview], Wrong | None]] = {
    "client": _client,
    "signer": _signer,
    "purpose": _purpose,
    "results": _results,
    "hours": _hours,
    "fee": _fee,
    "data": _data,
    "notice": _notice,
    "cap": _cap,
}
"""What is doubted, by question. The tenth, a day that is none ("as soon as possible"), no day can be read from."""
