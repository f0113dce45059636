"""The door to the demo: it runs as a site of its own, started when somebody asks for it first."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from django.conf import settings

WISH = "demo-wanted"
"""The file in a site's folder that says so; whoever started the site looks for it (`serving`)."""
PATIENCE = 0.3
"""Seconds to wait for an answer from the same machine."""


def ask_for_demo() -> None:
    """Say that somebody wants the demo."""
    (settings.DATA / WISH).touch()


def demo_answers() -> bool:
    """Whether the demo is there."""
    place = urlsplit(settings.DEMO_ADDRESS)
    try:
        socket.create_connection((place.hostname or "", place.port or 80), PATIENCE).close()
    except OSError:
        return False
    return True
