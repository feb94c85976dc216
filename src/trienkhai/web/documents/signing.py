"""The signing block of a document as its paper prints it."""

from __future__ import annotations

from trienkhai.rendering.paper import Signing
from trienkhai.web.documents.models import Document


def signing_of(document: Document | None) -> Signing | None:
    """The signing block once a leader signed; None before."""
    if document is None or not document.signing_title:
        return None
    lines = (document.signing_head_title,) if document.signing_head_title else ()
    return Signing(document.signing_mode or None, lines, document.signing_title, document.signer_name or None)
