"""Which servers the user has named on this machine: a job folder that came from elsewhere names none for them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import host_of
from sp404_gui.engine.pace.paces import open_notes
from sp404_gui.llm.limits import is_loopback, is_openrouter
from sp404_gui.store.shared_notes import SharedNotes

_NOTE = "servers"
_OWN = frozenset({"offline", "openrouter"})


def is_known(options: JobOptions, notes_file: str | None, settled: str | None = None) -> bool:
    """Whether a job's provider needs no consent: nobody, OpenRouter, this machine itself, or a server that was named here before. Blocks.

    Args:
        options: The job's options.
        notes_file: The file of what this machine remembers; None: nothing.
        settled: The provider that the settings name.
    """
    url = options.provider
    if url in _OWN or url == settled or is_openrouter(url) or is_loopback(url):
        return True
    with opened_notes(notes_file) as notes:
        return notes is not None and notes.change(_NOTE, lambda known: host_of(url) in known)


def require_known(options: JobOptions, notes_file: str | None, *, is_named: bool) -> None:
    """See to it that a job asks nobody whom the user has not named on this machine. Blocks.

    Args:
        options: The job's options.
        notes_file: The file of what this machine remembers; None: nothing.
        is_named: Whether the user names its provider now; it is remembered.

    Raises:
        UsageError: Only the job folder names it.
    """
    if is_known(options, notes_file):
        return
    host = host_of(options.provider)
    if not is_named:
        raise UsageError(
            f"This job asks {host}, which was never asked from this machine, and gets the names and measurements of your samples. "
            f"If you know that server, name it: --provider {options.provider}. Nothing was sent."
        )
    with opened_notes(notes_file) as notes:
        if notes is not None:
            notes.change(_NOTE, lambda known: known.update({host: True}))


@contextmanager
def opened_notes(notes_file: str | None) -> Iterator[SharedNotes | None]:
    """What this machine remembers, while it is open; None where nothing can be remembered. Blocks."""
    notes = open_notes(notes_file)
    try:
        yield notes
    finally:
        if notes is not None:
            notes.close()
