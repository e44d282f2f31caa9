"""What members type in their group's own room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation
from drafts.forms.amendments import TEXT, AmendmentForm
from drafts.models import AlignmentKind, ClearanceKind

MOST = 2**31 - 1


class RoomDraftForm(AmendmentForm):
    """A draft of the room, with the number of the wording that it was typed on."""

    room_edition = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)

    @property
    def proposal(self) -> dict[str, Any]:
        """Return what is proposed, without in whose name and on which wording."""
        return {name: value for name, value in super().proposal.items() if name != "room_edition"}


class RoomEditionForm(forms.Form):
    """Which wording an act in the room is to."""

    room_edition = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)


class RoomCommentForm(RoomEditionForm):
    """A comment on a wording."""

    words = forms.CharField(label=_("Comment"), widget=forms.Textarea(attrs={**TEXT, "rows": 3}))


class ClearanceForm(RoomEditionForm):
    """What a member says to a wording."""

    kind = forms.ChoiceField(
        label=_("Can you live with it?"), choices=ClearanceKind, widget=forms.RadioSelect
    )
    delegation = forms.ModelChoiceField(label=_("For"), queryset=Delegation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, delegations: Any, **kwargs: Any) -> None:  # noqa: ANN401  what Django's forms take
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  declared above; the type says any field
        field.queryset = Delegation.objects.filter(pk__in=[each.pk for each in delegations])
        self.is_for_one = len(delegations) == 1
        if self.is_for_one:
            field.widget = forms.HiddenInput()
            field.initial = delegations[0].pk


class AlignmentForm(ClearanceForm):
    """How a member stands to a revision of its group's amendment."""

    room_edition = None  # type: ignore[assignment]  # Django's way to leave out a field that is inherited
    revision = forms.IntegerField(min_value=1, max_value=MOST, widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=AlignmentKind)
