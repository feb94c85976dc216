"""What an office loads before its first answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LATER = ("docx", "xlsxwriter", "trienkhai.web.sample.story", "django.core.management.commands.migrate")
LOAD = """
import gc, json, sys
from pathlib import Path
from trienkhai.web.config.serving import load_whole, open_office
open_office(Path(sys.argv[1]), sample=True)
from trienkhai.web.sample.building import ensure_sample, print_welcome
load_whole()
print(json.dumps({"modules": list(sys.modules), "collects": gc.isenabled(), "kept": gc.get_freeze_count()}))
"""


def test_what_the_first_page_does_not_need_is_loaded_later(tmp_path: Path) -> None:
    """Papers as DOCX, lists as XLSX, the sample's story: when somebody asks. The collector works again afterwards."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("TRIENKHAI_", "DJANGO_"))}
    command = [sys.executable, "-c", LOAD, str(tmp_path)]
    loaded = json.loads(subprocess.run(command, env=kept, check=True, capture_output=True).stdout)
    assert "trienkhai.web.config.api" in loaded["modules"], "every address is there"
    assert [name for name in LATER if name in loaded["modules"]] == []
    assert loaded["collects"]
    assert loaded["kept"] > 0
