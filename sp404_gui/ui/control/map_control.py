"""The map and its collection: places are worked out where there are none, kept, and joined by samples that come later."""

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer

from sp404_gui.config.paths import locations
from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.mapping.kept import KeptMap, map_file, read_map, short, write_map
from sp404_gui.engine.matching.similar import SPANS, Floats, Respect
from sp404_gui.store.gently import gently
from sp404_gui.ui.models.sound_rows import SoundRows
from sp404_gui.ui.models.store import SampleStore

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_SOON_MS = 2000
_ANEW = 2
"""A map is drawn anew when there are so many times the samples that it was drawn for; until then, new ones join the others."""

Places = NDArray[np.float64]


class MapControl(QObject):
    """Joins the map with the list, the audition and the engine.

    Args:
        window: The window.
        rows: The measured rows of the open collection.
    """

    def __init__(self, window: "MainWindow", rows: SoundRows) -> None:
        super().__init__(window)
        self._window = window
        self._rows = rows
        self._kept = KeptMap()
        self._store: SampleStore | None = None
        self._drawing: asyncio.Task[None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._draw)
        window.map.set_on_hover(on=window.services.state.on_hover)
        self._join()

    def view_changed(self) -> None:
        """Another view is shown: the map may be wanted now."""
        if self._window.map.isVisible() or self._window.views.currentWidget() is self._window.map:
            self._draw()

    def changed(self) -> None:
        """Samples are new or other."""
        if self._window.map.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _join(self) -> None:
        window, board = self._window, self._window.map
        board.picked.connect(window.samples.select_ids)
        board.activated_id.connect(lambda _: window.listening.play_from_start())
        board.heard.connect(self._hear)
        board.on_hover_toggled.connect(self._set_on_hover)
        window.samples.current_changed.connect(board.show_current)
        window.samples.selection_changed.connect(board.show_chosen)
        window.table.replaced.connect(self._leave)
        window.field.left.connect(lambda: board.setFocus() if board.isVisible() else None)

    def _set_on_hover(self, on: bool) -> None:
        self._window.services.state.on_hover = on

    def _hear(self, identifier: str) -> None:
        store = self._window.table.store
        if (place := store.position(identifier)) is not None:
            self._window.listening.play(store.records[place])

    def _leave(self) -> None:
        """Another collection is about to be shown."""
        self._store = None
        self._soon.stop()
        if self._drawing is not None:
            self._drawing.cancel()

    def _draw(self) -> None:
        if self._drawing is not None and not self._drawing.done():
            self._soon.start()
        elif self._window.shelf.current is not None:
            self._drawing = self._window.tasks.start(self._drawn(self._window.shelf.current.place))

    async def _drawn(self, place: str) -> None:
        """Give every measured sample of the open collection a place."""
        store, file = self._window.table.store, map_file(locations(os.environ).maps_dir, place)
        if store is not self._store:
            self._kept = await asyncio.to_thread(read_map, file)
        sounds = await self._rows.follow(store)
        records = store.records[: len(sounds.rows)]
        measured = np.flatnonzero(sounds.known)
        if not len(measured):
            return
        known = await asyncio.to_thread(_recalled, self._kept, [records[n] for n in measured.tolist()])
        embeddings = _directions(sounds.rows[measured])
        anew = len(measured) >= _ANEW * max(1, self._kept.laid)
        if not anew and np.isfinite(known).all() and store is self._store:
            return
        found = await self._arranged(embeddings, known) if anew else await asyncio.to_thread(_joined, embeddings, known)
        if store is not self._window.table.store or found is None:
            return
        places = np.full((len(records), 2), np.nan, np.float32)
        places[measured] = found
        is_first, self._store = store is not self._store, store
        self._window.map.set_places(places, anew=anew or is_first)
        laid = len(measured) if anew else self._kept.laid
        self._kept = await asyncio.to_thread(_keep, file, laid, [records[n] for n in measured.tolist()], found)

    async def _arranged(self, embeddings: Floats, known: Places) -> Places | None:
        from sp404_gui.engine.mapping.process import arrange_aside

        board = self._window.map
        board.set_progress(0.0)
        try:
            return await arrange_aside(embeddings, known if np.isfinite(known).any() else None, board.set_progress)
        except Sp404Error as error:
            self._window.notices.say(str(error), "warning")
            return None
        finally:
            board.set_progress(None)


def _directions(rows: Floats) -> Floats:
    part = rows[:, SPANS[Respect.TIMBRE]]
    return np.asarray(part / np.maximum(np.linalg.norm(part, axis=1, keepdims=True), 1e-9), np.float32)


def _joined(embeddings: Floats, known: Places) -> Places:
    from sp404_gui.engine.mapping.layout import join

    return join(embeddings, known)


def _recalled(kept: KeptMap, records: Sequence[SampleRecord]) -> Places:
    """Where samples lay, NaN for those that are new or measured otherwise. Blocks."""
    places = np.full((len(records), 2), np.nan)
    for entry, record in enumerate(gently(records)):
        known = kept.places.get(record.id)
        if known is not None and known[0] == _mark(record):
            places[entry] = known[1:]
    return places


def _keep(file: str, laid: int, records: Sequence[SampleRecord], places: Places) -> KeptMap:
    """Keep a map on disk and at hand. Blocks."""
    rows = [(record.id, (_mark(record), x, y)) for record, (x, y) in gently(list(zip(records, places.tolist(), strict=True)))]
    write_map(file, laid, rows)
    return KeptMap(laid, dict(rows))


def _mark(record: SampleRecord) -> str:
    return short((record.features.embedding if record.features is not None else None) or "")
