"""The inside of the inspector: everything that is shown of samples, from the title down."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sp404_gui.domain.features import Category
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleRecord, SampleStatus
from sp404_gui.domain.text import printable
from sp404_gui.ui import wording
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector import reading, summary
from sp404_gui.ui.panels.inspector.changes import Held
from sp404_gui.ui.panels.inspector.details import Details
from sp404_gui.ui.panels.inspector.editing import Editing
from sp404_gui.ui.panels.inspector.facts import FactGrid, Section
from sp404_gui.ui.panels.inspector.matches import MatchList
from sp404_gui.ui.panels.inspector.problems import Problems
from sp404_gui.ui.panels.inspector.timing import TimingGrid
from sp404_gui.ui.panels.inspector.words import Words
from sp404_gui.ui.theme import Theme
from sp404_gui.ui.widgets.labels import ElidedLabel, PlainLabel

_EDGE = 8
"""Quiet fields begin with room for their edge: what has none is set in by as much, so that all words stand in line."""
_MARGINS = (16 - _EDGE, 18, 16, 16)
_BETWEEN = 16


class Sheet(QWidget):
    """Shows one sample or what several have in common.

    Args:
        theme: Where the colours come from.
        icons: Draws the signs.
        parent: The widget around it.
    """

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(role="title")
        self._subtitle = ElidedLabel(role="dim", elide=Qt.TextElideMode.ElideRight)
        self._words = Words(theme)
        self.editing = Editing(theme, icons)
        self.problems = Problems(theme, icons)
        self._vibe, self._vibe_words = FactGrid(), PlainLabel(role="dim")
        self._measured, self.details = FactGrid(), Details(theme, icons)
        self._groove, self._groove_words, self._timing = FactGrid(), PlainLabel(role="dim"), TimingGrid(theme)
        self.matches, self._match_words = MatchList(theme, icons), PlainLabel(role="dim")
        self._together = PlainLabel(role="accent")
        self._common = FactGrid()
        self._told = False
        self._sections = {
            "vibe": Section(self.tr("Vibe"), _stacked(self._vibe_words, self._vibe)),
            "measured": Section(self.tr("Measured"), _stacked(self._measured, self.details), self.details.toggle),
            "groove": Section(self.tr("Groove"), _stacked(self._groove_words, self._groove, self._timing)),
            "matches": Section(self.tr("Goes with"), _stacked(self._match_words, self.matches, self._together)),
            "common": Section(self.tr("In common"), self._common),
        }
        self._arrange()

    def show_one(self, record: SampleRecord, held: Held) -> None:
        """Show one sample; its matches come by `show_matches`."""
        self._head(wording.file_stem(record.path), reading.subtitle(record), record.vibe.mood if record.vibe else ())
        self._title.setToolTip(wording.plain_tooltip(record.path))
        self.editing.show_held(held)
        self.problems.show_record(record)
        self._show_vibe(record)
        main, more = reading.measured_facts(record)
        self._measured.show_facts(main)
        self.details.show_details(more, record.sample.file)
        self._show_groove(record)
        self._told = told = record.features is not None or record.status is not SampleStatus.FAILED
        measured = record.features is not None
        goes = told and bool(self.matches.names or self._match_words.text())
        self._reveal(*(("vibe",) if told else ()), *(("matches",) if goes else ()), *(("measured", "groove") if measured else ()))

    def show_many(self, records: Sequence[SampleRecord], held: Held) -> None:
        """Show what several samples have in common."""
        self._head(summary.many_title(records), summary.many_subtitle(records), summary.common_words(records))
        self._title.setToolTip("")
        self.editing.show_held(held)
        self.problems.show_failed(len(summary.failed_ids(records)), len(records))
        self._common.show_facts(summary.common_facts(records))
        self._reveal(*(("common",) if self._common.facts else ()))

    def show_matches(self, matches: Sequence[Match], categories: Mapping[str, Category | None], sentence: str) -> None:
        """Show what goes with the sample, or why nothing is there."""
        self.matches.show_matches(matches, categories)
        _say(self._match_words, sentence if not matches else "")
        self._sections["matches"].setVisible(self._told and bool(matches or sentence))

    def show_together(self, sample_id: str, sentence: str) -> None:
        """Mark what is heard with the sample, and say what was done to it; nothing with an empty id."""
        self.matches.show_together(sample_id)
        _say(self._together, sentence)

    def text(self) -> str:
        """All of it as plain text, a line a fact."""
        grids = [self._vibe, self._measured, self.details.grid, self._groove, self._common]
        facts = [f"{fact.name}: {printable(fact.value)}" for grid in grids if grid.isVisibleTo(self) for fact in grid.facts]
        return "\n".join([self._title.text(), self._subtitle.text(), *facts])

    def text_at(self, widget: QWidget | None) -> str:
        """The value that a widget shows, or nothing."""
        if widget in {self._title, self._subtitle}:
            return widget.text() if isinstance(widget, ElidedLabel) else ""
        grids = (self._vibe, self._measured, self.details.grid, self._groove, self._common)
        return next((text for grid in grids if (text := grid.text_at(widget))), "")

    def _head(self, title: str, subtitle: str, words: Sequence[str]) -> None:
        for label, text in ((self._title, title), (self._subtitle, subtitle)):
            if label.text() != text:
                label.setText(text)
        self._words.set_words(words)
        self._words.setVisible(bool(words))

    def _show_vibe(self, record: SampleRecord) -> None:
        vibe = record.vibe
        self._sections["vibe"].set_remark(*(reading.source_of(vibe) if vibe is not None else ("", "")))
        self._vibe.show_facts(reading.vibe_facts(vibe) if vibe is not None else ())
        self._vibe.setVisible(vibe is not None)
        waits = record.status is SampleStatus.PENDING
        _say(self._vibe_words, "" if vibe else self.tr("Not described yet") if waits else self.tr("Not described"))

    def _show_groove(self, record: SampleRecord) -> None:
        groove = record.groove
        measurable = groove is not None and groove.measurable
        self._groove.show_facts(reading.groove_facts(groove) if groove is not None and measurable else ())
        self._groove.setVisible(measurable)
        timing = reading.timing(record)
        self._timing.show_deviations(timing)
        self._timing.setVisible(bool(timing))
        sentence, reason = reading.groove_sentence(record)
        _say(self._groove_words, "" if measurable else sentence or self.tr("Not measured yet"))
        self._groove_words.setToolTip(wording.plain_tooltip(reason))

    def _reveal(self, *names: str) -> None:
        for name, section in self._sections.items():
            section.setVisible(name in names)

    def _arrange(self) -> None:
        for label in (self._vibe_words, self._groove_words, self._match_words, self._together):
            label.setWordWrap(True)
        top, column = _column(spacing=11), _column(spacing=_BETWEEN)
        for part in (_stacked(self._title, self._subtitle), self._words, self.problems):
            top.addLayout(_set_in(part))
        top.addWidget(self.editing)
        column.addLayout(top)
        for section in self._sections.values():
            column.addLayout(_set_in(section))
        column.addStretch(1)
        column.setContentsMargins(*_MARGINS)
        self.setLayout(column)


def _stacked(*widgets: QWidget) -> QWidget:
    box = QWidget()
    box.setLayout(_column(*widgets, spacing=4))
    return box


def _set_in(widget: QWidget) -> QVBoxLayout:
    column = _column(widget, spacing=0)
    column.setContentsMargins(_EDGE, 0, 0, 0)
    return column


def _column(*widgets: QWidget, spacing: int) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(spacing)
    for widget in widgets:
        column.addWidget(widget)
    return column


def _say(label: PlainLabel, sentence: str) -> None:
    shown = printable(sentence)
    if label.text() != shown:
        label.setText(shown)
    label.setVisible(bool(shown))
