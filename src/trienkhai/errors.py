"""Errors of the library floor.

Each carries an id that machines can tell apart and a Vietnamese sentence for the person in front of the screen.
A *bad document* is no error: it is read and its problems are listed. Only a file that cannot be opened as what
it claims to be, or that exceeds the limits of `sources.limits`, raises.
"""


class TrienkhaiError(Exception):
    """Anything trienkhai refuses. `id` is stable; `message` is one Vietnamese sentence that says what to do."""

    def __init__(self, id: str, message: str) -> None:
        super().__init__(message)
        self.id = id
        self.message = message


class UnreadableFile(TrienkhaiError):
    """The bytes are not a document that can be read: wrong kind, empty, broken, beyond a limit."""


class UnusableSetting(TrienkhaiError):
    """What the installation says in the environment cannot be used; the sentence names the variable."""
