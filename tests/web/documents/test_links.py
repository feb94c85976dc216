"""What a person says of an inferred link of the chain of authority: who may, what it changes, and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.web.config.machines import Machine
from tests.web.conftest import ClientFor, World, enter_confirmed, topics_reading
from tests.web.standing import standing
from trienkhai import parts
from trienkhai.web.desk.chain import chain_page
from trienkhai.web.directives.models import Directive
from trienkhai.web.documents.actions import confirm_link, confirm_reading, reopen_reading, strike_link, take_back_link
from trienkhai.web.documents.links import list_inferred
from trienkhai.web.documents.models import Document, LinkJudgement
from trienkhai.web.errors import Conflict, NotAllowed, NotValid, Refusal, Unknown, WrongState
from trienkhai.web.journal.models import Entry

TEXT = "Thực hiện Kế hoạch số 113-KH/TU; Công văn số 637/UBND-VX; Công văn số 2373/BVHTTDL-GĐ về gia đình."
CODES = (("113-KH/TU", 2), ("637/UBND-VX", 3), ("2373/BVHTTDL-GĐ", 4))


def chained_reading() -> parts.Reading:
    """Three texts above, a month apart; no words say how they follow each other."""
    spans = {code: (TEXT.index(code), TEXT.index(code) + len(code)) for code, _ in CODES}
    cited = tuple(
        parts.Citation(code, "công văn", code, parts.Date(1, month, 2023), "UBND tỉnh", spans[code])
        for code, month in CODES
    )
    chain = tuple(parts.ChainLink(code, "UBND tỉnh", parts.EdgeKind.IMPLEMENTS, spans[code]) for code, _ in CODES)
    plain = topics_reading()
    return replace(plain, text=TEXT, citations=cited, directive=replace(plain.directive, authority_chain=chain))


@standing()
def chained(world: World) -> Directive:
    """A directive with two inferred links among the texts above it."""
    return Directive.objects.get(document=enter_confirmed(world.actors["so_clerk"], chained_reading()))


def ends(document: Document, place: int = 0) -> dict[str, int]:
    """The ids of the two ends of an inferred link."""
    link = list_inferred(document)[place]
    return {"start": link.start.pk, "end": link.end.pk}


def test_a_confirmed_link_waits_no_more(world: World, chained: Directive) -> None:
    """The chain tells the relation and who said so; the journal has a sentence; twice is once."""
    clerk = world.actors["so_clerk"]
    given = ends(chained.document)
    first = confirm_link(clerk, chained.document_id, **given, relation="implements")
    assert confirm_link(clerk, chained.document_id, **given, relation="implements") == first
    page = chain_page(clerk, chained.pk)
    assert [arrow.waits for arrow in page.arrows if not arrow.stated] == [False, True]
    assert [one.title for one in page.settled] == ["637/UBND-VX thực hiện 113-KH/TU"]
    entry = Entry.objects.get(name="document.link_confirmed")
    assert entry.sentence == "Xác nhận liên hệ máy suy ra: 637/UBND-VX thực hiện 113-KH/TU."


def test_a_struck_link_is_told_with_its_reason_and_not_drawn(
    world: World, chained: Directive, client_for: ClientFor
) -> None:
    """Taken back, it waits for a person as before; both stay in the journal."""
    officer = world.actors["so_officer"]
    strike_link(officer, chained.document_id, **ends(chained.document), reason="Hai việc khác nhau.")
    client, address = client_for(officer), f"/chi-dao/{chained.pk}/chuoi/"
    answer = client.get(address)
    assert "Hai việc khác nhau." in answer.content.decode()
    assert answer.context["drawing"].count("url(#mui-doan)") == 1
    take_back_link(officer, chained.document_id, **ends(chained.document))
    assert client.get(address).context["drawing"].count("url(#mui-doan)") == 2
    names = list(Entry.objects.filter(name__startswith="document.link").order_by("id").values_list("name", "reason"))
    assert names == [("document.link_struck", "Hai việc khác nhau."), ("document.link_taken_back", "")]
    with pytest.raises(WrongState):
        take_back_link(officer, chained.document_id, **ends(chained.document))


def test_what_was_said_outlives_a_reading_confirmed_once_more(world: World, chained: Directive) -> None:
    """The edges are made anew with other ids; the link is the same."""
    clerk = world.actors["so_clerk"]
    before = ends(chained.document)
    strike_link(clerk, chained.document_id, **before, reason="Hai việc khác nhau.")
    reopen_reading(clerk, chained.document_id)
    confirm_reading(clerk, chained.document_id, all_seen=True)
    assert ends(chained.document) != before
    assert [one.title for one in chain_page(clerk, chained.pk).settled] == ["113-KH/TU → 637/UBND-VX: không phải"]


def test_a_colleagues_word_is_not_overwritten(world: World, chained: Directive) -> None:
    """Who says otherwise takes it back first, and is told who said what."""
    given = ends(chained.document)
    confirm_link(world.actors["so_clerk"], chained.document_id, **given, relation="implements")
    with pytest.raises(Conflict, match=r"Văn thư Sở, .* đã ghi “đúng”"):
        strike_link(world.actors["so_officer"], chained.document_id, **given, reason="Không.")
    with pytest.raises(Conflict):
        confirm_link(world.actors["so_officer"], chained.document_id, **given, relation="amends")


@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("so_clerk", None),
        ("so_officer", None),
        ("so_leader", NotAllowed),
        ("unit_officer", Unknown),
        ("outsider", Unknown),
    ],
)
def test_who_may_judge_a_link(world: World, chained: Directive, key: str, refusal: type[Refusal] | None) -> None:
    """The desk of the office that entered the document."""
    actor, given = world.actors[key], ends(chained.document)
    if refusal is None:
        confirm_link(actor, chained.document_id, **given, relation="based_on")
        return
    with pytest.raises(refusal):
        confirm_link(actor, chained.document_id, **given, relation="based_on")
    assert not LinkJudgement.objects.exists()


def test_only_an_inferred_link_is_judged(world: World, chained: Directive) -> None:
    """Not neighbours, not the wrong way round, not ids of another document; a reason and a known relation are asked."""
    clerk, document = world.actors["so_clerk"], chained.document
    first, second = ends(document), ends(document, 1)
    for start, end in ((first["start"], second["end"]), (first["end"], first["start"])):
        with pytest.raises(WrongState):
            confirm_link(clerk, document.pk, start=start, end=end, relation="implements")
    with pytest.raises(Unknown):
        confirm_link(clerk, document.pk, start=first["start"], end=999_999, relation="implements")
    with pytest.raises(NotValid):
        strike_link(clerk, document.pk, **first, reason="  ")
    with pytest.raises(NotValid):
        confirm_link(clerk, document.pk, **first, relation="cites")


def test_the_page_does_it_without_scripts(world: World, chained: Directive, client_for: ClientFor) -> None:
    """Its forms are understood; a missing reason is told in the page; who may not judge has no forms."""
    client, address = client_for(world.actors["so_clerk"]), f"/chi-dao/{chained.pk}/chuoi/"
    given = ends(chained.document)
    assert client.get(address).content.decode().count('value="right"') == 2
    refused = client.post(address, {**given, "deed": "wrong", "reason": ""})
    assert refused.status_code == 422
    assert "Ghi lý do hai văn bản không liên hệ" in refused.content.decode()
    assert client.post(address, {**given, "deed": "right", "relation": "amends"}).status_code == 302
    text = client.get(address).content.decode()
    assert "637/UBND-VX sửa đổi 113-KH/TU" in text
    assert client.post(address, {**given, "deed": "take-back"}).status_code == 302
    assert client.post(address, {"start": "x", "end": "1", "deed": "right"}).status_code == 404
    assert 'value="right"' not in client_for(world.actors["so_leader"]).get(address).content.decode()
    assert client_for(world.actors["outsider"]).post(address, {**given, "deed": "take-back"}).status_code == 404


def test_programs_do_the_same(world: World, chained: Directive) -> None:
    """The chain gives the keys; the deeds answer with what stands."""
    machine = Machine(world.actors["so_clerk"])
    arrows = machine.ask("GET", f"directives/{chained.pk}/chain")[1]["arrows"]
    arrow = next(one for one in arrows if not one["stated"])  # type: ignore[attr-defined]  # any JSON
    given = {"start": arrow["start"], "end": arrow["end"]}
    path = f"documents/{chained.document_id}/links"
    assert machine.ask("POST", f"{path}/confirm", {**given, "relation": "cites"})[0] == 422
    status, said = machine.ask("POST", f"{path}/confirm", {**given, "relation": "replaces"})
    assert (status, said["verdict"], said["relation"], said["standing"]) == (200, "right", "replaces", True)
    assert machine.ask("POST", f"{path}/strike", {**given, "reason": "Không."})[0] == 409
    assert machine.ask("POST", f"{path}/take-back", given)[1]["standing"] is False
    assert machine.ask("POST", f"{path}/strike", {**given, "reason": "Không."})[1]["verdict"] == "wrong"
    told = machine.ask("GET", f"directives/{chained.pk}/chain")[1]["arrows"]
    judged = [one["judged"] for one in told if not one["stated"]]  # type: ignore[attr-defined]  # any JSON
    assert judged == ["wrong", ""]
