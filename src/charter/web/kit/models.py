"""The rows that every stage writes. What is a fact is append-only: triggers of the database see to it (migrations).

Texts are kept as they were written, byte for byte, so that an export is what an import was. Everything belongs to a
workspace, and is reached through it alone. What comes out of terms is as long as the terms have it: PostgreSQL, other
than SQLite, holds a column to its length.
"""

from __future__ import annotations

import secrets
import uuid

from django.db import models

from charter.web import clock

SHORT = 14
"""So many letters of a title fit where there is little room."""


def new_id() -> uuid.UUID:
    """Give an id that grows with time (UUID version 7, RFC 9562, 5.7), so that rows of one day lie together."""
    stamp = int(clock.seconds() * 1000)
    bits = stamp << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62 | secrets.randbits(62)
    return uuid.UUID(int=bits)


class WorkspaceRow(models.Model):
    """One consultant's engagements. `settings` is its `workspace.toml`; `fixed_on` the day of a clock that stands.

    `playbook` holds the files of the folder of that name beside it, each by its name, as they were written.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    zone = models.CharField(max_length=60, default="UTC")
    settings = models.TextField(blank=True, default="")
    playbook = models.JSONField(blank=True, default=dict)
    fixed_on = models.DateField(null=True, default=None)

    class Meta:
        app_label = "web"


class EngagementRow(models.Model):
    """One engagement. `version` grows with everything that is written to it or to another paper of its frame.

    So it tells two readings apart. `frame` is the slug of the master that its latest terms name; empty: it is no order.

    `round` is that of the negotiation which goes on: while there is one, its rounds alone change the terms; 0: none.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="engagements")
    slug = models.SlugField(max_length=60)
    title = models.TextField()
    version = models.PositiveIntegerField(default=0)
    frame = models.CharField(max_length=60, blank=True, default="")
    round = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["workspace", "slug"], name="engagement_slug")]

    @property
    def short(self) -> str:
        """What the client is called among the others."""
        if len(self.title) <= SHORT:
            return self.title
        return " ".join(word.capitalize() for word in self.slug.split("-"))


class KeptFact(models.Model):
    """What happened: a row that is added, and never changed or removed. Triggers of the database see to it.

    `test_rows` compares the triggers with the models that are facts.
    """

    class Meta:
        abstract = True


class WrittenText(KeptFact):
    """A text of an engagement folder as somebody wrote it, numbered from one on.

    The triggers let one thing be done to it: to empty it, when a person is erased (`running.erasing`).
    """

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="+")
    n = models.PositiveIntegerField()
    source = models.BinaryField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        abstract = True


class TermsText(WrittenText):
    """The agreement, version by version; the latest counts."""

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "n"], name="terms_n")]


class AmendmentText(WrittenText):
    """An amendment under the name of its file; the latest of a name counts."""

    name = models.TextField()

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "name", "n"], name="amendment_n")]


class EntryText(WrittenText):
    """A piece of the journal: an entry, or what stands above the first. Its latest version counts.

    There is a second one only where a person was erased from the first, which is empty then.
    """

    version = models.PositiveIntegerField(default=1)

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "n", "version"], name="entry_n_version")]


class EvidenceLine(KeptFact):
    """A line of the chain of evidence, by its stored bytes; a chain never forks (`prev` is unique)."""

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="evidence")
    n = models.PositiveIntegerField()
    prev = models.CharField(max_length=64)
    line = models.BinaryField()

    class Meta:
        app_label = "web"
        constraints = [
            models.UniqueConstraint(fields=["engagement", "n"], name="evidence_n"),
            models.UniqueConstraint(fields=["engagement", "prev"], name="evidence_prev"),
        ]


class PrivateContent(models.Model):
    """What the chain only commits to. It may be erased, and is the one fact that may."""

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="private")
    commitment = models.CharField(max_length=64)
    line = models.BinaryField()

    class Meta:
        app_label = "web"
        constraints = [
            models.UniqueConstraint(fields=["engagement", "commitment"], name="private_commitment")
        ]


class DocumentFile(KeptFact):
    """A file of a document put forward for signing; the latest of a name counts.

    The content lies in a file called by its SHA-256 (`blobs`).
    """

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="files")
    amendment = models.PositiveIntegerField(default=0)
    name = models.TextField()
    n = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()

    class Meta:
        app_label = "web"
        constraints = [
            models.UniqueConstraint(fields=["engagement", "amendment", "name", "n"], name="file_n")
        ]


class IssuedPaper(KeptFact):
    """The JSON of a paper as it was issued, by its SHA-256, which stands in the entry; it is served ever after."""

    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="+")
    name = models.TextField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        app_label = "web"
        constraints = [models.UniqueConstraint(fields=["engagement", "digest"], name="issued_paper")]


class Access(models.Model):
    """That somebody took along what was signed or its evidence: who, what, when. It is kept for a while, and may go."""

    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="+")
    engagement = models.ForeignKey(EngagementRow, models.PROTECT, related_name="+")
    who = models.TextField()
    what = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "web"


class Bucket(models.Model):
    """What is left of the tries that somebody has for something (`limits`)."""

    key = models.CharField(max_length=120, unique=True)
    tokens = models.FloatField()
    at = models.FloatField()

    class Meta:
        app_label = "web"


class OutboxMail(models.Model):
    """A mail to be sent. It says which link or code, never the secret, which is made when the mail is shown or sent."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    workspace = models.ForeignKey(WorkspaceRow, models.PROTECT, related_name="outbox")
    template = models.CharField(max_length=40)
    to = models.EmailField()
    refs = models.JSONField(default=dict)
    at = models.DateTimeField()
    sent = models.DateTimeField(null=True, default=None)
    tries = models.PositiveIntegerField(default=0)
    next_try = models.FloatField(default=0)
    error = models.TextField(blank=True, default="")

    class Meta:
        app_label = "web"


class PersonalLink(models.Model):
    """A link bound to one person and one purpose. Its address holds a proof that is made anew, and not kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.TextField()
    email = models.EmailField()
    made = models.DateTimeField()
    expires = models.FloatField()
    revoked = models.BooleanField(default=False)
    opened = models.DateTimeField(null=True, default=None)

    class Meta:
        abstract = True


class MailedCode(models.Model):
    """A code of six digits for a link, kept as its keyed digest; good for ten minutes and five tries, once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    mac = models.CharField(max_length=64)
    expires = models.FloatField()
    tries = models.PositiveIntegerField(default=0)
    used = models.BooleanField(default=False)

    class Meta:
        abstract = True
