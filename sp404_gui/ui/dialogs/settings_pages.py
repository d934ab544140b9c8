"""All pages of the settings, put together one after the other: at once they would keep the window from three frames."""

import asyncio
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sp404_gui.ui.dialogs.settings_calls import CallsPage, OvernightPage, PrivacyPage
from sp404_gui.ui.dialogs.settings_models import ModelsPage
from sp404_gui.ui.dialogs.settings_page import SettingsPage
from sp404_gui.ui.dialogs.settings_program import AppearancePage, SoundPage
from sp404_gui.ui.dialogs.settings_provider import ProviderPage
from sp404_gui.ui.dialogs.settings_storage import StoragePage

P = TypeVar("P", bound=SettingsPage)


class SettingsPages(NamedTuple):
    """All pages, in their order, with signals and setters of their own."""

    provider: ProviderPage
    models: ModelsPage
    calls: CallsPage
    overnight: OvernightPage
    privacy: PrivacyPage
    sound: SoundPage
    appearance: AppearancePage
    storage: StoragePage


async def settings_pages() -> SettingsPages:
    """New pages, with room for other things before each."""
    return SettingsPages(
        provider=await _put_together(ProviderPage),
        models=await _put_together(ModelsPage),
        calls=await _put_together(CallsPage),
        overnight=await _put_together(OvernightPage),
        privacy=await _put_together(PrivacyPage),
        sound=await _put_together(SoundPage),
        appearance=await _put_together(AppearancePage),
        storage=await _put_together(StoragePage),
    )


async def _put_together(kind: Callable[[], P]) -> P:
    await asyncio.sleep(0)
    return kind()
