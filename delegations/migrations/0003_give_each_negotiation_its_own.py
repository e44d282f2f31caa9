"""Each negotiation gets delegations of its own: one that sat in several is copied, with its seats and what it said."""

import re
import unicodedata
from typing import Any

from django.db import migrations

# Model, its field that names a delegation, and the way from it to its negotiation.
SAID = (
    ("delegations", "Seat", "delegation", "negotiation"),
    ("drafts", "Amendment", "delegation", "negotiation"),
    ("drafts", "Amendment", "prepared_by", "negotiation"),
    ("drafts", "Decision", "delegation", "negotiation"),
    ("drafts", "Position", "delegation", "paragraph__document__negotiation"),
)


def sorted_under(name: str) -> str:
    """Return what the name is sorted under, as the models of this day do."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", re.sub(r"^the\s+", "", plain, flags=re.IGNORECASE)).strip().casefold()


def divide(apps: Any, _schema_editor: object) -> None:  # noqa: ANN401  Django's registry of models as they were
    """Leave no delegation without a negotiation or in two."""
    delegation_model = apps.get_model("delegations", "Delegation")
    membership_model = apps.get_model("delegations", "Membership")
    of: dict[tuple[int, int], int] = {}
    for delegation in list(delegation_model.objects.order_by("pk")):
        original = delegation.pk
        sat_in = _negotiations_of(apps, original)
        for place, negotiation in enumerate(sat_in):
            delegation.pk = original if place == 0 else None
            delegation._state.adding = place > 0  # noqa: SLF001  Django's way of copying a row
            delegation.negotiation_id = negotiation
            delegation.sort_name = sorted_under(delegation.sort_name)
            delegation.save()
            of[original, negotiation] = delegation.pk
            if place > 0:
                for app, model, field, way in SAID:
                    rows = apps.get_model(app, model).objects.filter(**{field: original, way: negotiation})
                    rows.update(**{field: delegation.pk})
    memberships = list(membership_model.objects.all())
    membership_model.objects.all().delete()
    membership_model.objects.bulk_create(
        membership_model(
            group_id=of[each.group_id, negotiation],
            member_id=member,
            from_on=each.from_on,
            until_on=each.until_on,
        )
        for each in memberships
        for (original, negotiation), member in of.items()
        if original == each.member_id and (each.group_id, negotiation) in of
    )
    delegation_model.objects.filter(negotiation=None).delete()


def _negotiations_of(apps: Any, delegation: int) -> list[int]:  # noqa: ANN401  as above
    """Return the negotiations that know the delegation, by id, the first first."""
    found = set(
        apps.get_model("delegations", "Negotiation")
        .objects.filter(participants=delegation)
        .values_list("pk", flat=True)
    )
    for app, model, field, way in SAID:
        rows = apps.get_model(app, model).objects.filter(**{field: delegation})
        found |= set(rows.values_list(way, flat=True))
    return sorted(found)


class Migration(migrations.Migration):
    dependencies = [("delegations", "0002_delegation_of_a_negotiation"), ("drafts", "0001_initial")]

    operations = [migrations.RunPython(divide, migrations.RunPython.noop)]
