"""The sample office, one of the worlds that stand: built once, seen by every test of this folder."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from tests.web.standing import standing
from trienkhai.web.sample.building import TODAY, make_office


@standing(day=TODAY)
def sample() -> Path:
    """The whole story told; it is the sample's own day. Gives the folder with accounts and the second dispatch."""
    home = Path(settings.TRIENKHAI_FILES).parent
    make_office(home)
    return home
