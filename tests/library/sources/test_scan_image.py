"""A page image is made ready: what is paper becomes paper, what is print stays."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy", reason='the extra "scan" is not installed')
pytest.importorskip("PIL", reason='the extra "scan" is not installed')
from PIL import Image, ImageDraw  # noqa: E402 (only where Pillow is)

from trienkhai.sources.scan_image import clear_grain, prepare_page, share_unread  # noqa: E402 (after the skip above)

WIDTH, HEIGHT = 800, 1200


def draw_rows(count: int, ink: int = 20, end: int = 640) -> Image.Image:
    """Rows of strokes as wide as those of letters, from the top."""
    page = Image.new("L", (WIDTH, HEIGHT), 235)
    draw = ImageDraw.Draw(page)
    for row in range(count):
        for left in range(120, end, 14):
            draw.rectangle((left, 100 + 40 * row, left + 3, 124 + 40 * row), fill=ink)
    return page


def add_grain(page: Image.Image, deviation: float) -> Image.Image:
    """The page on paper with a grain, as a copier leaves it; the same each time."""
    values = np.asarray(page, dtype=np.float32) + np.random.default_rng(7).normal(0.0, deviation, (HEIGHT, WIDTH))
    return Image.fromarray(np.clip(values, 0, 255).astype(np.uint8))


def test_grain_that_would_be_taken_for_ink_becomes_paper() -> None:
    """Two rows on a grainy page: what lies away from them is white, the strokes are as they were."""
    few = draw_rows(2, end=300)
    page = add_grain(few, 25.0)
    cleared = np.asarray(clear_grain(page))
    assert np.asarray(page)[300:].min() < 200
    assert cleared[300:].min() == 255
    strokes = np.asarray(few) == 20
    assert np.array_equal(cleared[strokes], np.asarray(page)[strokes])


def test_a_full_page_keeps_its_grain() -> None:
    """There the OCR program tells ink from grain by itself, and nothing is taken that may be an accent."""
    page = add_grain(draw_rows(26), 25.0)
    assert clear_grain(page) is page


@pytest.mark.parametrize("deviation", [0.0, 3.0])
def test_faint_print_is_no_grain(deviation: float) -> None:
    """A last carbon copy is hardly darker than its paper."""
    page = add_grain(draw_rows(2, ink=195), deviation)
    strokes = np.asarray(draw_rows(2)) == 20
    assert np.array_equal(np.asarray(clear_grain(page))[strokes], np.asarray(page)[strokes])


def test_a_grainy_page_with_hardly_a_word_is_prepared_for_reading() -> None:
    """The sheet that follows a dispatch often bears the signature alone."""
    page = np.asarray(prepare_page(add_grain(draw_rows(2, end=300), 25.0)).page)
    assert page[300:].min() == 255
    assert page[100:160].min() < 100


@pytest.mark.parametrize("deviation", [0.0, 25.0])
def test_paper_alone_becomes_white(deviation: float) -> None:
    """However grainy."""
    assert np.asarray(clear_grain(add_grain(draw_rows(0), deviation)))[300:].min() >= 235


def test_ink_outside_the_words_is_what_was_not_read() -> None:
    """Two rows of the same length, then one of them in a box."""
    page = add_grain(draw_rows(2), 5.0)
    rows = [(118.0, 100.0, 640.0, 124.0), (118.0, 140.0, 640.0, 164.0)]
    assert share_unread(page, rows) < 0.01
    assert 0.3 < share_unread(page, rows[:1]) < 0.6
    assert share_unread(page, []) == 1.0


def test_nothing_is_unread_on_paper_alone() -> None:
    """However grainy."""
    assert share_unread(add_grain(draw_rows(0), 25.0), []) == 0.0


def test_a_seal_goes_and_print_below_it_stays() -> None:
    """Red becomes paper; pages without red, or without colours, have nothing to be freed from."""
    plain = draw_rows(4).convert("RGB")
    sealed = plain.copy()
    ImageDraw.Draw(sealed).ellipse((200, 60, 420, 280), outline=(215, 40, 40), width=9)
    sheet = prepare_page(sealed)
    unsealed = sheet.unseal()
    assert unsealed is not None
    ring = (64, 310)  # above the rows
    assert np.asarray(sheet.page)[ring] < 150
    assert np.asarray(unsealed)[ring] > 200
    assert np.asarray(unsealed)[110, 121] < 60
    assert prepare_page(plain).unseal() is None
    assert prepare_page(plain.convert("L")).unseal() is None
