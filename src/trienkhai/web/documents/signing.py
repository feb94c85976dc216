"""In what authority a document is signed, and the signing block as its paper prints it."""

from __future__ import annotations

from trienkhai.rendering.paper import Signing
from trienkhai.web.documents.models import Document
from trienkhai.web.offices.actor import Actor


def signing_of(document: Document | None) -> Signing | None:
    """The signing block once a leader signed; None before."""
    if document is None or not document.signing_title:
        return None
    lines = (document.signing_head_title,) if document.signing_head_title else ()
    return Signing(document.signing_mode or None, lines, document.signing_title, document.signer_name or None)


def usual_authority(actor: Actor) -> str:
    """The head of an office signs directly, everybody else for the head."""
    return "none" if actor.is_head and actor.unit_id == actor.office_id else "KT."
