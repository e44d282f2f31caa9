"""A delegation is one negotiation's, and its name, address and code stand there once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("delegations", "0003_give_each_negotiation_its_own")]

    operations = [
        migrations.RemoveField("negotiation", "participants"),
        migrations.AlterField(
            "delegation",
            "negotiation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="participants",
                to="delegations.negotiation",
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.UniqueConstraint(
                models.F("negotiation"), models.F("slug"), name="delegation_slug_once_a_negotiation"
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.UniqueConstraint(
                models.F("negotiation"), models.F("name"), name="delegation_name_once_a_negotiation"
            ),
        ),
        migrations.AddConstraint(
            "delegation",
            models.UniqueConstraint(
                models.F("negotiation"),
                models.F("iso3"),
                condition=~models.Q(iso3=""),
                name="delegation_country_once_a_negotiation",
            ),
        ),
        migrations.AddConstraint(
            "membership",
            models.UniqueConstraint(
                models.F("group"),
                models.F("member"),
                condition=models.Q(until_on__isnull=True),
                name="membership_held_once",
            ),
        ),
    ]
