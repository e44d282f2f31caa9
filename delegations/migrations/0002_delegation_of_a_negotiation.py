"""Room for a delegation's negotiation, and for codes."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("state", "Member State"),
    ("observer", "Observer"),
    ("entity", "United Nations entity"),
    ("organization", "Organization"),
    ("ngo", "Non-governmental organization"),
    ("group", "Group"),
]
ROLES = [
    ("facilitator", "Facilitator"),
    ("secretariat", "Secretariat"),
    ("head", "Head of delegation"),
    ("delegate", "Delegate"),
    ("observer", "Observer"),
]


class Migration(migrations.Migration):
    dependencies = [("delegations", "0001_initial")]

    operations = [
        migrations.AddField(
            "delegation",
            "negotiation",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="delegations.negotiation",
            ),
        ),
        migrations.AddField(
            "delegation",
            "iso2",
            models.CharField(blank=True, default="", max_length=2, verbose_name="ISO 3166-1 alpha-2"),
            preserve_default=False,
        ),
        migrations.AddField(
            "delegation",
            "iso3",
            models.CharField(blank=True, default="", max_length=3, verbose_name="ISO 3166-1 alpha-3"),
            preserve_default=False,
        ),
        migrations.AlterField(
            "delegation", "kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")
        ),
        migrations.AlterField("delegation", "name", models.CharField(max_length=200, verbose_name="name")),
        migrations.AlterField("delegation", "slug", models.SlugField(max_length=100)),
        migrations.AlterField(
            "delegation",
            "sort_name",
            models.CharField(help_text="What it is sorted under.", max_length=200),
        ),
        migrations.AlterModelOptions("delegation", options={"ordering": ["sort_name", "pk"]}),
        migrations.AlterField(
            "seat", "from_on", models.DateField(blank=True, null=True, verbose_name="from")
        ),
        migrations.AlterField(
            "seat", "until_on", models.DateField(blank=True, null=True, verbose_name="until")
        ),
        migrations.AlterField(
            "seat", "role", models.CharField(choices=ROLES, max_length=12, verbose_name="role")
        ),
        migrations.RemoveConstraint("seat", "seat_held_once"),
        migrations.RemoveConstraint("seat", "seat_without_a_delegation_held_once"),
        migrations.RemoveConstraint("seat", "seat_of_a_delegate_has_a_delegation"),
        migrations.AddConstraint(
            "seat",
            models.UniqueConstraint(
                models.F("negotiation"),
                models.F("user"),
                models.F("role"),
                models.F("delegation"),
                condition=models.Q(until_on__isnull=True),
                name="seat_held_once",
            ),
        ),
        migrations.AddConstraint(
            "seat",
            models.UniqueConstraint(
                models.F("negotiation"),
                models.F("user"),
                models.F("role"),
                condition=models.Q(delegation__isnull=True, until_on__isnull=True),
                name="seat_without_a_delegation_held_once",
            ),
        ),
        migrations.AddConstraint(
            "seat",
            models.CheckConstraint(
                condition=~models.Q(role__in=("head", "delegate")) | models.Q(delegation__isnull=False),
                name="seat_that_speaks_has_a_delegation",
            ),
        ),
    ]
