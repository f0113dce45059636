"""The tables, as first laid out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import charter.web.kit.models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("second_factor", models.CharField(blank=True, default="", max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Bucket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("tokens", models.FloatField()),
                ("at", models.FloatField()),
            ],
        ),
        migrations.CreateModel(
            name="EngagementRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=200)),
                ("version", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="WorkspaceRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("slug", models.SlugField(max_length=60, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("zone", models.CharField(default="UTC", max_length=60)),
                ("settings", models.TextField(blank=True, default="")),
                ("fixed_on", models.DateField(default=None, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="DraftText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.TextField()),
                ("base", models.PositiveIntegerField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "engagement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="web.engagementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amendment", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("order", models.JSONField(default=list)),
                ("withdrawn", models.BooleanField(default=False)),
                ("done", models.BooleanField(default=False)),
                ("tries", models.PositiveIntegerField(default=0)),
                ("next_try", models.FloatField(default=0)),
                ("error", models.TextField(blank=True, default="")),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="web.engagementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PrivateContent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("commitment", models.CharField(max_length=64)),
                ("line", models.BinaryField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="private",
                        to="web.engagementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("signer", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=200)),
                ("email", models.EmailField(max_length=254)),
                ("made", models.DateTimeField()),
                ("expires", models.FloatField()),
                ("revoked", models.BooleanField(default=False)),
                ("opened", models.DateTimeField(default=None, null=True)),
                (
                    "offer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="web.offer"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SigningCode",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("mac", models.CharField(max_length=64)),
                ("expires", models.FloatField()),
                ("tries", models.PositiveIntegerField(default=0)),
                ("used", models.BooleanField(default=False)),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="codes",
                        to="web.signinglink",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TermsText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                ("source", models.BinaryField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="web.engagementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=charter.web.kit.models.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("template", models.CharField(max_length=40)),
                ("to", models.EmailField(max_length=254)),
                ("refs", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("sent", models.DateTimeField(default=None, null=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outbox",
                        to="web.workspacerow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("assistant", "Assistant"), ("reader", "Reader")],
                        max_length=10,
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="members",
                        to="web.workspacerow",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="engagementrow",
            name="workspace",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="engagements", to="web.workspacerow"
            ),
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amendment", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=120)),
                ("n", models.PositiveIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="web.engagementrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "amendment", "name", "n"), name="file_n")
                ],
            },
        ),
        migrations.CreateModel(
            name="AmendmentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                ("n", models.PositiveIntegerField()),
                ("source", models.BinaryField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="web.engagementrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "name", "n"), name="amendment_n")
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                ("source", models.BinaryField()),
                ("by", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="web.engagementrow",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("engagement", "n"), name="entry_n")],
            },
        ),
        migrations.CreateModel(
            name="EvidenceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("n", models.PositiveIntegerField()),
                ("prev", models.CharField(max_length=64)),
                ("line", models.BinaryField()),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="web.engagementrow",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("engagement", "n"), name="evidence_n"),
                    models.UniqueConstraint(fields=("engagement", "prev"), name="evidence_prev"),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.UniqueConstraint(fields=("engagement", "amendment"), name="offered_once"),
        ),
        migrations.AddConstraint(
            model_name="privatecontent",
            constraint=models.UniqueConstraint(
                fields=("engagement", "commitment"), name="private_commitment"
            ),
        ),
        migrations.AddConstraint(
            model_name="signingcode",
            constraint=models.CheckConstraint(condition=models.Q(("tries__lte", 5)), name="five_tries"),
        ),
        migrations.AddConstraint(
            model_name="termstext",
            constraint=models.UniqueConstraint(fields=("engagement", "n"), name="terms_n"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.UniqueConstraint(fields=("workspace", "account"), name="member_once"),
        ),
        migrations.AddConstraint(
            model_name="engagementrow",
            constraint=models.UniqueConstraint(fields=("workspace", "slug"), name="engagement_slug"),
        ),
    ]
