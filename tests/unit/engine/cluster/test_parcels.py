"""Short sounds travel to a cluster together, long ones alone, and what comes back unmeasured is sent again."""

import asyncio
from collections.abc import Sequence

from sp404_gui.domain.errors import CorruptAudio
from sp404_gui.engine.cluster.parcels import MOST_FILES, Delivery, Errand, Outbox, Outcome
from sp404_gui.engine.measuring.worker import Refusal


class Road:
    """A cluster whose parcels come back when the test says so."""

    def __init__(self) -> None:
        self.sent: list[tuple[list[str], asyncio.Future[Delivery | None]]] = []

    async def send(self, errands: Sequence[Errand]) -> Delivery | None:
        back: asyncio.Future[Delivery | None] = asyncio.get_running_loop().create_future()
        self.sent.append(([file for file, _ in errands], back))
        return await back

    def sizes(self) -> list[int]:
        """How many files there were in each parcel so far."""
        return [len(files) for files, _ in self.sent]

    def measured(self, number: int, seconds: float = 0.1, *, begun: int = MOST_FILES) -> None:
        """A parcel comes back, with the first of its files measured."""
        files, back = self.sent[number]
        back.set_result(Delivery(tuple(file.encode() if i < begun else None for i, file in enumerate(files)), seconds))


def hand_in(outbox: Outbox, count: int, start: int = 0) -> list[asyncio.Task[Outcome]]:
    return [asyncio.create_task(outbox.outcome((f"{number}.wav", "hash"))) for number in range(start, start + count)]


async def rest() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_the_first_files_leave_at_once_and_those_that_wait_meanwhile_leave_together() -> None:
    road = Road()
    outbox = Outbox(road.send)
    outbox.open(1)
    asked = hand_in(outbox, 40)
    await rest()
    assert road.sizes() == [1, 1]
    for number in range(6):
        road.measured(number)
        await rest()
    assert road.sizes() == [1, 1, 8, 8, 8, 7, 4, 2]
    for number in (6, 7, 8):
        road.measured(number)
        await rest()
    assert await asyncio.gather(*asked) == [f"{number}.wav".encode() for number in range(40)]


async def test_what_a_worker_had_no_time_for_is_sent_again_before_anything_else() -> None:
    road = Road()
    outbox = Outbox(road.send)
    outbox.open(1)
    asked = hand_in(outbox, 10)
    await rest()
    road.measured(0)
    await rest()
    assert road.sent[2][0] == ["2.wav", "3.wav", "4.wav", "5.wav"]
    road.measured(2, 3.0, begun=1)
    await rest()
    assert road.sent[3][0][:3] == ["3.wav", "4.wav", "5.wav"]
    outbox.open(0)
    for _, back in road.sent[1::2]:
        back.set_result(None)
    assert await asyncio.gather(*asked) == [b"0.wav", None, b"2.wav", *[None] * 7]


async def test_a_cluster_that_goes_gives_back_what_waits_and_takes_nothing_more() -> None:
    road = Road()
    outbox = Outbox(road.send)
    assert await outbox.outcome(("early.wav", "hash")) is None
    outbox.open(2)
    asked = hand_in(outbox, 9)
    await rest()
    outbox.open(0)
    for _, back in road.sent:
        back.set_result(None)
    assert await asyncio.gather(*asked) == [None] * 9
    assert await outbox.outcome(("late.wav", "hash")) is None
    assert outbox.ahead == 0


async def test_few_long_sounds_and_many_short_ones_are_under_way() -> None:
    road = Road()
    outbox = Outbox(road.send)
    outbox.open(3)
    assert outbox.ahead == 3 * 4
    for number, (seconds, ahead) in enumerate([(0.02, 3 * 16), (0.2, 3 * 10), (5.0, 3 * 4)]):
        asked = hand_in(outbox, 1)
        await rest()
        road.measured(number, seconds)
        await asyncio.gather(*asked)
        assert outbox.ahead == ahead


async def test_who_stops_waiting_stops_nobody_else_and_a_refusal_arrives_as_one() -> None:
    road = Road()
    outbox = Outbox(road.send)
    outbox.open(1)
    asked = hand_in(outbox, 2)
    await rest()
    asked[0].cancel()
    await rest()
    road.measured(0)
    refusal = Refusal(CorruptAudio, "It is empty.")
    road.sent[1][1].set_result(Delivery((refusal,), 0.1))
    assert await asked[1] == refusal
