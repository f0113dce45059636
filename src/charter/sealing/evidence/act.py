"""What a person can do about what is amiss, in the field's words; a door adds the name that it has there.

>>> refusal = Refusal("the terms are not recorded yet", Act.RECORD)
>>> print(refusal)
the terms are not recorded yet: record them
>>> refusal.told("press Record")
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
    GIVE_REASON = "give the reason, like that the person concerned asked for it"
    NAME_TOKEN = "name the token"  # noqa: S105 - no password
    NAME_KEY = "name the key"
    NAME_CERTIFICATE = "name the file of its certificate"


class Refusal(ValueError):  # noqa: N818 - named for what is wrong
    """What cannot be done: `said` is why, and `act` what would mend it, where `said` has not both."""

    def __init__(self, said: str, act: Act | None = None) -> None:
        self.said, self.act = said, act
        super().__init__(self.told(act.value) if act else said)

    def told(self, act: str) -> str:
        """Say it with the act as a door calls it."""
        return f"{self.said}: {act}"
