"""Negotiations: rounds that stay as they were sent, with what was said in them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import charter.web.kit.models
from charter.web.migrations._append_only import keep_sent_rounds


def keep_rounds(_: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    keep_sent_rounds(editor, ("web_termproposal", "web_remarktext"))


class Migration(migrations.Migration):
    dependencies = [
        ("web", "0016_unstamped"),
    ]

    operations = [
        migrations.AddField(
            model_name="engagementrow",
            name="round",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="NegotiationRow",
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
                ("person", models.TextField()),
                ("by", models.TextField()),
                ("began", models.DateTimeField()),
                ("terms", models.PositiveIntegerField()),
                ("ended", models.DateTimeField(default=None, null=True)),
                (
                    "engagement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="negotiations",
                        to="web.engagementrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NegotiationRound",
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
                ("n", models.PositiveIntegerField()),
                ("side", models.CharField(max_length=10)),
                ("base", models.PositiveIntegerField()),
                ("by", models.TextField()),
                ("began", models.DateTimeField()),
                ("sent", models.DateTimeField(default=None, null=True)),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="web.negotiationrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NegotiationLink",
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
                ("name", models.TextField()),
                ("email", models.EmailField(max_length=254)),
                ("made", models.DateTimeField()),
                ("expires", models.FloatField()),
                ("revoked", models.BooleanField(default=False)),
                ("opened", models.DateTimeField(default=None, null=True)),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                        to="web.negotiationrow",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RemarkText",
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
                ("path", models.TextField()),
                ("text", models.TextField()),
                ("private", models.BooleanField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="web.negotiationround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TermProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.TextField()),
                ("before", models.TextField()),
                ("after", models.TextField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="web.negotiationround",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NegotiationCode",
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
                        to="web.negotiationlink",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("tries__lte", 5)), name="five_tries_a_round")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="negotiationrow",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended", None)), fields=("engagement",), name="one_negotiation_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="negotiationround",
            constraint=models.UniqueConstraint(
                fields=("negotiation", "n", "side"), name="a_side_speaks_once_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="negotiationround",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sent", None)),
                fields=("negotiation", "side"),
                name="one_open_round_a_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="negotiationround",
            constraint=models.CheckConstraint(
                condition=models.Q(("n__gte", 1)), name="rounds_count_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="negotiationround",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["client", "consultant"])), name="a_round_is_of_a_side"
            ),
        ),
        migrations.AddConstraint(
            model_name="termproposal",
            constraint=models.UniqueConstraint(fields=("round", "path"), name="one_proposal_a_term"),
        ),
        migrations.RunPython(keep_rounds, elidable=False),
    ]
