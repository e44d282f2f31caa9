"""Refusing what a delegation has tabled already: twice the same would stand twice in the compilation and the ledger."""

from drafts.models import Amendment
from drafts.text.invisible import settled
from gpa.errors import DomainError


class TabledAlready(DomainError):
    """The same delegation has tabled the same on the paragraph, and it is still open."""

    def __init__(self, former: Amendment) -> None:
        self.former = former
        super().__init__(f"You have tabled this already: {former}.")


def refuse_repetition(amendment: Amendment) -> None:
    """Refuse an amendment that says what another open one of its delegation says on the paragraph.

    Raises:
        TabledAlready: with the former one.
    """
    alike = Amendment.objects.open().filter(
        paragraph=amendment.paragraph_id,
        delegation=amendment.delegation_id,
        kind=amendment.kind,
        target=amendment.target_id,
    )
    for former in alike.exclude(pk=amendment.pk).select_related("negotiation").order_by("number"):
        if settled(former.wording, amendment.wording).strip() == amendment.wording.strip():
            raise TabledAlready(former)
