"""What a person can do about what is wrong, in plain words; a command or a page says it in its own words.

>>> refusal = Refusal("the terms are not recorded yet", Act.RECORD)
>>> print(refusal)
the terms are not recorded yet: record them
>>> refusal.with_act("press Record")
'the terms are not recorded yet: press Record'
"""

from __future__ import annotations

from enum import Enum


class Act(Enum):
    """An act that would mend something."""

    RECORD = "record them"
    CHECK = "check the evidence, which says what to do"
    RECORD_PERSONAL = "record its entry as a personal one, or erase it"
    REPEAT = "do the same again: it adds the link"
    OFFER = "put the document forward again: it adds the link"
    WRITE_DOWN = "put the document forward again: it writes it down"
    PUT_FORWARD = "put it forward for signing first"
    SIGN_OR_RECORD = "have it signed, or record it where it is signed on paper"
    TYPE_NAME = "type the name of who signs, or name another signatory"
    IDENTIFY = "name what was seen of them, like a passport"
    SAY_IT = "write each in its place, and put the document forward then"
    SAY_WHY = "mend them, or say why it is signed or sealed all the same, which is recorded and printed"
    GIVE_REASON = "give the reason, like that the person concerned asked for it"
    NAME_TOKEN = "name the token"  # noqa: S105 - no password
    NAME_KEY = "name the key"
    NAME_CERTIFICATE = "name the file of its certificate"


class Refusal(ValueError):  # noqa: N818 - named for what is wrong
    """A thing cannot be done: `reason` says why, and `act` what would put it right, unless the reason says that too."""

    def __init__(self, reason: str, act: Act | None = None) -> None:
        self.reason, self.act = reason, act
        super().__init__(self.with_act(act.value) if act else reason)

    def with_act(self, act: str) -> str:
        """Say it with the act as a door calls it."""
        return f"{self.reason}: {act}"
