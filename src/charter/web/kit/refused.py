"""What a page refuses, in the words that the person sees."""

from __future__ import annotations


class PageRefused(Exception):  # noqa: N818 - named for what is so
    """Something that cannot be done; `status` is the HTTP status, `mend` what would help, `where` a link to go on."""

    def __init__(self, said: str, mend: str = "", *, status: int = 422, where: str = "") -> None:
        super().__init__(said)
        self.said, self.mend, self.status, self.where = said, mend, status, where


class NotFound(PageRefused):
    """What is not there, or not for the person who asks: both are told alike, so that neither is betrayed."""

    def __init__(self) -> None:
        super().__init__("There is no such page here.", "Look at the address, or begin at Today.", status=404)


class NotAllowed(PageRefused):
    """What the person's role does not allow."""

    def __init__(self, said: str) -> None:
        super().__init__(said, "Ask an owner of the workspace to do it.", status=403)


class CodeRefused(PageRefused):
    """A code from a mail that is none, or counts no more."""


class TooMany(PageRefused):
    """Too many tries in a short time."""

    def __init__(self) -> None:
        super().__init__("That was tried too often.", "Wait some minutes, then try again.", status=429)
