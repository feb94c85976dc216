"""Outside programs run under caps: time, memory, size of what they write."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from trienkhai.sources.limits import TOOL_OUTPUT_BYTES

_PATIENCE = 3
"""By the clock a program may take so many times its seconds of the processor: the machine has other things to do."""

_FILE_BYTES = 4 * TOOL_OUTPUT_BYTES


_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of linux/prctl.h


def die_with_parent() -> None:
    """This process is ended by the system when the thread that started it ends, however that ends; Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a program wrote, and whether it ended well in time."""

    output: bytes
    succeeded: bool
    timed_out: bool = False


def run_program(command: list[str], folder: Path, seconds: int, memory: int, data: bytes = b"") -> Outcome:
    """Run a program in a folder with `data` as its input, for so many seconds of the processor.

    It gets a process group of its own, so that its children end with it, one thread, and nothing of our environment.
    """

    def limit() -> None:
        """The caps, set in the new process before the program starts."""
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (_FILE_BYTES, _FILE_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            command,
            stdin=given,
            stdout=made,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={
                "PATH": "/usr/local/bin:/usr/bin:/bin",
                "HOME": str(folder),
                "LANG": "C.UTF-8",
                "OMP_THREAD_LIMIT": "1",
            },
            start_new_session=True,
            preexec_fn=limit,
        )
        try:
            status = process.wait(timeout=_PATIENCE * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            return Outcome(b"", succeeded=False, timed_out=True)
        made.seek(0)
        output = made.read(TOOL_OUTPUT_BYTES + 1)
    return Outcome(output, succeeded=status == 0 and len(output) <= TOOL_OUTPUT_BYTES)
