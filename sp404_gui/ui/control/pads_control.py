"""The pads on the screen: which bank, which pad, what lies there, and how it sounds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from sp404_gui.domain.features import Kind
from sp404_gui.domain.kit import BANKS, Pad, Place, places_in
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.ui.control.pad_playing import PadPlaying
from sp404_gui.ui.models.carrying import SAMPLES
from sp404_gui.ui.pads.faces import face_of, reason_of, tempo_text
from sp404_gui.ui.widgets.spring import Spring

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow

_SOON_MS = 60


class PadsControl(QObject):
    """Joins the pads with the kits, the list, the inspector and the player.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._bank = BANKS[0]
        self._is_fresh = False
        self._playing = PadPlaying(window.player, window.services.listener, window.tasks, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._show)
        self._spring = Spring(window.bar.button_of("pads"), SAMPLES, lambda: window.show_view("pads"))
        self._join()

    def changed(self) -> None:
        """Samples are new or other."""
        self._window.kits.forget_material()
        if self._window.pads.isVisible() and not self._soon.isActive():
            self._soon.start()

    def view_changed(self) -> None:
        """Another view is shown: it may be this one."""
        if self._window.views.currentWidget() is self._window.pads:
            self._window.kits.read()
            self._is_fresh = True
            self._show()

    def turn(self, step: int) -> None:
        """Show the next bank, or the one before."""
        self.show_bank(BANKS[max(0, min(BANKS.index(self._bank) + step, len(BANKS) - 1))])

    def show_bank(self, bank: str) -> None:
        """Show a bank, "A" to "J"."""
        self._bank = bank
        self._show()

    def find(self) -> None:
        """Show the current pad's sample in the list."""
        if (pad := self._pad(self._window.pads.grid.current)) is not None and self._record(pad.sample) is not None:
            self._window.show_view("list")
            self._window.collections.go_to(pad.sample)

    def _join(self) -> None:
        window, panel = self._window, self._window.pads
        window.kits.changed.connect(self._show)
        window.kits.changed.connect(self._silence_others)
        window.player.sounding_changed.connect(self._light)
        panel.header.card.clicked.connect(self._write_card)
        panel.header.bank_chosen.connect(self.show_bank)
        panel.grid.struck.connect(self._strike)
        panel.grid.current_changed.connect(self._look_at)
        panel.grid.swap_wanted.connect(window.kits.swap)
        panel.grid.dropped.connect(window.kits.take)
        window.samples.current_changed.connect(self._follow)
        panel.attended.connect(lambda on: self._playing.attend(on=on))
        self._playing.refused.connect(self._refuse)

    def _show(self) -> None:
        """Bring the panel in step with the kit and its samples."""
        window, kit = self._window, self._window.kits.kit
        if kit is None or window.views.currentWidget() is not window.pads:
            return
        lying = {place: self._record(pad.sample) for place, pad in kit.pads.items()}
        shown = [(place, kit.pads.get(place), lying.get(place)) for place in places_in(self._bank)]
        window.pads.grid.show_faces([(face_of(*one), one[2].sample.file if one[2] is not None else "") for one in shown])
        kits = window.kits.kits
        names = [one.name for one in kits.kits] or [kit.name]
        about = self._character([record for record in lying.values() if record is not None])
        window.pads.header.show_kits(names, kits.current, about, is_empty=not kit.pads)
        window.pads.header.show_bank(self._bank, {place.bank for place in kit.pads})
        window.pads.say(self._why())
        if self._is_fresh and kits.kits:
            self._is_fresh = False
            self._follow(window.samples.current_id())
        self._playing.prepare({place.number: record.sample.file for place, _, record in shown if record is not None})

    def _silence_others(self) -> None:
        """Pads on which something else lies now fall silent, as loops would go on for ever."""
        kit = self._window.kits.kit
        lying = {place.number: self._record(pad.sample) for place, pad in kit.pads.items()} if kit is not None else {}
        self._playing.keep({number: record.sample.file for number, record in lying.items() if record is not None})

    def _write_card(self) -> None:
        if (kit := self._window.kits.kit) is not None:
            self._window.cards.write(kit)

    def _refuse(self, sentence: str) -> None:
        if sentence != self._window.player.reason:  # that stands above the wave already
            self._window.notices.say(sentence, "warning")

    def _light(self, pads: frozenset[int]) -> None:
        """Show which pads are heard."""
        self._window.pads.grid.show_sounding({place for place in places_in(self._bank) if place.number in pads})

    def _character(self, records: list[SampleRecord]) -> str:
        if not records:
            return ""
        from sp404_gui.engine.kits.character import character

        key, bpm = character(records)
        return " · ".join(filter(None, (key, tempo_text(bpm) if bpm is not None else "")))

    def _strike(self, place: Place) -> None:
        pad = self._pad(place)
        record = self._record(pad.sample) if pad is not None else None
        if pad is not None and record is not None:
            self._playing.strike(place.number, record.sample.file, pad.choke, repeat=record.known("kind") is Kind.LOOP)
        self._look_at(place)

    def _look_at(self, place: Place) -> None:
        """Show the sample of a pad in the inspector and in the wave, as if it had been chosen in the list."""
        window, pad = self._window, self._pad(place)
        window.pads.say(reason_of(pad))
        record = self._record(pad.sample) if pad is not None else None
        if record is None or record.id == window.samples.current_id():
            return
        if not window.samples.select_id(record.id):  # the filter hides it
            window.inspector.show_records([record])
            window.listening.show(record)

    def _follow(self, identifier: str) -> None:
        """The pad of the sample that is current in the list is the current pad, where one of the bank has it."""
        grid = self._window.pads.grid
        if not identifier or grid.pads[grid.current.pad - 1].face.sample == identifier:
            return
        lying = [pad.face.sample for pad in grid.pads]
        if identifier in lying:
            grid.go_to(lying.index(identifier), tell=False)
            self._window.pads.say(self._why())

    def _why(self) -> str:
        return reason_of(self._pad(self._window.pads.grid.current))

    def _pad(self, place: Place) -> Pad | None:
        kit = self._window.kits.kit
        return kit.pads.get(place) if kit is not None else None

    def _record(self, identifier: str) -> SampleRecord | None:
        store = self._window.table.store
        position = store.position(identifier)
        return store.records[position] if position is not None else None
