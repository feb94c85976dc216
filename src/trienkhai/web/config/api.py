"""The interface for machines: the pages' deeds as JSON, under one error shape `{id, message, fields}`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError

from trienkhai.web.activities.api import router as activities
from trienkhai.web.coverage.api import router as coverage
from trienkhai.web.directives.api import router as directives
from trienkhai.web.directives.passing_api import router as passing
from trienkhai.web.documents.api import router as documents
from trienkhai.web.errors import Refusal
from trienkhai.web.offices.api import BearerToken
from trienkhai.web.offices.api import router as session
from trienkhai.web.plans.api import router as plans
from trienkhai.web.reports.api import router as reports

api = NinjaAPI(title="trienkhai", version="1", urls_namespace="api", auth=BearerToken(), docs_url=None)
api.add_router("", session)
api.add_router("", documents)
api.add_router("", directives)
api.add_router("", passing)
api.add_router("", activities)
api.add_router("", plans)
api.add_router("", coverage)
api.add_router("", reports)


@api.exception_handler(Refusal)
def answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Every refusal has the same shape."""
    said = {"id": refusal.id, "message": refusal.message, "fields": refusal.fields}
    return api.create_response(request, said, status=refusal.status)


@api.exception_handler(ValidationError)
def answer_invalid(request: HttpRequest, invalid: ValidationError) -> HttpResponse:
    """Input of the wrong shape, named field by field."""
    fields = {".".join(str(part) for part in error["loc"][1:]): str(error["msg"]) for error in invalid.errors}
    said = {
        "id": "input-shape",
        "message": "Dữ liệu gửi lên thiếu hoặc sai kiểu; chưa có gì được lưu.",
        "fields": fields,
    }
    return api.create_response(request, said, status=422)
