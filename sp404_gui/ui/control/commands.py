"""What each action of the window does."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sp404_gui.ui.viewing import VIEW_NAMES

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow


def commands(window: "MainWindow") -> Mapping[str, Callable[[], object]]:
    """By the names of the actions."""
    return {
        **_collection(window),
        **_listening(window),
        **_list(window),
        **_editing(window),
        **_pads(window),
        **{f"view_{name}": partial(window.show_view, name) for name in VIEW_NAMES},
        "settings": window.dialogs.settings,
        "theme": window.dialogs.switch_theme,
        "keys": window.dialogs.keys,
        "about": window.dialogs.about,
        "quit": window.close,
    }


def _collection(window: "MainWindow") -> dict[str, Callable[[], object]]:
    return {
        "add": window.files.choose_folder,
        "add_files": window.files.choose_files,
        "add_here": window.files.choose_folder_to_add,
        "open_job": window.files.choose_job,
        "demo": window.drops.demo,
        "start_pause": window.runs.start_or_pause,
        "stop": window.runs.stop,
        "plan": window.runs.show_plan,
        "rescan": window.drops.rescan,
        "watch": window.collections.watching.toggle,
        "duplicates": window.duplicates.open,
        "export": window.dialogs.export,
        "card": window.cards.open,
        "show_data": window.files.show_data,
        "close_job": window.shelf.close_current,
    }


def _listening(window: "MainWindow") -> dict[str, Callable[[], object]]:
    hear = window.listening
    return {
        "play_pause": hear.toggle,
        "play_again": hear.play_from_start,
        "silence": partial(_silence, window),
        "back": partial(hear.seek, -1),
        "forth": partial(hear.seek, 1),
        "loop": hear.toggle_loop,
        "on_select": hear.toggle_on_select,
        "louder": partial(hear.volume, 1),
        "softer": partial(hear.volume, -1),
    }


def _list(window: "MainWindow") -> dict[str, Callable[[], object]]:
    return {
        "filter": window.listing.begin,
        "reset_filter": window.listing.reset,
        "save_search": window.searches.save,
        "copy": window.samples.copy_selection,
        "copy_path": window.files.copy_paths,
        "show_file": window.files.show_file,
        "similar": window.similar.find,
        "columns": window.samples.show_columns_menu,
        "to_pads": window.kits.add_selected,
        "ask_again": lambda: window.runs.again(window.samples.selected_ids()),
    }


def _editing(window: "MainWindow") -> dict[str, Callable[[], object]]:
    edits = window.edits
    return {
        "favorite": edits.favor,
        **{f"rate_{stars}": partial(edits.rate, stars) for stars in range(6)},
        "remove": partial(_remove, window),
        "undo": edits.undo,
        "redo": edits.redo,
    }


def _pads(window: "MainWindow") -> dict[str, Callable[[], object]]:
    kits = window.kits
    return {
        "fill": kits.fill,
        "lock_pad": kits.lock,
        "choke_pad": kits.choke,
        "clear_pad": kits.clear,
        "find_pad": window.padding.find,
        "bank_back": partial(window.padding.turn, -1),
        "bank_forth": partial(window.padding.turn, 1),
        "new_kit": kits.new,
        "rename_kit": kits.rename,
        "copy_kit": kits.duplicate,
        "delete_kit": kits.delete,
    }


def _silence(window: "MainWindow") -> None:
    window.listening.stop()
    window.player.hush()


def _remove(window: "MainWindow") -> None:
    """Remove, and go on with the row that takes the place."""
    row = window.samples.currentIndex().row()
    if window.edits.remove() and (left := window.table.rowCount()):
        window.samples.select_id(window.table.record(min(max(row, 0), left - 1)).id)
