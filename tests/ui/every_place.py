"""Going to every view and every page of every dialog of a window, for what must hold everywhere."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates, Member, Merit, Sameness
from sp404_gui.engine.duplicates.tidying import Moved, superfluous_of
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.first_run import FirstRunDialog
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.viewing import VIEW_NAMES
from tests.ui.windows import until

DIALOGS = (
    *("SettingsDialog", "FirstRunDialog", "ShortcutsDialog", "AboutDialog", "ExportDialog", "CardDialog", "DuplicatesDialog"),
    *("PlanDialog", "SearchNameDialog", "KitNameDialog", "ErrorReportDialog"),
)


def dialogs(window: MainWindow, fault: str) -> dict[str, Callable[[], object]]:
    """How each dialog is opened, by the name of its class; `fault` is what the report of an error speaks of."""
    return {
        "SettingsDialog": window.dialogs.settings,
        "FirstRunDialog": window.dialogs._settings().welcome,  # noqa: SLF001 - a second start has no first steps
        "ShortcutsDialog": window.dialogs.keys,
        "AboutDialog": window.dialogs.about,
        "ExportDialog": window.dialogs.export,
        "CardDialog": window.cards.open,
        "DuplicatesDialog": window.duplicates.open,
        "PlanDialog": window.runs.show_plan,
        "SearchNameDialog": partial(_save_search, window, fault),
        "KitNameDialog": window.kits.rename,
        "ErrorReportDialog": lambda: window.dialogs.report(ValueError(fault)),
    }


def _save_search(window: MainWindow, words: str) -> None:
    window.field.set_text(words)
    window.searches.save()


@asynccontextmanager
async def dialog(window: MainWindow, name: str, fault: str = "broken") -> AsyncIterator[QDialog]:
    """A dialog that is open, filled with what it has to say."""
    dialogs(window, fault)[name]()
    await until(lambda: _open_ones(window, name), name)
    (shown,) = _open_ones(window, name)
    await until(lambda: window.tasks.idle, f"what {name} reads")
    shown.activateWindow()
    await until(shown.isActiveWindow, f"{name} in front")
    yield shown
    shown.reject()
    await until(lambda: window.tasks.idle, f"the end of {name}")


def _open_ones(window: MainWindow, name: str) -> list[QDialog]:
    return [child for child in window.findChildren(QDialog) if type(child).__name__ == name]


def pages(shown: QDialog) -> list[Callable[[], object]]:
    """What leads to each page of a dialog."""
    if isinstance(shown, SettingsDialog):
        return [partial(shown.show_page, page) for page in shown.pages]
    if isinstance(shown, FirstRunDialog):
        return [partial(shown._go_to, step) for step in range(3)]  # noqa: SLF001 - going on keeps keys and folders
    return [lambda: None]


def answers(shown: QDialog) -> list[Callable[[], object]]:
    """What fills a dialog that is empty until it is asked, with what the collection has; cards may scroll out of sight."""
    return [partial(_show_duplicates, shown), partial(_show_moved, shown)] if isinstance(shown, DuplicatesDialog) else []


def _show_duplicates(shown: DuplicatesDialog) -> None:
    """Two groups; of each as many files as a small screen has room for."""
    group = _group(shown, 2)
    shown.show_found(Duplicates((group, replace(group, sameness=Sameness.NEAR)), len(group.members), 1, 1, 1))


def _show_moved(shown: DuplicatesDialog) -> None:
    """One that went, and one that stayed."""
    group = _group(shown, 3)
    going = superfluous_of(group, group.members[:1])
    shown.show_moved([Moved(going[0], at="2026-11-23T22:48:28.852Z"), Moved(going[1], reason=going[1].member.record.path)])


def _group(shown: DuplicatesDialog, count: int) -> DuplicateGroup:
    window = shown.parent()
    assert isinstance(window, MainWindow)
    assert window.shelf.current is not None
    place, records = window.shelf.current.place, window.shelf.current.store.records[:count]
    members = [Member(place, record, 0.25 * number) for number, record in enumerate(records)]
    return DuplicateGroup(Sameness.EXACT, tuple(members), Merit.USER)


async def every_place(window: MainWindow) -> AsyncIterator[tuple[str, QWidget]]:
    """Each view and each page of each dialog, one after the other: its name, and the window that shows it."""
    for view in VIEW_NAMES:
        window.show_view(view)
        await until(lambda: window.tasks.idle, view)
        yield view, window
    window.show_view("list")
    window.similar.find()
    await until(lambda: window.similar_bar.isVisible() and window.tasks.idle, "what is compared")
    yield "similar", window
    for name in DIALOGS:
        async with dialog(window, name) as shown:
            for number, turn in enumerate(pages(shown)):
                turn()
                yield f"{name}, page {number}", shown
