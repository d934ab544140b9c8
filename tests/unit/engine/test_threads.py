import asyncio
import gc
import threading

import pytest

from sp404_gui.engine.threads import to_the_end


async def test_a_write_that_fails_after_its_caller_was_cancelled_leaves_no_traceback_behind() -> None:
    told: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: told.append(context))
    begun, may_end = threading.Event(), threading.Event()

    def fail() -> None:
        begun.set()
        may_end.wait()
        raise OSError("the disk is full")

    writing = asyncio.ensure_future(to_the_end(fail))
    await asyncio.to_thread(begun.wait)
    writing.cancel()
    await asyncio.sleep(0)
    may_end.set()
    with pytest.raises(asyncio.CancelledError) as caught:
        await writing
    assert isinstance(caught.value.__cause__, OSError)
    del writing, caught
    gc.collect()
    assert told == []
