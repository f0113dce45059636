"""Limits on tries, in the database, so that they hold over all processes: buckets that fill up again with time."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, FloatField, Value
from django.db.models.functions import Least

from charter.web import clock
from charter.web.kit.models import Bucket
from charter.web.kit.refused import TooMany


def one_at_a_time(what: str) -> None:
    """Hold something that has no row of its own until the transaction ends: of two who do it, one comes second."""
    Bucket.objects.get_or_create(key=what, defaults={"tokens": 0.0, "at": clock.seconds()})
    Bucket.objects.select_for_update().get(key=what)


def take_try(key: str, most: int, per_seconds: int) -> None:
    """Use up one of `most` tries, which come back within so many seconds. Raises TooMany when none is left.

    One conditional change of one row: of many who try at once, no more get through than tries are left.
    """
    now, speed = clock.seconds(), most / per_seconds
    with transaction.atomic():
        Bucket.objects.get_or_create(key=key, defaults={"tokens": float(most), "at": now})
        filled = Least(F("tokens") + (Value(now) - F("at")) * speed, float(most), output_field=FloatField())
        Bucket.objects.filter(key=key, at__lt=now).update(tokens=filled, at=now)
        got = Bucket.objects.filter(key=key, tokens__gte=1.0).update(tokens=F("tokens") - 1.0)
    if not got:
        raise TooMany
