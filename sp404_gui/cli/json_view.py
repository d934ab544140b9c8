"""Events as JSON lines on stdout."""

import re
from dataclasses import fields
from typing import IO, Any

from sp404_gui.cli.views import QuietView
from sp404_gui.domain.events import Event, SampleEdited, SamplesLoaded, SamplesReopened
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.export.text import visible_json
from sp404_gui.store.codec import encode, path_fields, plain

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
_OF_THE_WINDOW = (SamplesLoaded, SamplesReopened, SampleEdited)
"""Events that tell a reader of the job folder nothing new."""


class JsonView(QuietView):
    """One JSON object a line: `{"event": "batch_sent", …}`.

    Args:
        stream: Where the lines go.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream

    def show(self, event: Event) -> None:
        """Write an event."""
        if isinstance(event, _OF_THE_WINDOW):
            return
        row = {"event": _WORD.sub("_", type(event).__name__).lower(), **{f.name: _value(getattr(event, f.name)) for f in fields(event)}}
        self._stream.write(visible_json(encode(row).decode()) + "\n")
        self._stream.flush()


def _value(value: Any) -> Any:
    if isinstance(value, SampleRecord):
        category = value.features.category if value.features else None
        return {
            "id": value.id,
            **path_fields(value.path),
            "status": str(value.status),
            "skip_reason": value.skip_reason,
            "category": category,
        }
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value if isinstance(value, dict) else plain(value)
