"""What happens to every request: refusals are shown, and htmx is told to go to the log-in page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url

from gpa.errors import DomainError
from gpa.http import render_page

GetResponse = Callable[[HttpRequest], HttpResponse]


class refusals:  # noqa: N801  named as the settings list it, beside its neighbour that is a function
    """Shows a refusal that no form has caught: 409 with its sentence, and a way back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page; every other exception is a bug and goes on."""
        if not isinstance(exception, DomainError):
            return None
        return render_page(
            request,
            "refusal.html",
            {"refusal": exception, "back": request.headers.get("Referer", "/")},
            fragment="components/refusal.html",
            status=409,
        )


def log_in_redirects(get_response: GetResponse) -> GetResponse:
    """Turn a redirect to the log-in page into one that htmx follows with the whole window."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        target = response.headers.get("Location", "")
        if response.status_code == 302 and request.htmx and target.startswith(resolve_url(settings.LOGIN_URL)):  # type: ignore[attr-defined]  # noqa: PLR2004  302 is its own name; django-htmx sets htmx
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return response

    return middleware
