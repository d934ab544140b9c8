"""A card's plan in the window's words."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from sp404_gui.domain.card import CardFile, CardPlan, Change
from sp404_gui.domain.features import Kind
from sp404_gui.ui.phrases import in_window
from sp404_gui.ui.wording import bytes_text, decimals, kind_in_line, number, plural

if TYPE_CHECKING:
    from sp404_gui.export.card.words import SheetWords


def change_text(file: CardFile) -> str:
    """What becomes of a sample, as "44.1 → 48 kHz · 24 → 16 bits · stereo"."""
    return " · ".join(_parts(file))


def where_text(plan: CardPlan) -> tuple[str, str]:
    """Where the files go, or why they cannot, and its tone: a warning where that is no card, or other sounds lie there."""
    place = plan.place
    if plan.obstacle:
        return in_window(plan.obstacle), "failed"
    if place.missing:
        where, tone = _tr("This folder does not exist yet: it is made, and is no card."), "warning"
    elif not place.is_card:
        where, tone = _tr("No IMPORT folder is there: the folder is taken as it is. The sampler looks in IMPORT only."), "warning"
    else:
        where, tone = _tr("The card's IMPORT folder was found."), "ok"
    if len(plan.folders) > 1:
        several = _tr("A project of the sampler has 160 pads: these samples fill %1, each in a folder of its own.")
        where = f"{where} {several.replace('%1', number(len(plan.folders)))}"
    if plan.company:
        where, tone = f"{where} {in_window(plan.company)}", "warning"
    return where, tone


def summary(plan: CardPlan) -> tuple[str, str]:
    """What would be written and what room it takes, and its tone."""
    blocked = sum(bool(file.in_the_way) for file in plan.files)
    if blocked:
        return plural(blocked, "%Ln file is in the way: nothing is written", "%Ln files are in the way: nothing is written"), "failed"
    new = sum(not file.there for file in plan.files)
    parts = [
        plural(new, "%Ln file will be written", "%Ln files will be written"),
        plural(len(plan.files) - new, "%Ln is there already", "%Ln are there already") if new < len(plan.files) else "",
        plural(len(plan.left_out), "%Ln sample is left out", "%Ln samples are left out") if plan.left_out else "",
    ]
    room = _tr("%1 of %2 free").replace("%1", bytes_text(plan.needed_bytes)).replace("%2", bytes_text(plan.place.free_bytes))
    text = " · ".join(part for part in (*parts, room) if part)
    return (text, "dim") if plan.fits else (_tr("Not enough room: %1").replace("%1", text), "failed")


def ending(written: int, kept: int, failed: int) -> str:
    """How it ended."""
    parts = [
        plural(written, "%Ln file written and read back", "%Ln files written and read back"),
        plural(kept, "%Ln was there already", "%Ln were there already") if kept else "",
        plural(failed, "%Ln failed", "%Ln failed") if failed else "",
    ]
    return " · ".join(part for part in parts if part)


def sheet_words() -> "SheetWords":
    """What the pad sheet says, in the window's language."""
    from sp404_gui.export.card.words import SheetWords  # noqa: PLC0415 - after the first frame

    return SheetWords(
        language=QLocale().bcp47Name(),
        loading=_tr("On the sampler: SHIFT + pad 14, IMPORT, SD-CARD, SAMPLE; choose the pads, SHIFT + VALUE selects several."),
        bank=_tr("bank"),
        left_out=_tr("Not on the card"),
        loop=kind_in_line(Kind.LOOP),
        one_shot=kind_in_line(Kind.ONE_SHOT),
        choke=_tr("choke"),
        point=QLocale().decimalPoint(),
        reason=in_window,
    )


def _parts(file: CardFile) -> Iterator[str]:
    features = file.record.features
    if features is None:
        return
    depth = str(features.bit_depth) if features.bit_depth is not None else _tr("lossy")
    words = {
        Change.RATE: _tr("%1 → 48 kHz").replace("%1", decimals(features.sample_rate_hz / 1000, 1 if features.sample_rate_hz % 1000 else 0)),
        Change.BITS: _tr("%1 → 16 bits").replace("%1", depth),
        Change.FOLDED: _tr("%1 channels → stereo").replace("%1", number(features.channels)),
        Change.PADDED: _tr("filled up to 0.1 s"),
        Change.TRIMMED: _tr("silence cut"),
        Change.LEVELLED: _tr("levelled"),
        Change.TURNED_DOWN: _tr("turned down"),
    }
    yield from (words[change] for change in file.changes)
    if Change.FOLDED not in file.changes:
        yield _tr("mono") if features.channels == 1 else _tr("stereo")


def _tr(text: str) -> str:
    return QCoreApplication.translate("card", text)
