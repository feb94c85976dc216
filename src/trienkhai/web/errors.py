"""Refusals of the office, each one sentence in the language of the page. Wrong state is not the same as not allowed."""

from __future__ import annotations

from trienkhai.web.ui.refusals import NOT_FOUND


class Refusal(Exception):
    """A deed that was not done. `id` is stable, `message` says what to do, `fields` names what to correct."""

    status = 400

    def __init__(self, id: str, message: str, fields: dict[str, str] | None = None) -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.fields = fields or {}


class NotValid(Refusal):
    """The input cannot be taken as it is."""

    status = 422


class NotAllowed(Refusal):
    """The person may see the thing but not do this; the sentence says who may."""

    status = 403


class WrongState(Refusal):
    """Allowed in principle, but not in the state the thing is in now."""

    status = 409


class Conflict(Refusal):
    """Somebody else changed it meanwhile, or the same identity came with other content."""

    status = 409


class Unknown(Refusal):
    """It does not exist, or this person may not know that it does: the two look alike."""

    status = 404

    def __init__(self, message: str = "") -> None:
        super().__init__("not-found", message or str(NOT_FOUND))
