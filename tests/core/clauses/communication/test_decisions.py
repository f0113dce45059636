"""A question is answered in time by who decides, or silence speaks as agreed."""

from collections.abc import Callable
from datetime import date

import pytest

from charter.core.check import check
from charter.core.duties import duties
from charter.core.engagement import Engagement
from charter.core.facts import facts
from charter.core.rules.no_effect import without_effect
from charter.core.vocabulary.duty import Duty
from tests.core.journal import entry

Build = Callable[..., Engagement]

WAITS = """
[communication.decisions]
where = "the decision log"
ways = ["e-mail", "minutes"]
answer_within = "5 business days"
silent = "waits day for day"

[scope.deliverables.audit]
name = "Audit"
outcome = "A report."
due = 2026-03-31

[scope.deliverables.roadmap]
name = "Roadmap"
outcome = "A plan."
due = 2026-03-31
"""
DECIDES = WAITS.replace("waits day for day", "consultant decides")
ENDS = '[foundation.term]\nstarts = 2026-03-01\ninitial = "1 month"\nrenewal = "none"\n'
STAND_IN = (
    'number = 1\ntitle = "Stand-in"\nsigned = 2026-03-01\neffective = 2026-03-01\n[[change]]\n'
    'path = "foundation.parties.people.jonas.stand_in"\nto = "priya"\n'
)


def asked(on: str = "2026-03-02", by: str = "mara", **terms: object) -> str:
    """Ask on a Monday; the answer is due on Monday 9 March."""
    held: dict[str, object] = {
        "decision": "hosting",
        "question": "Which cloud?",
        "of": "jonas",
        "holds": ["audit"],
    }
    return entry("asked", on, by, **(held | terms))


def decided(on: str, by: str = "jonas", **terms: object) -> str:
    return entry("decided", on, by, **({"decision": "hosting", "answer": "We stay."} | terms))


def owed(engagement: Engagement, today: date, place: str) -> list[Duty]:
    found = duties(engagement, today, date(2026, 2, 1), date(2026, 12, 1))
    return [duty for duty in found if place in duty.id]


def stands(engagement: Engagement, today: date) -> list[tuple[date | None, str]]:
    return [
        (d.due, str(d.met or d.status)) for d in owed(engagement, today, "communication.decisions/decide")
    ]


def due(engagement: Engagement, thing: str, today: date) -> date | None:
    (found,) = owed(engagement, today, f"deliver/{thing}")
    return found.due


def came_about(engagement: Engagement, today: date) -> list[str]:
    found = facts(engagement, today).deemed
    return [f"{e.on} {e.says(lambda _, key: key)}" for e in found if "decisions" in e.deemed]


# ── a question asked ───────────────────────────────────────────────────────────────────────────


def test_the_person_asked_must_answer_in_time(engaged: Build) -> None:
    (duty,) = owed(engaged(WAITS, asked()), date(2026, 3, 3), "decisions")
    assert (duty.by, duty.who, duty.due, str(duty.reads)) == (
        "client", "jonas", date(2026, 3, 9), "Decide: Which cloud?",
    )  # fmt: skip


def test_what_an_entry_meets_is_what_the_duty_asks_for(engaged: Build) -> None:
    (duty,) = owed(engaged(WAITS, asked()), date(2026, 3, 3), "decisions")
    meets = duty.met_by
    told = entry(meets.pop("kind"), "2026-03-05", "jonas", answer="We stay.", **meets)
    assert stands(engaged(WAITS, asked() + told), date(2026, 3, 6)) == [(date(2026, 3, 9), "2026-03-05")]


@pytest.mark.parametrize(
    ("answer", "stand"),
    [
        ("", "late"),
        (decided("2026-03-05"), "2026-03-05"),
        (decided("2026-03-05", way="minutes"), "2026-03-05"),
        (decided("2026-03-11"), "2026-03-11"),
        (decided("2026-03-05", way="chat"), "late"),
        (decided("2026-03-05", "priya"), "late"),
        (decided("2026-03-05", "mara"), "late"),
        (decided("2026-03-01"), "late"),
    ],
    ids=["none", "in time", "in minutes", "late", "by chat", "by another", "by the consultant", "before"],
)
def test_only_who_decides_answers_in_a_way_that_binds(engaged: Build, answer: str, stand: str) -> None:
    assert stands(engaged(WAITS, asked() + answer), date(2026, 3, 12)) == [(date(2026, 3, 9), stand)]


def test_the_stand_in_answers_too(engaged: Build) -> None:
    journal = asked() + decided("2026-03-05", "priya")
    assert stands(engaged(WAITS, journal, STAND_IN), date(2026, 3, 12)) == [(date(2026, 3, 9), "2026-03-05")]


def test_what_the_end_overtook_is_not_owed(engaged: Build) -> None:
    late = asked("2026-03-27")
    assert stands(engaged(ENDS + WAITS, late), date(2026, 3, 30)) == []
    assert stands(engaged(ENDS + WAITS, asked()), date(2026, 3, 30)) == [(date(2026, 3, 9), "late")]
    assert stands(engaged(ENDS + WAITS, asked()), date(2026, 4, 2)) == []
    in_time = late + decided("2026-03-30")
    assert stands(engaged(ENDS + WAITS, in_time), date(2026, 4, 2)) == [(date(2026, 4, 7), "2026-03-30")]
    assert came_about(engaged(ENDS + DECIDES, asked("2026-03-27", proposes="Stay.")), date(2026, 5, 1)) == []


# ── silence ────────────────────────────────────────────────────────────────────────────────────


