"""Sending what the outbox holds, where a mail server is named; nothing is sent in the demo."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.template.loader import render_to_string

from charter.web import clock
from charter.web.kit.models import OutboxMail
from charter.web.signing.mails import letter_of, unsent


def send_mails() -> int:
    """Send what is to be sent; give how many were. A mail that fails stays, and is tried at the next sweep."""
    if settings.DEMO or not settings.SMTP:
        return 0
    sent = 0
    for row in unsent():
        letter = letter_of(row)
        message = EmailMultiAlternatives(
            letter.subject, letter.plain, settings.MAIL_FROM, [row.to], connection=_server()
        )
        told = {"letter": letter, "site": settings.OWN_ADDRESS.rstrip("/")}
        message.attach_alternative(render_to_string("mail.html", told), "text/html")
        sent += message.send()
        with transaction.atomic():
            OutboxMail.objects.filter(pk=row.pk, sent=None).update(sent=clock.current_moment())
    return sent


def _server() -> object:
    place = urlsplit(settings.SMTP)
    return get_connection(
        "django.core.mail.backends.smtp.EmailBackend",
        host=place.hostname,
        port=place.port or 587,
        username=unquote(place.username or ""),
        password=unquote(place.password or ""),
        use_tls=place.scheme != "smtp",
    )
