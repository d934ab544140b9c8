"""Hearing what goes with the selected sample together with it, and saying how they were brought into time."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from sp404_gui.domain.features import Kind
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.wording import file_stem, number, plural

if TYPE_CHECKING:
    from sp404_gui.engine.matching.fit import Fit, Part
    from sp404_gui.ui.main_window import MainWindow


class PairControl(QObject):
    """Joins the inspector's matches with the audition.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._heard = ""
        window.inspector.together_wanted.connect(self.play)
        window.inspector.silence_wanted.connect(window.listening.stop)
        window.audition.together_changed.connect(self._changed)

    def play(self, identifier: str) -> None:
        """Play a sample with the selected one; the one that is heard already falls silent."""
        from sp404_gui.engine.matching.fit import fit

        window = self._window
        before = self._heard
        window.audition.stop()
        first, second = self._record(window.samples.current_id()), self._record(identifier)
        if identifier == before or first is None or second is None or first.features is None or second.features is None:
            return
        window.listening.show_sample(first.id, play=False)
        timing = fit(_part(first), _part(second))
        self._heard = identifier
        window.audition.play_together(second.sample.file, timing, repeat=timing.loops)
        if self._heard:
            window.inspector.show_together(identifier, self._said(second, timing))

    def _changed(self, on: bool) -> None:
        if not on:
            self._heard = ""
            self._window.inspector.show_together("", "")

    def _record(self, identifier: str) -> SampleRecord | None:
        store = self._window.table.store
        place = store.position(identifier)
        return store.records[place] if place is not None else None

    def _said(self, second: SampleRecord, timing: "Fit") -> str:
        from sp404_gui.engine.matching.fit import Joint

        percent = f"{(timing.speed - 1) * 100:+.0f} %".replace("-", "−")
        done = {
            Joint.AS_IT_IS: self.tr("as it is"),
            Joint.PITCHED: self.tr("pitched %1").replace("%1", percent),
            Joint.CUT: self.tr("its tempo is too far away: cut to the bar"),
            Joint.FREE: self.tr("neither has a tempo: begun together"),
        }[timing.joint]
        sentence = self.tr("Together with %1: %2.").replace("%2", done).replace("%1", file_stem(second.path))
        if timing.bpm is not None:
            bars = plural(timing.bars, "%Ln bar", "%Ln bars")
            sentence += " " + self.tr("%1 at %2 BPM.").replace("%2", number(round(timing.bpm))).replace("%1", bars)
        return sentence + " " + self.tr("Esc stops.")


def _part(record: SampleRecord) -> "Part":
    """What is known of the time of a measured sample; the user's corrections count."""
    from sp404_gui.engine.matching.fit import Part

    bpm, features = record.known("bpm"), record.features
    return Part(
        duration_s=features.duration_s if features is not None else 0.0,
        bpm=float(bpm) if isinstance(bpm, int | float) else None,
        beats=features.beats if features is not None else None,
        is_loop=record.known("kind") is Kind.LOOP,
    )
