"""The shape of Qt's own widgets: one stylesheet for each part of a window, made from a palette."""

from string import Template
from typing import Protocol


class Colors(Protocol):
    """Whatever has colours as attributes."""

    __slots__: tuple[str, ...]


_SHEET = Template("""
QWidget { color: $text; }
QDialog { background: $panel; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }

QPushButton, QToolButton {
    background: $raised; color: $text; border: 1px solid transparent; border-radius: 6px; padding: 5px 12px; min-height: 1.3em;
    outline: none;
}
QPushButton:hover, QToolButton:hover { background: $chip; border-color: $line; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border-color: $accent_fill; }
QPushButton:disabled, QToolButton:disabled { color: $dim; background: $panel; border-color: $line; }
QPushButton[role="primary"] { background: $primary; color: $on_primary; font-weight: 600; }
QPushButton[role="primary"]:hover { border-color: $text; }
QPushButton[role="primary"]:focus { border-color: $text; }
QPushButton[role="primary"]:disabled { background: $raised; color: $dim; }
QPushButton[role="danger"] { color: $failed; }
QPushButton[role="quiet"], QToolButton[role="quiet"] { background: transparent; border-color: transparent; padding: 3px 6px; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border-color: $accent_fill; }
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $raised; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked { color: $accent; }
QPushButton[role="segment"] { background: transparent; border-radius: 5px; padding: 4px 10px; color: $dim; }
QPushButton[role="segment"]:checked { background: $line; color: $text; }
QPushButton[role="segment"]:hover { color: $text; }
QPushButton[role="segment"]:focus { border-color: $accent_fill; }
QPushButton[role="bank"] { padding: 4px 0; min-width: 1.75em; color: $dim; }
QPushButton[role="bank"][bank="used"] { color: $text; }
QPushButton[role="bank"]:checked { background: $primary; color: $on_primary; font-weight: 600; }
QPushButton[role="bank"]:focus { border-color: $text; }
QFileDialog QToolButton { padding: 2px; min-height: 22px; min-width: 22px; }
QToolButton::menu-indicator, QPushButton::menu-indicator { width: 0; }

QAbstractScrollArea { border: none; }
QAbstractItemView[role="framed"] { border: 1px solid transparent; }
QAbstractItemView[role="framed"]:focus { border-color: $accent_fill; }
QDialog QTreeView, QDialog QListView { border: 1px solid $line; border-radius: 6px; }
QDialog QTreeView:focus, QDialog QListView:focus { border-color: $accent_fill; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateTimeEdit {
    background: $field; color: $text; border: 1px solid $line; border-radius: 6px; padding: 4px 8px; selection-background-color: $accent;
    selection-color: $on_accent; min-height: 1.3em;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QDateTimeEdit:focus {
    border-color: $accent_fill;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { color: $dim; }
QLineEdit, QPlainTextEdit { placeholder-text-color: $dim; }
QComboBox { combobox-popup: 0; }
QComboBox[role="quiet"] { background: transparent; border-color: transparent; color: $dim; padding: 4px 0; }
QComboBox[role="quiet"]:hover { background: $raised; }
QComboBox[role="quiet"]:focus { border-color: $accent_fill; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView {
    background: $panel; color: $text; border: 1px solid $line; selection-background-color: $accent_soft; selection-color: $text;
}
QCheckBox, QRadioButton { spacing: 8px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $accent_fill; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: 12pt; font-weight: 600; }
QLabel[role="section"] { color: $dim; font-size: 8pt; font-weight: 700; }
QLabel[role="dim"] { color: $dim; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="failed"] { color: $failed; }
QLabel[role="ok"] { color: $ok; }
QLabel[role="accent"] { color: $accent; }

QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $dim; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }

QHeaderView { background: $panel; border: none; }
QTableView::item, QTreeView::item { padding-left: 5px; padding-right: 5px; }
QHeaderView::section { background: $panel; color: $dim; border: none; border-bottom: 1px solid $line; padding: 6px 8px; font-weight: 600; }
QTableView, QTreeView, QListView, QListWidget {
    background: $background; alternate-background-color: $background; border: none; gridline-color: $line; outline: none;
    selection-background-color: $accent_soft; selection-color: $text;
}
SuggestionList { background: $panel; border: 1px solid $line; }
QTreeView, AuditView { border: 1px solid transparent; border-radius: 6px; }
QTreeView:focus, AuditView:focus { border-color: $accent_fill; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QTableView QTableCornerButton::section { background: $panel; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFileDialog QSplitter::handle { background: $line; width: 1px; height: 1px; }
QSlider::groove:horizontal { height: 4px; background: $track; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $dim; border-radius: 2px; }
QSlider::handle:horizontal { background: $text; width: 12px; margin: -4px 0; border-radius: 6px; }
QSlider::handle:horizontal:focus { background: $accent_fill; }
QTabBar::tab { background: transparent; color: $dim; padding: 6px 12px; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent_fill; }
QTabWidget::pane { border: none; }
QGroupBox { border: 1px solid $line; border-radius: 8px; margin-top: 1.1em; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: $dim; }
""")


def stylesheet(colors: Colors) -> str:
    """The stylesheet in the colours of a palette."""
    return _SHEET.substitute({name: getattr(colors, name) for name in colors.__slots__})
