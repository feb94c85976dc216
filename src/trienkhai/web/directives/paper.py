"""A dispatch written here, out of items that were received: Decree 30/2020/NĐ-CP, Appendix III, form 1.5 (công văn).

Only directives without a file of their own have one: a unit that passes on what it was given ("Giao tiếp xuống dưới").
"""

from __future__ import annotations

from collections.abc import Sequence

from trienkhai import parts
from trienkhai.rendering.paper import Block, Paper, Paragraph, SentTo, Signing
from trienkhai.web import clock
from trienkhai.web.directives.citing import dispatch_as_cited, issuer_of, lower_first, print_day
from trienkhai.web.directives.models import OUTSIDE, Directive, Item
from trienkhai.web.directives.queries import list_addressees, list_items, name_item
from trienkhai.web.documents.models import Purpose
from trienkhai.web.documents.signing import signing_of
from trienkhai.web.language import vietnamese
from trienkhai.web.offices.letterheads import head_title, letters_of

ADDRESSED = (Purpose.CARRY_OUT, Purpose.COORDINATE)


def compose_dispatch(directive: Directive) -> Paper:
    """The dispatch as it is arranged now, with number, day and signer as far as they are given."""
    with vietnamese():
        return _compose_dispatch(directive)


def _compose_dispatch(directive: Directive) -> Paper:
    document = directive.document
    issuer = issuer_of(directive)
    letters = letters_of(directive.office, issuer)
    day = document.dated_on
    today = clock.today()
    above = issuer_of(directive.fulfils.directive) if directive.fulfils else ""
    return Paper(
        subject=document.subject,
        parent_agency=letters.parent or None,
        agency=letters.name,
        number=document.number or None,
        symbol=document.symbol or letters.symbol,
        place=letters.place or "…",
        date=parts.Date(day.day, day.month, day.year) if day else parts.Date(None, today.month, today.year),
        addressees=name_addressees(directive) or ("…",),
        body=compose_body(directive, list_items(directive), issuer),
        signing=signing_of(document) or Signing(position=head_title(issuer)),
        recipients=(SentTo("Như trên"), *((SentTo(above, "b/c"),) if above else ())),
    )


def name_addressees(directive: Directive) -> tuple[str, ...]:
    """Whom the dispatch addresses: a phrase that stands for units as it is printed, units a person added by name."""
    named: list[str] = []
    for row in list_addressees(directive):
        if row.purpose not in ADDRESSED:
            continue
        chosen = [one.version.name for one in row.resolved.all() if one.included]
        named += chosen if row.phrase == OUTSIDE else [row.phrase]
    return tuple(dict.fromkeys(named))


def compose_body(directive: Directive, items: Sequence[Item], issuer: str) -> tuple[Block, ...]:
    """What is carried out, the items as received with the days set here, the reports asked for."""
    basis = f"Thực hiện {dispatch_as_cited(directive.fulfils.directive)}, " if directive.fulfils else ""
    asked = [item for item in items if item.kind != Item.Kind.REPORT]
    reports = [item for item in items if item.kind == Item.Kind.REPORT]
    return (
        Paragraph(f"{basis}{issuer} yêu cầu các đơn vị thực hiện các nội dung sau:"),
        *(Paragraph(f"{item.text.rstrip()}{until(item)}", number=str(place)) for place, item in enumerate(asked, 1)),
        *(Paragraph(f"Gửi {lower_first(name_item(item))} về {issuer}{by(item)}.") for item in reports),
        Paragraph("Đề nghị các đơn vị triển khai thực hiện./."),
    )


def until(item: Item) -> str:
    """The day of a task, as a sentence behind its words."""
    if item.deadline_on is None:
        return ""
    end = "" if item.text.rstrip().endswith((".", ";", "!", "?")) else "."
    return f"{end} Hoàn thành{by(item)}."


def by(item: Item) -> str:
    """ " trước hết ngày 20/12/2023", or nothing."""
    day = item.deadline_on
    return f" trước hết ngày {print_day(day)}" if day else ""
