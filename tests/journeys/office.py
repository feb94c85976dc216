"""A sample office in a process of its own, and a browser to walk through it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

PASSWORD = "trien-khai-2023"
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 120
# An office keeps what Python compiled, as every installation does.
FOREIGN = ("TRIENKHAI_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Office:
    """A running office: where its data lies and where it answers."""

    home: Path
    address: str


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def build_sample(home: Path, *, database: str = "") -> None:
    """Make the sample office in `home`, in the database at this address where one is given."""
    command = [str(Path(sys.executable).with_name("trienkhai")), "sample", "--home", str(home)]
    subprocess.run(command, check=True, env=environment(home, database), stdout=subprocess.DEVNULL)


def environment(home: Path, database: str = "") -> dict[str, str]:
    """The environment of a sample office, without what the tests set for themselves."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    return {**kept, "TRIENKHAI_HOME": str(home), "TRIENKHAI_SAMPLE": "1", "TRIENKHAI_DATABASE": database}


@contextmanager
def running(home: Path, *, database: str = "", workers: int = 1) -> Iterator[Office]:
    """The office in `home`, answering; stopped afterwards."""
    port = free_port()
    program = str(Path(sys.executable).with_name("trienkhai"))
    command = [program, "serve", "--sample", "--home", str(home), "--port", str(port)]
    command += ["--workers", str(workers)]
    log = (home / "serve.log").open("wb")
    process = subprocess.Popen(command, env=environment(home, database), stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process)
        yield Office(home, address)
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when the sign-in page answers; raise when the server ended or does not answer in time."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the office ended with status {process.returncode}")
        try:
            with urlopen(f"{address}/tai-khoan/dang-nhap/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no answer from {address}")


def copy_sample(built: Path, target: Path) -> Path:
    """A fresh copy of a sample, so that one journey does not see another's deeds."""
    shutil.copytree(built, target)
    return target


@contextmanager
def browsing() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Browser, office: Office, username: str, *, width: int = 1440, script: bool = True) -> Page:
    """A page signed in as a person of the sample; errors of the page's own script fail the journey."""
    context = browser.new_context(
        viewport={"width": width, "height": 900 if width > 600 else 844},
        locale="vi-VN",
        base_url=office.address,
        java_script_enabled=script,
    )
    page = context.new_page()
    page.set_default_timeout(45_000)
    page.on("pageerror", lambda error: (_ for _ in ()).throw(AssertionError(f"script error: {error}")))
    page.goto("/tai-khoan/dang-nhap/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main form button")
    return page
