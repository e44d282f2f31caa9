"""Whether the process answers and reaches its database: for the proxy and for whoever watches."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET


@require_GET
def healthy(_request: HttpRequest) -> HttpResponse:
    """Answer “ok” when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
