"""A stranger's file read in a child process that may be ended: what it costs in time and memory is capped from outside.

The caps of `limits.py` bound what we make of a file, but a PDF is opened by a large library in C, which obeys none of
ours: a small file may make it claim gigabytes, run for hours or crash. So a server lets a child read PDF, DOC, RTF and
images: a fresh interpreter without the server's environment, in an empty folder, under limits of the operating system.
It answers in JSON, never in a form that could run code in the server. A DOCX goes there too, though plain Python reads
it: its elements take memory. Plain text stays here.

Pictures of pages are drawn by such a child, too, and `run_confined` lets other modules be one. Run as a program this
module is that child: bytes on standard input, one line of JSON on standard output.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from trienkhai.errors import UnreadableFile
from trienkhai.parts import Json, from_json, to_json
from trienkhai.sources import Kind, check_size, find_kind, read_bytes
from trienkhai.sources.limits import (
    OFFICE_MEMORY_BYTES,
    PICTURE_SECONDS,
    READ_FILE_BYTES,
    READ_MEMORY_BYTES,
    READ_PROCESSOR_SECONDS,
    READ_SECONDS,
)
from trienkhai.sources.lines import Source
from trienkhai.sources.picture import Frame, render_picture
from trienkhai.sources.programs import die_with_parent
from trienkhai.sources.refusals import refuse

_READ_HERE = (Kind.TEXT,)
_THIS = "trienkhai.sources.confined"
_PACKAGES = str(Path(__file__).resolve().parents[2])


@dataclass(frozen=True, slots=True)
class Caps:
    """What the child may take: seconds by the clock, seconds of the processor, bytes of memory."""

    seconds: int = READ_SECONDS
    processor_seconds: int = READ_PROCESSOR_SECONDS
    memory: int = READ_MEMORY_BYTES

    @property
    def arguments(self) -> tuple[str, str]:
        """What the child is told of them, for `confine_oneself`."""
        return str(self.processor_seconds), str(self.memory)


_CAPS = Caps()
_PICTURE_CAPS = Caps(seconds=PICTURE_SECONDS, processor_seconds=PICTURE_SECONDS)


def read_confined(
    data: bytes, name: str, caps: Caps = _CAPS, *, places: bool = False, promptly: bool = False, reread: bool = False
) -> Source:
    """The same as `read_bytes`, with all but plain text read by a capped child process.

    Raises `UnreadableFile` like it, and with reading-stopped where the child had to be ended or broke down.
    """
    check_size(data)
    if find_kind(data, name) in _READ_HERE:
        return read_bytes(data, name)
    wanted: dict[str, Json] = {"name": name, "places": places, "promptly": promptly, "reread": reread}
    return from_json(Source, _ask_child(data, wanted, caps)["source"])


def render_confined(data: bytes, name: str, frame: Frame, caps: Caps = _PICTURE_CAPS) -> bytes:
    """The same as `render_picture`, drawn by a capped child process.

    Raises `UnreadableFile` like it, with page-missing for files without pages of their own, and with reading-stopped
    where the child had to be ended or broke down.
    """
    check_size(data)
    if find_kind(data, name) not in (Kind.PDF, Kind.IMAGE):
        raise refuse("page-missing", page=frame.number)
    return b64decode(str(_ask_child(data, {"name": name, "frame": to_json(frame)}, caps)["picture"]))


def run_confined(module: str, arguments: Sequence[str], data: bytes, caps: Caps) -> bytes:
    """What a module of ours wrote, run as a program in a child under these caps, with the data as its input.

    It confines itself first of all (`confine_oneself`). Raises `UnreadableFile` (reading-stopped) where it had to be
    ended or broke down.
    """
    with tempfile.TemporaryDirectory(prefix="trienkhai-") as folder:
        status, written = _run_child([module, *caps.arguments, *arguments], data, folder, caps)
    if status != 0 or not written:
        raise refuse("reading-stopped")
    return written


def confine_oneself(processor_seconds: str, memory: str) -> None:
    """The limits of the operating system, set by the child on itself before it has looked at a byte."""
    die_with_parent()  # a worker that is killed leaves no reader behind
    seconds, space = int(processor_seconds), int(memory)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    # LibreOffice, where it is started, may claim more than its parent: it gets a cap of its own.
    resource.setrlimit(resource.RLIMIT_AS, (space, max(space, OFFICE_MEMORY_BYTES)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (READ_FILE_BYTES, READ_FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _ask_child(data: bytes, wanted: Mapping[str, Json], caps: Caps) -> dict[str, Json]:
    """The child's answer. Raises what it refused."""
    written = run_confined(_THIS, [json.dumps(wanted)], data, caps)
    if not written.endswith(b"\n"):
        raise refuse("reading-stopped")
    answer: dict[str, Json] = json.loads(written)
    if "error" in answer:
        raise UnreadableFile(str(answer["error"]), str(answer["message"]))
    return answer


def _run_child(arguments: Sequence[str], data: bytes, folder: str, caps: Caps) -> tuple[int, bytes]:
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(data)
        given.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-P", "-m", *arguments],
            stdin=given,
            stdout=made,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            status = child.wait(timeout=caps.seconds)
        except subprocess.TimeoutExpired:
            status = -signal.SIGKILL
        finally:
            _end_group(child)
        made.seek(0)
        return status, made.read(READ_FILE_BYTES)


def _environment(folder: str) -> dict[str, str]:
    """Nothing of the server's environment: it may hold keys. The number libraries start no threads."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "PYTHONPATH": _PACKAGES,
        "PYTHONDONTWRITEBYTECODE": "1",
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _end_group(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started, tesseract or LibreOffice, whether it is still there or not."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _answer(data: bytes, wanted: dict[str, Json]) -> dict[str, Json]:
    name = str(wanted["name"])
    if "frame" in wanted:
        picture = render_picture(data, find_kind(data, name), from_json(Frame, wanted["frame"]))
        return {"picture": b64encode(picture).decode("ascii")}
    options = {option: bool(wanted[option]) for option in ("places", "promptly", "reread")}
    source = read_bytes(data, name, **options)
    return {"source": to_json(source)}


def main() -> int:
    """Read standard input and print what was found or drawn, or why it is not read."""
    confine_oneself(sys.argv[1], sys.argv[2])
    try:
        answer = _answer(sys.stdin.buffer.read(), json.loads(sys.argv[3]))
    except UnreadableFile as refusal:
        answer = {"error": refusal.id, "message": refusal.message}
    except MemoryError:
        return 1
    print(json.dumps(answer), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
