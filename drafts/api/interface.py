"""The interface for programs: its routes, its refusals as JSON, and answers that are not sent twice."""

import hashlib
import http
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from delegations.views.tokens import SeatToken
from drafts.api import reading, tabling
from gpa.errors import DomainError


class TableAPI(NinjaAPI):
    """Gives each answer its ETag: whoever has it already gets 304."""

    def create_response(self, request: HttpRequest, data: Any, **how: Any) -> HttpResponse:  # noqa: ANN401  ninja's signature
        """Render an answer, or say that it has not changed."""
        response = super().create_response(request, data, **how)
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Authorization"])
        if request.method != "GET" or response.status_code != http.HTTPStatus.OK:
            return response
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response.headers["ETag"] = etag
        return get_conditional_response(request, etag, None, response) or response


api = TableAPI(
    title="The negotiating table",
    version="1",
    description=(
        "Read what your seat reads: documents, paragraphs and their editions, amendments, drafts. Table amendments. "
        "Show a token of your seat (made at /account/tokens/) as `Authorization: Bearer …`. A refusal is a sentence in "
        "`refusal`. Lists come in pages; send `If-None-Match` with an answer's ETag, and what has not changed is not sent."
    ),
    urls_namespace="api",
    auth=SeatToken(),
    docs_url="/docs",
)
api.add_router("", reading.router)
api.add_router("", tabling.router)


def _refuse(request: HttpRequest, status: int, sentence: str, **fields: str) -> HttpResponse:
    return api.create_response(request, {"refusal": sentence, "fields": fields}, status=status)


@api.exception_handler(AuthenticationError)
def _unknown(request: HttpRequest, _fault: AuthenticationError) -> HttpResponse:
    response = _refuse(request, 401, "Show a token that holds: Authorization: Bearer table_…")
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(PermissionDenied)
def _not_for_this_seat(request: HttpRequest, _fault: PermissionDenied) -> HttpResponse:
    return _refuse(request, 403, "The seat of this token does not grant this.")


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, _fault: Http404) -> HttpResponse:
    return _refuse(request, 404, "There is nothing here for the seat of this token.")


@api.exception_handler(DomainError)
def _refused(request: HttpRequest, fault: DomainError) -> HttpResponse:
    return _refuse(request, 409, str(fault))


@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return _refuse(request, fault.status_code, str(fault))


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    fields = {".".join(str(part) for part in each["loc"]): str(each["msg"]) for each in fault.errors}
    return _refuse(request, 422, "Something in the request is not as it should be.", **fields)
