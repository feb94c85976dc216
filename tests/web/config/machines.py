"""Somebody of the small world who calls the interface with a token."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from trienkhai.web.offices.actions import open_token
from trienkhai.web.offices.actor import Actor

Json = dict[str, object]


class Machine:
    """A caller of the interface."""

    def __init__(self, actor: Actor) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {open_token(actor)}"}

    def send(
        self, method: str, path: str, body: object = None, *, raw: bytes | None = None, kind: str = "application/json"
    ) -> HttpResponse:
        """One request with JSON, or with these bytes; gives the answer."""
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        return self.client.generic(method, f"/api/{path}", data, content_type=kind, headers=self.headers)  # type: ignore[return-value]  # the client answers with a response

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Json]:
        """The same; gives status and JSON, a list under "rows"."""
        answer = self.send(method, path, body)
        found = json.loads(answer.content)
        return answer.status_code, {"rows": found} if isinstance(found, list) else dict(found)

    def upload(self, path: str, data: bytes, name: str, fields: Mapping[str, str] | None = None) -> tuple[int, Json]:
        """A file under this name, as a form sends it; gives status and JSON."""
        body = {"file": SimpleUploadedFile(name, data), **(fields or {})}
        answer = self.client.post(f"/api/{path}", body, headers=self.headers)
        return answer.status_code, dict(answer.json())
