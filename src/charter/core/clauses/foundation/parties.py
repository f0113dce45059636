"""The two parties: who they are in law, who signs, whom to reach."""

from __future__ import annotations

from pydantic import Field

from charter.core.vocabulary.clause import Clause
from charter.core.vocabulary.party import Party


class Parties(Clause):
    """Who the client and the consultant are."""

    client: Party = Field(description="The side that engages.")
    consultant: Party = Field(description="The side that serves.")
