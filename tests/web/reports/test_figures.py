"""The arithmetic of reports, against a plain recount."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trienkhai.web.reports.figures import Below, Deed, Sum, add_own, sum_deeds, sum_reports

FORMS, MEASURES = ("bang_ron", "pa_no"), ("chiec", "met", "thanh_vien")
STOCKS = frozenset({"thanh_vien"})

quantities = st.lists(
    st.tuples(st.sampled_from(MEASURES), st.integers(0, 500).map(Decimal), st.booleans()),
    max_size=3,
    unique_by=lambda entry: entry[0],
).map(tuple)
deeds = st.lists(
    st.builds(
        Deed,
        id=st.integers(1, 10_000),
        day=st.integers(0, 300).map(lambda days: date(2023, 1, 1) + timedelta(days=days)),
        form=st.sampled_from(FORMS),
        group=st.just("visual"),
        embedded=st.booleans(),
        proved=st.booleans(),
        late=st.booleans(),
        items=st.sets(st.integers(1, 4), min_size=1).map(tuple),
        quantities=quantities,
    ),
    max_size=12,
    unique_by=lambda deed: deed.id,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding
@given(deeds)
def test_every_figure_equals_a_plain_recount(done: list[Deed]) -> None:
    """Counts count activities once; quantities add within one form and measure; stocks keep the latest."""
    figures = {entry.key: entry for entry in sum_deeds(done, stocks=STOCKS, items=(1, 2, 3, 4))}
    assert figures["activities"].value == len(done)
    assert figures["proved"].value == sum(deed.proved for deed in done)
    plain: dict[str, Decimal] = defaultdict(Decimal)
    for deed in sorted(done, key=lambda deed: (deed.day, deed.id)):
        for measure, value, _ in deed.quantities:
            key = f"{deed.form}:{measure}"
            plain[key] = value if measure in STOCKS else plain[key] + value
    assert {key: entry.value for key, entry in figures.items() if entry.measure} == plain
    for item in (1, 2, 3, 4):
        assert figures[f"item:{item}"].value == sum(item in deed.items for deed in done)


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding
@given(deeds)
def test_a_figure_is_the_sum_of_its_parts(done: list[Deed]) -> None:
    """What a figure prints is what its list adds up to, and every part is an activity of the report."""
    known = {deed.id for deed in done}
    for entry in sum_deeds(done, stocks=STOCKS):
        assert entry.value == sum((part.value for part in entry.parts), Decimal(0))
        assert {part.id for part in entry.parts} <= known


@given(st.lists(st.tuples(st.sampled_from(("bang_ron:chiec", "bang_ron:met", "activities")), st.integers(0, 99))))
def test_a_rollup_adds_key_by_key(told: list[tuple[str, int]]) -> None:
    """Pieces and metres never meet, whoever reported them."""
    below = [Below(n, key, "", "", "", None, Decimal(value), False) for n, (key, value) in enumerate(told)]
    sums = {entry.key: entry.value for entry in sum_reports(below)}
    for key in ("bang_ron:chiec", "bang_ron:met", "activities"):
        assert sums.get(key, 0) == sum(value for said, value in told if said == key)


def test_something_approximate_makes_the_figure_approximate() -> None:
    """khoảng + exact is khoảng."""
    one = Deed(1, date(2023, 6, 1), "bang_ron", "visual", False, True, False, (1,), (("met", Decimal(10), False),))
    two = Deed(2, date(2023, 6, 2), "bang_ron", "visual", False, True, False, (1,), (("met", Decimal(5), True),))
    figure = next(entry for entry in sum_deeds([one, two], stocks=STOCKS) if entry.measure)
    assert (figure.value, figure.approximate) == (Decimal(15), True)


def below_of(sums: tuple[Sum, ...], first: int) -> list[Below]:
    """The figures of one unit's report, frozen under ids from `first` on."""
    return [
        Below(number, entry.key, entry.group, entry.form, entry.measure, entry.item, entry.value, entry.approximate)
        for number, entry in enumerate(sums, first)
    ]


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no finding
@given(st.lists(deeds, max_size=3), deeds)
def test_a_roll_up_with_own_work_equals_a_plain_recount(units: list[list[Deed]], own: list[Deed]) -> None:
    """Every activity of every unit and of the office once; each figure is what its list adds up to."""
    reports = [sum_deeds(done, stocks=STOCKS) for done in units]
    figures = [figure for place, sums in enumerate(reports) for figure in below_of(sums, 1 + 1000 * place)]
    sums = {entry.key: entry for entry in add_own(sum_reports(figures), sum_deeds(own, stocks=STOCKS))}
    everything = [deed for done in (*units, own) for deed in done]
    assert sums["activities"].value == len(everything)
    assert sums["proved"].value == sum(deed.proved for deed in everything)
    assert sums["late"].value == sum(deed.late for deed in everything)
    plain: dict[str, Decimal] = defaultdict(Decimal)
    for done in (*units, own):
        latest: dict[str, Decimal] = {}
        for deed in sorted(done, key=lambda deed: (deed.day, deed.id)):
            for measure, value, _ in deed.quantities:
                if measure in STOCKS:
                    latest[f"{deed.form}:{measure}"] = value
                else:
                    plain[f"{deed.form}:{measure}"] += value
        for key, value in latest.items():
            plain[key] += value
    assert {key: entry.value for key, entry in sums.items() if entry.measure} == plain
    for entry in sums.values():
        assert entry.value == sum((part.value for part in entry.parts), Decimal(0))
        ids = [(part.own, part.id) for part in entry.parts]
        assert len(ids) == len(set(ids))
    assert {part.id for part in sums["activities"].parts if part.own} == {deed.id for deed in own}
