"""What the user does with kits and pads; all of it can be undone."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sp404_gui.domain.features import Kind
from sp404_gui.domain.kit import CHOKE_GROUPS, Kit, Kits, Pad, Place
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.editing import KitStep
from sp404_gui.ui.kit_rack import KitRack
from sp404_gui.ui.pads.carrying import Load
from sp404_gui.ui.wording import plural

if TYPE_CHECKING:
    from sp404_gui.engine.kits.material import Material
    from sp404_gui.ui.main_window import MainWindow


class KitControl(QObject):
    """Changes the kits of the current collection.

    Args:
        window: The window.

    Attributes:
        said: Carries a sentence for the user and its tone.
        changed: Other kits, or another one is shown.
    """

    said = Signal(str, str)
    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._rack: KitRack | None = None
        self._material: Material | None = None
        self._presses: dict[tuple[str, str, str], int] = {}
        self._filling = False
        window.shelf.switched.connect(self._switched)
        window.pads.header.kit_chosen.connect(self.choose)

    @property
    def kits(self) -> Kits:
        """All kits of the current collection, as far as they were read."""
        return self._rack.kits if self._rack is not None else Kits()

    @property
    def kit(self) -> Kit | None:
        """The kit that is shown; None where no collection is open."""
        return self._rack.kit if self._rack is not None else None

    def read(self) -> None:
        """Read the kits of the current collection, unless they were."""
        if self._rack is not None and not self._rack.is_loaded:
            self._window.tasks.start(self._rack.load())

    def forget_material(self) -> None:
        """Samples are new or other."""
        self._material = None

    def swap(self, one: Place, other: Place) -> None:
        """Let what lies on two pads change places."""
        if self.kit is not None and one != other:
            self._change(self.tr("move pad"), self.kit.swapped(one, other))

    def take(self, place: Place, load: Load) -> None:
        """Put what was dropped on a pad there."""
        if load.pad is not None:
            self.swap(load.pad, place)
        elif load.samples:
            self._put(place, load.samples)
        elif load.files:
            self._window.tasks.start(self._take_files(place, load.files))

    def add_selected(self) -> None:
        """Put the samples that are selected in the list on the next free pads."""
        if chosen := self._window.samples.selected_ids():
            self._window.tasks.start(self._add(chosen))

    def clear(self) -> None:
        """Take what lies on the current pad away."""
        place = self._window.pads.grid.current
        if self.kit is not None and place in self.kit.pads:
            self._change(self.tr("clear pad"), self.kit.with_pads({place: None}))

    def lock(self) -> None:
        """Lock the current pad, or unlock it."""
        self._alter(self.tr("lock pad"), lambda pad: replace(pad, locked=not pad.locked))

    def choke(self) -> None:
        """Put the current pad in the next choke group; behind the last comes none."""
        self._alter(self.tr("choke group"), lambda pad: replace(pad, choke=(pad.choke + 1) % (CHOKE_GROUPS + 1)))

    def fill(self) -> None:
        """Propose what fits together for the pads of the shown bank that are not locked."""
        if self._rack is not None and not self._filling:
            self._window.tasks.start(self._fill(self._rack))

    def choose(self, number: int) -> None:
        """Show another kit."""
        if self._rack is not None and number < len(self.kits.kits):
            self._window.tasks.start(self._rack.put(replace(self.kits, current=number)))

    def new(self) -> None:
        """Make another kit and show it."""
        if (kit := self.kit) is not None:
            self._append(self.tr("new kit"), Kit(name=self._kept(kit).free_name(self.tr("Kit"))))

    def duplicate(self) -> None:
        """Make a copy of the shown kit and show it."""
        if (kit := self.kit) is not None:
            self._append(self.tr("duplicate kit"), replace(kit, name=self._kept(kit).free_name(kit.name)))

    def delete(self) -> None:
        """Delete the shown kit."""
        kits, kit = self.kits, self.kits.shown
        if kit is not None:
            left = (*kits.kits[: kits.current], *kits.kits[kits.current + 1 :])
            if self._do(self.tr("delete kit"), Kits(kits=left, current=max(0, min(kits.current, len(left) - 1)))):
                self.said.emit(self.tr("Kit “%1” is deleted. Ctrl+Z brings it back.").replace("%1", printable(kit.name)), "info")

    def rename(self) -> None:
        """Ask for another name of the shown kit."""
        from sp404_gui.ui.dialogs.kit_name import KitNameDialog

        if (kit := self.kit) is not None:
            dialog = KitNameDialog(self._window.services.theme, kit.name, self._window)
            dialog.named.connect(self._rename)
            self._window.shelf.leaving.connect(dialog.reject)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _rename(self, name: str) -> None:
        kit = self.kit
        if kit is not None and name.strip() and name != kit.name:
            others = Kits(kits=tuple(other for other in self.kits.kits if other.name != kit.name))
            self._change(self.tr("rename kit"), replace(kit, name=others.free_name(name)))

    def _kept(self, kit: Kit) -> Kits:
        """All kits, with the shown one among them even while nothing lies on it."""
        return self.kits if self.kits.kits else Kits(kits=(kit,))

    def _append(self, title: str, kit: Kit) -> None:
        kits = self._kept(self.kit or kit)
        self._do(title, Kits(kits=(*kits.kits, kit), current=len(kits.kits)))

    def _switched(self) -> None:
        collection = self._window.shelf.current
        self._rack = self._rack_of(collection) if collection is not None else None
        self._material = None
        self.changed.emit()

    def _rack_of(self, collection: Collection) -> KitRack:
        """Its kits; those that it had, where it stayed in memory: they may not be on disk yet."""
        rack = collection.findChild(KitRack)
        if rack is None:
            rack = KitRack(collection)
            rack.changed.connect(self.changed)
            rack.noticed.connect(self.said)
        return rack

    def _change(self, title: str, kit: Kit) -> bool:
        return self._do(title, self.kits.with_current(kit))

    def _do(self, title: str, kits: Kits) -> bool:
        """Take a step; whether it was taken."""
        rack = self._rack
        if rack is None or not rack.is_loaded or kits == rack.kits:
            return False
        place = rack.place
        return self._window.edits.take_step(KitStep(title, rack.kits, kits, lambda kits: self._apply(place, kits)))

    def _apply(self, place: str, kits: Kits) -> None:
        if self._rack is not None and self._rack.place == place:
            self._window.tasks.start(self._rack.put(kits))

    def _alter(self, title: str, change: Callable[[Pad], Pad]) -> None:
        kit, place = self.kit, self._window.pads.grid.current
        if kit is not None and (pad := kit.pads.get(place)) is not None:
            self._change(title, kit.with_pads({place: change(pad)}))

    def _put(self, place: Place, identifiers: Sequence[str]) -> int:
        """Put samples on a pad and, where there are several, on the next free ones; how many there was room for."""
        if (kit := self.kit) is None:
            return 0
        free = [place, *(other for other in kit.free_places(place.bank) if other.number > place.number)]
        records = [record for i in identifiers if (record := self._record(i)) is not None]
        pads = {where: _pad(record) for where, record in zip(free, records, strict=False)}
        return len(pads) if pads and self._change(self.tr("put on pads"), kit.with_pads(pads)) else 0

    async def _add(self, identifiers: Sequence[str]) -> None:
        rack = self._rack
        if rack is None:
            return
        await rack.load()
        if rack is not self._rack:
            return
        free = rack.kit.free_places(self._window.pads.header.bank)
        if not free:
            self.said.emit(self.tr("All pads of the kit are taken: clear one first, or make a new kit."), "warning")
            return
        records = [record for i in identifiers if (record := self._record(i)) is not None]
        pads = {where: _pad(record) for where, record in zip(free, records, strict=False)}
        if self._change(self.tr("add to pads"), rack.kit.with_pads(pads)):
            labels = [place.label for place in pads]
            where = labels[0] if len(labels) == 1 else f"{labels[0]} … {labels[-1]}"
            sentence = plural(len(labels), "%Ln sample lies on pad %1 now.", "%Ln samples lie on the pads %1 now.")
            self.said.emit(sentence.replace("%1", where), "info")

    async def _take_files(self, place: Place, files: Sequence[str]) -> None:
        """Files from elsewhere join the collection first, where they are new to it."""
        window, rack = self._window, self._rack
        collection = window.shelf.current
        if collection is None or rack is None:
            return
        if not await self._known(files) and rack is self._rack:
            await window.shelf.add(collection, files)
        if rack is self._rack:
            self._put(place, await self._known(files))

    async def _known(self, files: Sequence[str]) -> list[str]:
        """The ids of those files that the collection has, in their order."""
        records = list(self._window.table.store.records)
        return await asyncio.to_thread(_ids_of, records, files)

    async def _fill(self, rack: KitRack) -> None:
        window, self._filling = self._window, True
        try:
            await rack.load()
            bank, kit, kits = window.pads.header.bank, rack.kit, rack.kits
            anchor = window.samples.current_id() if window.samples.selected_ids() else ""
            press = self._presses.get((rack.place, kit.name, bank), 0)
            if (material := self._material) is None:
                material = self._material = await asyncio.to_thread(_material, list(window.table.store.records))
            pads = await asyncio.to_thread(_proposed, material, kit, bank, anchor, press)
        finally:
            self._filling = False
        if rack is not self._rack or rack.kits is not kits:
            return
        self._presses[rack.place, kit.name, bank] = press + 1
        if not pads:
            self.said.emit(self.tr("There is nothing to fill with: no sample is measured yet, or all pads are locked."), "info")
        else:
            self._change(self.tr("fill"), kit.with_pads(pads))

    def _record(self, identifier: str) -> SampleRecord | None:
        store = self._window.table.store
        place = store.position(identifier)
        return store.records[place] if place is not None else None


def _pad(record: SampleRecord) -> Pad:
    """What lies on a pad when somebody puts a sample there: hi-hats choke each other."""
    from sp404_gui.engine.kits.filling import HATS
    from sp404_gui.engine.kits.roles import HIHAT

    is_hat = record.known("subcategory") == HIHAT and record.known("kind") is not Kind.LOOP
    return Pad(sample=record.id, choke=HATS if is_hat else 0)


def _material(records: Sequence[SampleRecord]) -> "Material":
    """Blocks for some tenths of a second."""
    from sp404_gui.engine.kits.material import Material

    return Material.of(records)


def _proposed(material: "Material", kit: Kit, bank: str, anchor: str, press: int) -> Mapping[Place, Pad | None]:
    """Blocks for some tenths of a second."""
    from sp404_gui.engine.kits.filling import propose

    return propose(material, kit, bank, anchor, press).pads


def _ids_of(records: Sequence[SampleRecord], files: Sequence[str]) -> list[str]:
    """Blocks for some milliseconds."""
    names = {os.path.basename(file) for file in files}
    alike = [record for record in records if os.path.basename(record.path) in names and not record.user.removed]
    known = {os.path.realpath(record.sample.file): record.id for record in alike}
    return [known[real] for file in files if (real := os.path.realpath(file)) in known]
