"""Starting the office: the database brought up to date, the page files gathered, the servers running."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import django
from django.conf import settings
from django.urls import reverse

from trienkhai.web.config.worker import disconnect, start_supervisor

M_MMAP_THRESHOLD, M_ARENA_MAX = -3, -8  # names of <malloc.h>


@dataclass(frozen=True, slots=True)
class Server:
    """Where the office listens, and with how many processes."""

    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 4
    with_worker: bool = True


def open_office(home: Path, *, sample: bool) -> None:
    """Load Django for the office kept in `home`; must come before anything else of the office is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trienkhai.web.config.settings")
    os.environ["TRIENKHAI_HOME"] = str(home)
    os.environ["TRIENKHAI_SAMPLE"] = "1" if sample else os.environ.get("TRIENKHAI_SAMPLE", "")
    with loading():
        django.setup()


@contextmanager
def loading() -> Iterator[None]:
    """What is loaded stays: the collector need not look through it again and again, a seventh of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # or the collector would do at once what it was kept from
        gc.enable()


def bring_up_to_date() -> None:
    """Apply what the database lacks and gather the page files where either changed since the last start."""
    stamp = settings.TRIENKHAI_FILES.parent / "prepared"
    now = fingerprint()
    if stamp.exists() and stamp.read_text("ascii") == now and (settings.STATIC_ROOT / "staticfiles.json").exists():
        return
    from django.core.management import call_command  # seldom needed, and costly to load

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(now, "ascii")


def fingerprint() -> str:
    """A hash over the names, sizes and times of every migration and page file."""
    folders = [Path(__file__).resolve().parents[1], *(Path(folder) for _, folder in settings.STATICFILES_DIRS)]
    said = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and ("migrations" in path.parts or "static" in path.parts or folder != folders[0]):
                stat = path.stat()
                said.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return said.hexdigest()


def serve(server: Server) -> None:
    """Serve until stopped: the pages by gunicorn, and beside it the worker (`config/worker.py`), which ends with it."""
    from gunicorn.app.base import BaseApplication  # Django must be set up first

    application = load_whole()
    supervisor = start_supervisor() if server.with_worker else 0

    class Office(BaseApplication):
        """gunicorn with our settings and the application already loaded."""

        def load_config(self) -> None:
            """Take our settings."""
            chosen = {
                "bind": f"{server.host}:{server.port}",
                "workers": server.workers,
                "threads": server.threads,
                "preload_app": True,
                "timeout": 60,
                "keepalive": 65,  # a person reads for longer than the 2 s after which gunicorn hangs up
                "loglevel": "warning",
                "on_exit": lambda _: stop(supervisor),
            }
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> Callable[..., Iterable[bytes]]:
            """The application, shared by the workers."""
            return application

    sys.argv = sys.argv[:1]
    Office().run()


def load_whole() -> Callable[..., Iterable[bytes]]:
    """The application with every page and address loaded, ready to be shared by processes that part from this one.

    What is loaded here is in memory once for all of them. Nothing here becomes rubbish any more, so the collector need
    not look through it again; and it looks less often, since requests leave few circles behind.
    """
    give_memory_back()
    with loading():
        from trienkhai.web.config.wsgi import application  # Django must be set up first

        reverse("desk:home")  # loads every address, and with them all that answers
    disconnect()  # no two processes may use one connection
    gc.set_threshold(10_000, 20, 20)
    return cast(Callable[..., Iterable[bytes]], application)


def give_memory_back() -> None:
    """Ask the C library to return what is freed: eight threads that once hashed a password would keep 19 MB each."""
    with suppress(AttributeError, OSError):  # another C library than Debian's
        library = ctypes.CDLL(None)
        library.mallopt(M_ARENA_MAX, 2)
        library.mallopt(M_MMAP_THRESHOLD, 1024 * 1024)


def stop(supervisor: int) -> None:
    """End the worker and who keeps it running, where there are any; what they were about is found again."""
    if supervisor:
        with suppress(ProcessLookupError):
            os.kill(supervisor, signal.SIGTERM)
