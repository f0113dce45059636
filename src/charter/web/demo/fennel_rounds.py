"""Two rounds and a half on the draft of Fennel & Co, said and sent as the two would have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from charter.core.negotiation.rounds import TermRemark
from charter.core.vocabulary import toml
from charter.core.vocabulary.party import Side
from charter.web.negotiation.actions import say_in_round, send_draft, send_round
from charter.web.negotiation.queries import Speaker

if TYPE_CHECKING:
    from charter.web.kit.models import EngagementRow
    from charter.web.people.models import Account

SAID = Path(__file__).with_suffix(".toml")
"""What was said, in its order."""


def negotiate_fennel(row: EngagementRow, owner: Account) -> None:
    """Send the draft to Aoife, and say what the two said; the last round is begun and not sent."""
    link = send_draft(row, "aoife", owner.email)
    speakers = {
        "client": Speaker(Side.CLIENT, link.name, link.negotiation.person),
        "consultant": Speaker(Side.CONSULTANT, owner.name, owner.email),
    }
    of = link.negotiation
    of.engagement = row
    for said in toml.loads(SAID.read_text("utf-8"))["said"]:
        who = speakers[said["side"]]
        remarks = [
            TermRemark(each["path"], each["text"], each.get("private", False))
            for each in said.get("remarks", ())
        ]
        say_in_round(of, who, row.version, said["stands"], remarks=remarks)
        if not said.get("unsent"):
            send_round(of, who, row.version, said.get("answer_by"))
