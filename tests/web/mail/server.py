"""A mail server for tests: takes letters, or refuses as it is told, at the place it is told."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Post:
    """What came in, and how the server answers: `answers` by command, `breaks` after which the line is cut."""

    port: int = 0
    taken: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    breaks: str = ""

    @property
    def letters(self) -> list[EmailMessage]:
        """The letters that were taken, read again."""
        return [message_from_bytes(one, policy=policy.default) for one in self.taken]

    @property
    def texts(self) -> list[str]:
        """What they say."""
        return [one.get_content() for one in self.letters]


class _Talk(socketserver.StreamRequestHandler):
    post: Post

    def handle(self) -> None:
        self.say("220 post")
        while line := self.rfile.readline().decode("ascii", "replace").strip():
            command = line[:4].upper()
            if command == "DATA" and command not in self.post.answers:
                self.say("354 go on")
                data = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.post.taken.append(data)
            if command == self.post.breaks:
                return
            self.say(self.post.answers.get(command, "250 well"))
            if command == "QUIT":
                return

    def say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")


@contextmanager
def mail_server() -> Iterator[Post]:
    """A server on a port of its own, in a thread."""
    post = Post()
    talk = type("Talk", (_Talk,), {"post": post})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), talk) as server:
        server.daemon_threads = True
        post.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield post
        finally:
            server.shutdown()
            thread.join(5)
