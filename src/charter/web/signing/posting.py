"""Sending what the outbox holds, where a mail server is named; nothing is sent in the demo."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string

from charter.web import clock
from charter.web.kit.models import OutboxMail
from charter.web.signing.mails import TOO_LATE, Letter, letter_of, unsent

LEASE = 120.0
"""Seconds that a worker has to send a mail, before another may."""
TLS_PORT = 465
"""The port on which a mail server speaks TLS from the first byte; on others it is asked to."""
LONGEST_PAUSE = 3600.0


def send_mails() -> int:
    """Send what is to be sent; give how many were.

    Of several workers one takes a mail, and has `LEASE` seconds for it. One that fails stays, says why in the outbox,
    and is tried again, each time later. A code that is too old to be typed in is not sent any more.
    """
    if settings.DEMO or not settings.SMTP:
        return 0
    return sum(_sent(row) for row in unsent(clock.seconds()))


def _sent(row: OutboxMail) -> bool:
    now = clock.seconds()
    if not _change(row, {"next_try": row.next_try}, next_try=now + LEASE, tries=row.tries + 1):
        return False
    try:
        letter = letter_of(row)
        if letter is TOO_LATE:
            _change(row, {}, sent=clock.current_moment(), error="It was too late to send it.")
            return False
        _message(row, letter).send()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is shown, and tried again
        pause = min(2.0 ** min(row.tries, 12) * 10, LONGEST_PAUSE)
        _change(row, {}, next_try=now + pause, error=f"{type(error).__name__}: {error}"[:500])
        return False
    _change(row, {}, sent=clock.current_moment(), error="")
    return True


def _change(row: OutboxMail, only: dict[str, float], **told: object) -> int:
    with transaction.atomic():
        return OutboxMail.objects.filter(pk=row.pk, sent=None, **only).update(**told)


def _message(row: OutboxMail, letter: Letter) -> EmailMultiAlternatives:
    made = EmailMultiAlternatives(
        letter.subject, letter.plain, settings.MAIL_FROM, [row.to], connection=_server()
    )
    made.attach_alternative(as_html(letter), "text/html")
    made.extra_headers["Auto-Submitted"] = "auto-generated"
    made.extra_headers["Message-ID"] = f"<{row.pk}@{settings.MAIL_FROM.rpartition('@')[2]}>"
    return made


def as_html(letter: Letter) -> str:
    """Give a mail as it is read where mails are pages."""
    return render_to_string("mail.html", {"letter": letter, "site": settings.OWN_ADDRESS.rstrip("/")})


def _server() -> object:
    place = urlsplit(settings.SMTP)
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=place.hostname,
        port=place.port or 587,
        username=unquote(place.username or ""),
        password=unquote(place.password or ""),
        use_ssl=(wrapped := place.scheme == "smtps" and place.port == TLS_PORT),
        use_tls=place.scheme != "smtp" and not wrapped,
        timeout=30,
    )
