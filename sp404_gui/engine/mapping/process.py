"""A layout in a process of its own: the window goes on meanwhile, and giving it up ends the process."""

import asyncio
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.errors import WorkerDied
from sp404_gui.engine.channel import Channel
from sp404_gui.engine.measuring.spawning import WorkerContext, deaf_to_interrupts
from sp404_gui.engine.threads import to_the_end

_ADDRESS_SPACE = 8 << 30
_STEP = 0.01
_DIED = "The map could not be drawn: its process ended early. Close other programs, then show the map again."

Floats = NDArray[np.float32]
Places = NDArray[np.float64]


async def arrange_aside(sounds: Floats, known: Places | None, report: Callable[[float], object]) -> Places:
    """Lay out sounds as `layout.arrange` does. Cancelling gives it up.

    Args:
        sounds: Embeddings, shape (sounds, 64).
        known: Where they lay before, NaN where they did not; None where none did.
        report: Hears the share that is done, on the event loop.

    Raises:
        WorkerDied: The process ended before its work did, as when memory ran out, or could not begin.
    """
    context = WorkerContext()
    try:
        ours, theirs = context.Pipe()
    except OSError as error:  # no handle left
        raise WorkerDied(_DIED) from error
    process = context.Process(target=serve, args=(theirs,), name="map", daemon=True)
    try:
        await to_the_end(_start, process)
        theirs.close()
        await asyncio.to_thread(ours.send, (sounds, known))
        while isinstance(said := await _next(ours, process), float):
            report(said)
    except (EOFError, OSError) as error:
        raise WorkerDied(_DIED) from error
    else:
        return said
    finally:
        if process.pid is not None:
            process.kill()
            await asyncio.to_thread(process.join)
        ours.close()
        theirs.close()


def _start(process: BaseProcess) -> None:
    with deaf_to_interrupts():
        process.start()


async def _next(connection: Channel, process: BaseProcess) -> float | Places:
    """What the process says next. Giving up kills it, which ends the thread that waits, before its end of the pipe is closed."""
    waiting: asyncio.Future[float | Places] = asyncio.ensure_future(asyncio.to_thread(connection.recv))
    try:
        return await asyncio.shield(waiting)
    except asyncio.CancelledError:
        process.kill()
        await asyncio.wait({waiting})
        raise


def serve(connection: Channel) -> None:
    """Lay out what is sent, say how far it is, and send the places."""
    from sp404_gui.engine.mapping.layout import arrange  # noqa: PLC0415 - the parent hands this function over, and stays light
    from sp404_gui.engine.measuring.worker import prepare  # noqa: PLC0415 - as above

    prepare(_ADDRESS_SPACE)
    sounds, known = connection.recv()
    told = 0.0

    def report(share: float) -> None:
        nonlocal told
        if share - told >= _STEP:
            told = share
            connection.send(float(share))

    connection.send(arrange(sounds, known, report))
