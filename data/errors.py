"""The ways in which input can be wrong; each message is one plain sentence for the person who gave it."""


class UsageError(Exception):
    """A command was called wrongly (exit code 2)."""


class RecordsError(Exception):
    """The records, or the place they go to, are not good enough; nothing was published (exit code 1)."""


class SnapshotError(RecordsError):
    """There is no usable snapshot; the message says how to mend it."""


class UnreachableError(SnapshotError):
    """The warehouse cannot be asked at all, though its snapshots may be whole."""
