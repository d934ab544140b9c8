"""The switch of a job: what waits at it, and how that ends."""

import asyncio

import pytest

from sp404_gui.engine.switch import Stopped, Switch


async def test_pausing_after_a_stop_does_not_hang() -> None:
    switch = Switch()
    switch.stop()
    switch.pause()
    with pytest.raises(Stopped):
        await switch.ready()


async def test_a_wait_that_is_cancelled_from_outside_stays_cancelled() -> None:
    for turns in range(1, 8):
        switch = Switch()
        waiting = asyncio.ensure_future(switch.race(asyncio.sleep(0)))
        for _ in range(turns):
            await asyncio.sleep(0)
        if not waiting.done():
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
