"""Long lists come in pages."""

from typing import Any

from django.db.models import QuerySet
from ninja import Field, Schema
from ninja.pagination import PaginationBase

LARGEST, USUAL = 200, 100


class Pages(PaginationBase):
    """A page of rows; `next` is the number of the next page, none on the last."""

    items_attribute = "rows"

    class Input(Schema):
        """Which page, and of how many rows."""

        page: int = Field(1, ge=1, le=100_000)
        size: int = Field(USUAL, ge=1, le=LARGEST)

    class Output(Schema):
        """The rows of a page, how many there are in all, and which page comes next."""

        rows: list[Any]
        total: int
        next: int | None

    def paginate_queryset(  # type: ignore[override]  # ninja passes what it declares by keyword
        self,
        queryset: QuerySet[Any],
        pagination: Any,  # noqa: ANN401  ninja's signature
        **_params: Any,  # noqa: ANN401  as above
    ) -> dict[str, Any]:
        """Cut a page out of ordered rows; two queries."""
        first = (pagination.page - 1) * pagination.size
        total = queryset.count()
        return {
            "rows": list(queryset[first : first + pagination.size]),
            "total": total,
            "next": pagination.page + 1 if first + pagination.size < total else None,
        }
