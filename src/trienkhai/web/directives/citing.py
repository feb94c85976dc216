"""How a directive's dispatch is named in a paper that answers it."""

from __future__ import annotations

from datetime import date

from trienkhai import parts
from trienkhai.rendering.numbers import render_short_date
from trienkhai.web import clock
from trienkhai.web.directives.models import Directive
from trienkhai.web.offices.models import UnitVersion
from trienkhai.web.offices.queries import in_force


def cite(kind: str, code: str, day: date | None, issuer: str, subject: str = "") -> str:
    """A document as a report names it: "Công văn số 712/… ngày 30/5/2023 của Sở … về việc …"."""
    said = f" ngày {print_day(day)}" if day else ""
    about = f" về việc {lower_first(subject)}" if subject else ""
    return f"{kind[:1].upper()}{kind[1:]} số {code}{said} của {issuer or 'cơ quan ban hành'}{about}"


def issuer_of(directive: Directive) -> str:
    """The office that gave the directive, as its dispatch prints it, else as the list of units calls it."""
    if directive.document.issuer_name:
        return directive.document.issuer_name
    version = UnitVersion.objects.filter(in_force(clock.today()), unit_id=directive.office_id).first()
    return version.name if version else ""


def dispatch_as_cited(directive: Directive) -> str:
    """The dispatch that asked, with its subject."""
    dispatch = directive.document
    code = dispatch.code or f"…/{dispatch.symbol}"
    return cite(dispatch.kind_name, code, dispatch.dated_on, issuer_of(directive), dispatch.subject)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless it starts with a name in capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def print_day(day: date) -> str:
    """A day as official papers write it: "16/5/2023"."""
    return render_short_date(parts.Date(day.day, day.month, day.year))
