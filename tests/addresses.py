"""Every address that the product has, filled with every id there is: from the table of addresses itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from django.apps import apps
from django.db.models import Max, Model
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from delegations.models import Delegation, Negotiation
from drafts.models import Amendment, Decision, Document, Draft, Paragraph, RoomDraft

NOT_OURS = ("admin",)
"""Django's own window, which is for superusers alone and tested by Django."""


@dataclass(frozen=True)
class Named:
    """An address's name, and the names of what it is filled with."""

    name: str
    arguments: tuple[str, ...]


def named(
    patterns: Sequence[URLPattern | URLResolver] | None = None, prefix: str = "", held: tuple[str, ...] = ()
) -> Iterator[Named]:
    """Yield every address that has a name, with its arguments in any order."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        arguments = (*held, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in NOT_OURS:
                inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
                yield from named(pattern.url_patterns, inner, arguments)
        elif pattern.name:
            yield Named(f"{prefix}{pattern.name}", arguments)


def ids() -> Mapping[str, list[object]]:
    """Return what each argument may be, of all negotiations together, with one that is of none."""
    numbers = (model.objects.aggregate(last=Max("number"))["last"] or 0 for model in (Amendment, Decision))
    return {
        "negotiation": [*Negotiation.objects.values_list("slug", flat=True), "nowhere"],
        "document": [*Document.objects.order_by().values_list("slug", flat=True).distinct(), "nothing"],
        "label": [*Paragraph.objects.order_by().values_list("slug", flat=True).distinct(), "99"],
        "draft": [*Draft.objects.order_by().values_list("slug", flat=True).distinct(), "latest", "nothing"],
        "number": list(range(1, max(numbers) + 2)),
        "slug": [*Delegation.objects.order_by().values_list("slug", flat=True).distinct(), "nobody"],
        "delegation": [*Delegation.objects.order_by().values_list("slug", flat=True).distinct(), "nobody"],
        "group": [*Delegation.objects.order_by().values_list("slug", flat=True).distinct(), "nobody"],
        "key": [*RoomDraft.objects.values_list("key", flat=True), "nothing"],
        "file_format": ["xlsx", "csv"],
        "pk": list(range(1, 1 + max(_newest(model) for model in apps.get_models()) + 1)),
    }


def _newest(model: type[Model]) -> int:
    if not model._meta.label.startswith(("drafts.", "delegations.")):  # noqa: SLF001  Django's documented name
        return 0
    newest = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()  # noqa: SLF001  as above
    return newest if isinstance(newest, int) else 0


def filled(each: Named, known: Mapping[str, Sequence[object]]) -> Iterator[str]:
    """Yield an address with all that its arguments may be; an argument that is not known is told as a word."""
    for values in product(*(known.get(argument, ["1", "word"]) for argument in each.arguments)):
        try:
            yield reverse(each.name, kwargs=dict(zip(each.arguments, values, strict=True)))
        except NoReverseMatch:
            continue
