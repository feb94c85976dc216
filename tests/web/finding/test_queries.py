"""Asking the index: the order is that of the keys, however far they lie apart, and pages meet without gap or repeat."""

from __future__ import annotations

from tests.web.conftest import World
from trienkhai.web.finding.asking import parse_asked
from trienkhai.web.finding.models import BLOCK_BITS, Findable, Kind, make_key
from trienkhai.web.finding.queries import Place, search_index
from trienkhai.web.finding.words import office_token, write_entry

BLOCK = 2**BLOCK_BITS
# Neighbours, both sides of the border of a block, and so far apart that only a look at the whole kind finds them.
NUMBERS = (1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK, 3 * BLOCK + 7, 9 * BLOCK, 9 * BLOCK + 1, 40 * BLOCK)


def fill(office_id: int) -> list[int]:
    """Documents of these numbers that all hold the word, every third in its title; the best first."""
    seen = (office_token(office_id),)
    Findable.objects.bulk_create(
        Findable(
            pk=make_key(Kind.DOCUMENT, number),
            words=write_entry(
                title="" if place % 3 else "Cột cờ", text="dựng cột cờ Nà Sầm", code=("#5",), seen_by=seen
            ),
        )
        for place, number in enumerate(NUMBERS)
    )
    # The same words of another kind and of another office, which must not come in between.
    other = write_entry(title="Cột cờ", text="", code=(), seen_by=(office_token(office_id + 1),))
    item = write_entry(title="Cột cờ", text="", code=(), seen_by=seen)
    Findable.objects.create(pk=make_key(Kind.DOCUMENT, 2 * BLOCK), words=other)
    Findable.objects.create(pk=make_key(Kind.ITEM, 5), words=item)
    titled = [number for place, number in enumerate(NUMBERS) if place % 3 == 0]
    return sorted(titled, reverse=True) + sorted(set(NUMBERS) - set(titled), reverse=True)


def test_pages_of_any_size_give_everything_once_in_order(world: World) -> None:
    """Whether a page is filled by the newest, or by what lies far behind them."""
    actor = world.actors["so_officer"]
    expected = fill(actor.office_id)
    for size in (1, 2, 3, 7, 20):
        found: list[int] = []
        after: Place | None = None
        while places := search_index(actor, parse_asked("cột cờ"), [Kind.DOCUMENT], size, after)[Kind.DOCUMENT]:
            assert len(places) <= size
            found += [place.object_id for place in places]
            after = places[-1]
        assert found == expected, f"in pages of {size}"


def test_each_kind_is_asked_for_itself(world: World) -> None:
    """One statement for all, and none of them takes from another."""
    actor = world.actors["so_officer"]
    expected = fill(actor.office_id)
    found = search_index(actor, parse_asked("cột cờ"), list(Kind), 4)
    assert [place.object_id for place in found[Kind.DOCUMENT]] == expected[:4]
    assert [place.object_id for place in found[Kind.ITEM]] == [5]
    assert found[Kind.DIRECTIVE] == found[Kind.ACTIVITY] == []
