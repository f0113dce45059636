"""The interview as a value: what was answered so far, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from charter.core.interview.drafting import Drafted, drafted
from charter.core.interview.meaning import Answer, situation_of
from charter.core.interview.questions import Depth, SaidBefore, questions
from charter.core.interview.situation import Situation
from charter.core.vocabulary.sentence import Sentence
from charter.core.workspace.settings import Settings

DEPTHS: tuple[Depth, ...] = ("short", "full")


class Wrong(NamedTuple):
    """Why an answer is not taken: of which field, what is wrong, and what helps.

    One that is not `firm` is taken if it is given again.
    """

    field: str
    message: Sentence
    firm: bool = True


@dataclass(frozen=True)
class Interview:
    """What is known: the law, the day, the workspace, and the answers by the id of their question.

    `owed` are the hours a month that other engagements have, by their name.
    """

    law: str
    today: dt.date
    settings: Settings | None = None
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    owed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def preset(self) -> str:
        """The kind of work; empty while nobody has said."""
        return str(self.answers.get("kind", {}).get("option", ""))

    @property
    def known(self) -> SaidBefore:
        """What conditions ask for."""
        chosen = {name: str(answer["option"]) for name, answer in self.answers.items() if "option" in answer}
        country = str(self.answers.get("client", {}).get("country", ""))
        same = {"countries": "same" if country == self.situation.country else "different"} if country else {}
        return {**chosen, "preset": self.preset, "law": self.law, **same}

    @cached_property
    def situation(self) -> Situation:
        """What the answers make known."""
        start = Situation(self.preset or "embedded", self.law, self.today, self.settings)
        return situation_of(start, self.answers)

    @cached_property
    def draft(self) -> Drafted:
        """The draft as it stands."""
        return drafted(self.situation)

    def with_answer(self, name: str, answer: Answer) -> Interview:
        """Give the interview with one answer more, or another; what no longer applies is forgotten."""
        changed = replace(self, answers=MappingProxyType({**self.answers, name: answer}))
        applying = {
            question.id for question in questions() if any(question.applies(changed.known, d) for d in DEPTHS)
        }
        kept = {key: held for key, held in changed.answers.items() if key in applying}
        return replace(changed, answers=MappingProxyType(kept))

    def without_answer(self, name: str) -> Interview:
        """Give the interview with one answer less."""
        return replace(self, answers=MappingProxyType({k: v for k, v in self.answers.items() if k != name}))
