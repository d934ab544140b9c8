"""The settings dialog and the first steps, joined with the settings file, the server, the cache and the sound device."""

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog

from sp404_gui.config.paths import locations
from sp404_gui.config.settings import ResolvedSettings
from sp404_gui.domain.errors import Sp404Error, UsageError
from sp404_gui.domain.text import printable
from sp404_gui.engine.choices import find_key, keep_settings, settled
from sp404_gui.engine.compose import base_url
from sp404_gui.engine.measuring.caches import cache_stats, prune_cache
from sp404_gui.engine.pace.account import fetch_model_list
from sp404_gui.store.folders import make_private
from sp404_gui.ui.control.key_control import KeyControl
from sp404_gui.ui.dialogs.first_run import FirstRunDialog
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.dialogs.settings_pages import SettingsPages, settings_pages
from sp404_gui.ui.dialogs.settings_storage import StoragePage
from sp404_gui.ui.phrases import in_window

if TYPE_CHECKING:
    from sp404_gui.ui.main_window import MainWindow


class SettingsControl(QObject):
    """Opens the dialogs about settings, and keeps what is changed there.

    Args:
        window: The window.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._dialog: SettingsDialog | None = None
        self._is_opening = False
        self._writing = asyncio.Lock()

    def open(self) -> None:
        """Show the settings, as soon as their pages are put together."""
        if self._dialog is not None:
            self._dialog.activateWindow()
        elif not self._is_opening:
            self._is_opening = True
            self._window.tasks.start(self._open())

    def welcome(self) -> None:
        """Show the first steps of a first start."""
        window = self._window
        dialog = FirstRunDialog(window.services.theme, window)
        dialog.changed.connect(lambda changes: window.tasks.start(self._keep(changes)))
        dialog.demo_wanted.connect(window.drops.demo)
        dialog.sound.tone_wanted.connect(window.listening.test_tone)
        dialog.sound.search_wanted.connect(window.player.start)
        key = KeyControl(dialog, dialog.key, lambda: "openrouter", window.tasks)
        dialog.places.show_value(window.services.settings.jobs_dir)
        self._keep_devices_shown(dialog, dialog.sound.show_devices)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        key.look()

    def change(self, **changes: object) -> None:
        """Keep settings that were changed elsewhere in the window."""
        self._window.tasks.start(self._keep(changes))

    async def _open(self) -> None:
        window = self._window
        try:
            pages = await settings_pages()
            dialog = SettingsDialog(window.services.theme, window.services.icons, pages, window)
            for page in pages:
                await asyncio.sleep(0)
                dialog.take_in(page)
        finally:
            self._is_opening = False
        self._dialog = dialog
        dialog.begin()
        dialog.changed.connect(lambda changes: window.tasks.start(self._keep(changes)))
        key = KeyControl(dialog, pages.provider.key, lambda: pages.provider.provider, window.tasks)
        pages.provider.provider_shown.connect(lambda _: key.look())
        pages.models.list_wanted.connect(lambda: window.tasks.start_for(dialog, self._fetch_models(pages)))
        pages.sound.tone_wanted.connect(window.listening.test_tone)
        pages.sound.search_wanted.connect(window.player.start)
        pages.storage.prune_wanted.connect(lambda most_mb: window.tasks.start_for(dialog, self._prune(pages.storage, most_mb)))
        pages.storage.folder_wanted.connect(lambda place: QDesktopServices.openUrl(QUrl.fromLocalFile(place)))
        dialog.finished.connect(self._closed)
        self._keep_devices_shown(dialog, pages.sound.show_devices)
        pages.storage.show_places(locations(os.environ))
        dialog.open()
        window.tasks.start_for(dialog, self._show(dialog, key))

    def _keep_devices_shown(self, dialog: QDialog, show: Callable[[Sequence[str], str], None]) -> None:
        """Show the sound devices, also those that are found while the dialog is open."""
        player = self._window.player

        def tell() -> None:
            show([device.name for device in player.devices()], player.reason)

        player.devices_changed.connect(tell)
        dialog.finished.connect(lambda _: player.devices_changed.disconnect(tell))
        tell()

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None
        self._window.runs.estimate_again()

    async def _show(self, dialog: SettingsDialog, key: KeyControl) -> None:
        try:
            resolved = await asyncio.to_thread(settled)
        except Sp404Error as error:
            self._window.notices.say(str(error), "failed")
            return
        dialog.show_settings(resolved.settings, resolved.origin)
        key.look()
        await self._show_cache(dialog.pages.storage, resolved.settings.cache)

    async def _keep(self, changes: Mapping[str, object]) -> None:
        try:
            async with self._writing:
                await asyncio.to_thread(_require_folder, changes.get("jobs_dir"))
                resolved = await asyncio.to_thread(keep_settings, changes)
        except Sp404Error as error:
            if self._dialog is not None:
                self._dialog.show_fault(next(iter(changes), ""), in_window(str(error)))
            else:
                self._window.notices.say(str(error), "failed")
            return
        if "theme" in changes:
            self._window.services.theme.set_mode(resolved.settings.theme)
        self._apply(resolved)

    def _apply(self, resolved: ResolvedSettings) -> None:
        services = self._window.services
        services.settings = resolved.settings
        self._window.shelf.jobs_dir = resolved.settings.jobs_dir
        self._window.listening.apply(resolved.settings)
        if self._dialog is not None:
            self._dialog.show_settings(resolved.settings, resolved.origin)

    async def _fetch_models(self, pages: SettingsPages) -> None:
        pages.models.show_busy()
        url = base_url(pages.provider.provider or "openrouter")
        try:
            models = await fetch_model_list(url, await asyncio.to_thread(find_key, url))
        except Sp404Error as error:
            pages.models.show_failure(in_window(str(error)))
        else:
            pages.models.show_models(models or ())

    async def _show_cache(self, page: StoragePage, file: str) -> None:
        page.show_cache_busy()
        try:
            stats = await asyncio.to_thread(cache_stats, file)
        except Sp404Error as error:
            page.show_cache_failure(in_window(str(error)))
        else:
            page.show_cache(stats.entries, stats.bytes)

    async def _prune(self, page: StoragePage, most_mb: int) -> None:
        file = self._window.services.settings.cache
        try:
            await asyncio.to_thread(prune_cache, file, most_mb)
        except Sp404Error as error:
            page.show_cache_failure(in_window(str(error)))
        else:
            await self._show_cache(page, file)


def _require_folder(place: object) -> None:
    """A folder for collections is there, or can be made. Blocks.

    Raises:
        UsageError: It cannot be used.
    """
    if place is None:
        return
    try:
        if not os.path.isabs(str(place)):
            raise UsageError(f"{printable(str(place))} is not the whole path of a folder.")
        make_private(str(place))
    except OSError as error:
        raise UsageError(f"{printable(str(place))} cannot be used: {error.strerror}. Choose another folder.") from error
