"""A field for a key, joined with the keyring and the server. The key itself stays in the field and in the keyring."""

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.key import Key, host_of
from sp404_gui.engine.choices import find_key
from sp404_gui.engine.compose import NO_KEY, base_url, names_openrouter
from sp404_gui.engine.pace.account import forget_key, has_key, keep_key, key_report
from sp404_gui.ui.bridge import Tasks
from sp404_gui.ui.dialogs.key_box import KeyBox
from sp404_gui.ui.phrases import in_window


class KeyControl(QObject):
    """Joins a key field.

    Args:
        dialog: Around the field; when it is closed, nobody waits for answers any more.
        box: The field.
        provider: Gives the provider that the key is for.
        tasks: Where the work is started.
    """

    def __init__(self, dialog: QDialog, box: KeyBox, provider: Callable[[], str], tasks: Tasks) -> None:
        super().__init__(box)
        self._dialog = dialog
        self._box = box
        self._provider = provider
        self._tasks = tasks
        box.test_wanted.connect(lambda secret: tasks.start_for(dialog, self._test(secret)))
        box.keep_wanted.connect(lambda secret: tasks.start_for(dialog, self._change(keep_key, self._provider(), secret)))
        box.forget_wanted.connect(lambda: tasks.start_for(dialog, self._change(forget_key, self._provider())))

    def look(self) -> None:
        """Find out whether there is a key."""
        self._tasks.start_for(self._dialog, self._look())

    async def _look(self) -> None:
        before = self._box.secret.text()
        try:
            origin = await asyncio.to_thread(has_key, self._provider()) if self._provider() else None
            self._box.show_key(origin, typed_meanwhile=self._box.secret.text() != before)
        except Sp404Error as error:
            self._box.show_result([in_window(str(error))], ok=False)

    async def _change(self, change: Callable[..., object], *facts: str) -> None:
        self._box.show_busy(self.tr("Asking the keyring…"))
        try:
            await asyncio.to_thread(change, *facts)
        except Sp404Error as error:
            self._box.show_result([in_window(str(error))], ok=False)
        else:
            await self._look()

    async def _test(self, secret: str) -> None:
        self._box.show_busy()
        url = base_url(self._provider())
        try:
            key = Key(host_of(url), secret) if secret else await asyncio.to_thread(find_key, url)
            missing = key is None and names_openrouter(self._provider())
            self._box.show_result([NO_KEY] if missing else await key_report(url, key), ok=not missing)
        except (Sp404Error, ValueError) as error:
            self._box.show_result([in_window(str(error))], ok=False)
