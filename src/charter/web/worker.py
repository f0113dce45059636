"""The worker: does what is owed and takes long, beside the processes that show pages.

What is owed follows from the rows, and not from a queue: whoever is killed leaves it owed, and the next sweep finds it.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterable
from itertools import count

from django.conf import settings
from django.db import close_old_connections

from charter.web.demo.seeding import seed
from charter.web.negotiation.reminding import remind_of_rounds
from charter.web.signing.owed import do_what_is_owed
from charter.web.signing.posting import send_mails
from charter.web.signing.reminding import remind_of_links
from charter.web.signing.retention import remove_what_had_its_time

PAUSE = 1.0
"""Seconds between two sweeps."""
SELDOM = 3600
"""So many sweeps from one removal of what had its time to the next."""
DUTIES = (do_what_is_owed, remind_of_links, remind_of_rounds, send_mails)
_LOG = logging.getLogger(__name__)


def work() -> None:
    """Sweep until told to stop."""
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: stop.set())
    if settings.DEMO:
        seed()
    for n in count():
        if stop.wait(PAUSE):
            return
        sweep_owed(DUTIES if n % SELDOM else (*DUTIES, remove_what_had_its_time))


def sweep_owed(duties: Iterable[Callable[[], int]]) -> None:
    """Do everything that is owed now."""
    close_old_connections()  # a database that was away for a while is asked anew
    for what in duties:
        try:
            what()
        except Exception:  # noqa: BLE001 - what failed is owed still, and the next sweep tries again
            _LOG.exception("the worker could not %s", what.__name__.replace("_", " "))