def test_what_waits_for_a_late_answer_moves_day_for_day(engaged: Build) -> None:
    """Due on 9 March, answered on the 12th: three days late."""
    engagement = engaged(WAITS, asked() + decided("2026-03-12"))
    assert due(engagement, "audit", date(2026, 3, 9)) == date(2026, 3, 31)
    assert due(engagement, "audit", date(2026, 3, 12)) == date(2026, 4, 7)  # 3 April is Good Friday
    assert due(engagement, "audit", date(2026, 6, 1)) == date(2026, 4, 7)
    assert due(engagement, "roadmap", date(2026, 6, 1)) == date(2026, 3, 31)
    assert came_about(engagement, date(2026, 3, 12)) == ["2026-03-10 Which cloud?; it holds up: audit"]
    assert came_about(engagement, date(2026, 3, 13))[1:] == [
        "2026-03-13 Which cloud?; it holds up nothing more"
    ]


@pytest.mark.parametrize(
    ("clauses", "journal"),
    [
        (WAITS, asked() + decided("2026-03-09")),
        (WAITS, asked(holds=[])),
        (WAITS, asked(of="mara")),
        (DECIDES, asked()),
    ],
    ids=["answered in time", "nothing waits", "asks nobody", "silence is another"],
)
def test_nothing_moves(engaged: Build, clauses: str, journal: str) -> None:
    engagement = engaged(clauses, journal)
    assert due(engagement, "audit", date(2026, 3, 20)) == date(2026, 3, 31)
    assert came_about(engagement, date(2026, 3, 20)) == []


def test_what_was_proposed_counts_where_nobody_answers(engaged: Build) -> None:
    engagement = engaged(DECIDES, asked(proposes="Stay."))
    assert came_about(engagement, date(2026, 3, 9)) == []
    assert came_about(engagement, date(2026, 3, 10)) == ["2026-03-10 hosting: Stay."]
    assert stands(engagement, date(2026, 3, 10)) == [(date(2026, 3, 9), "missed")]
    late = engaged(DECIDES, asked(proposes="Stay.") + decided("2026-03-10"))
    assert came_about(late, date(2026, 3, 20)) == ["2026-03-10 hosting: Stay."]
    assert stands(late, date(2026, 3, 20)) == [(date(2026, 3, 9), "missed")]
    in_time = engaged(DECIDES, asked(proposes="Stay.") + decided("2026-03-09"))
    assert came_about(in_time, date(2026, 3, 20)) == []


def test_silence_is_learned_with_the_question(engaged: Build) -> None:
    engagement = engaged(DECIDES, asked(proposes="Stay.", recorded="2026-03-20"))
    assert came_about(engagement, date(2026, 3, 19)) == []
    (found,) = facts(engagement, date(2026, 3, 20)).deemed
    assert (found.on, found.recorded, found.by) == (date(2026, 3, 10), date(2026, 3, 20), "silence")


# ── what changes nothing ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("clauses", "journal", "why"),
    [
        (WAITS, asked() + decided("2026-03-05"), None),
        ("", asked(holds=[]), "Nothing was agreed about decisions."),
        (WAITS, asked(of="mara"), "Mara Lindqvist does not act for the client, and decides nothing for it."),
        (WAITS, asked() + asked("2026-03-04"), "A decision of that name was asked already on 2 March 2026."),
        (WAITS, asked(by="priya"),
         "Priya Raman acts for the client, and this is for the consultant to do: it changes nothing."),
        (WAITS, decided("2026-03-05"), "Nobody had asked for a decision of that name."),
        (WAITS, decided("2026-03-01") + asked(), "Nobody had asked for a decision of that name."),
        (WAITS, asked() + decided("2026-03-05", "priya"), "Only Jonas Petersen or the stand-in decides this."),
        (WAITS, asked() + decided("2026-03-05", way="chat"), "An answer by chat does not bind."),
        (WAITS, asked() + decided("2026-03-05") + decided("2026-03-06"),
         "It was decided already on 5 March 2026."),
        (DECIDES, asked(proposes="Stay.") + decided("2026-03-11"), "Silence had decided it on 10 March 2026."),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_told(engaged: Build, clauses: str, journal: str, why: str | None) -> None:
    found = [str(each.message) for each in without_effect(engaged(clauses, journal), date(2026, 3, 12))]
    assert found == ([why] if why else [])


def test_where_words_were_negotiated_a_person_decides(engaged: Build) -> None:
    words = f'[communication.decisions.wording]\ntext = "As we please."\nreplaces = "{"0" * 64}"\neffect = "manual"\n'
    engagement = engaged(WAITS + words, asked() + decided("2026-03-05", "priya"))
    assert list(without_effect(engagement, date(2026, 3, 12))) == []
    assert stands(engagement, date(2026, 3, 12)) == [(None, "open")]  # the duty to decide by hand


def test_it_is_told_what_was_asked_and_decided(engaged: Build) -> None:
    journal = engaged(WAITS, asked() + asked(decision="b", proposes="Stay.") + decided("2026-03-05")).journal
    assert [str(each.says(lambda _, key: key.title())) for each in journal.entries[:3]] == [
        "Which cloud? (of Jonas)", "Which cloud? (of Jonas) Proposed: Stay.", "Hosting We stay.",
    ]  # fmt: skip


def test_findings(engaged: Build) -> None:
    def found(text: str) -> list[tuple[str, object]]:
        findings = check(engaged(text).agreement)
        return [(f.id, f.mend[0].after) for f in findings if f.place.startswith("communication.decisions.")]

    assert found(WAITS) == []
    assert found(WAITS.replace('"minutes"', '"chat"')) == [("CH-COM-030", ["e-mail"])]
    assert found(WAITS.replace('"e-mail", "minutes"', '"call"')) == [("CH-COM-030", ["e-mail"])]
    assert found(WAITS.replace("5 business days", "1 month")) == [("CH-COM-031", "5 business days")]
    assert found(WAITS.replace("5 business days", "10 business days")) == []
