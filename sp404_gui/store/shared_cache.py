"""The tier of the result cache that several machines share: a redis or valkey server. The only file that speaks to one.

What it holds is as good as whoever may write there: every value passes the same validators as one from this machine's disk, and one
that is cut, changed or too large counts as not known. Keys hold hashes, names of stages and models, and never a path.
"""

import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from sp404_gui.domain.errors import RecoverableError, UsageError
from sp404_gui.store.cache import CacheKey, CacheStats
from sp404_gui.store.codec import Unreadable, decode

if TYPE_CHECKING:
    from redis import Redis

Say = Callable[[str], None]

_SCHEMES = {"redis": "redis", "rediss": "rediss", "valkey": "redis", "valkeys": "rediss"}
_PREFIX = "sp404:1:"
_PATIENCE_S = 2.0
_AGAIN_AFTER_S = 30.0
_AT_ONCE = 500
_MOST_BYTES = 1 << 20
"""Of one value; what is larger stays on this machine, and is not fetched."""
_MOST_UNSENT = 5_000
"""Results that wait for a server that is away; older ones stay on this machine."""


class SharedCache:
    """Results of all machines that use one server. While that is away nothing is known here, and nothing fails; safe for several threads.

    Args:
        url: `redis://[[user]:password@]host[:port][/number]`; rediss for TLS, valkey and valkeys as well.
        shown: The URL as it may be shown.
        say: Takes a sentence for the user when the server is lost, found again, or takes no more.
        clock: Seconds that only grow.

    Raises:
        UsageError: The URL is none of such a server, or the client is not installed.
    """

    def __init__(self, url: str, shown: str, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
        self._server = _client(url, shown)
        self._shown = shown
        self._say = say
        self._clock = clock
        self._changing = Lock()
        self._is_away = self._is_full = False
        self._again_at = 0.0
        self._unsent: dict[str, bytes] = {}

    def get_many(self, keys: Sequence[CacheKey]) -> dict[CacheKey, bytes]:
        """The values that are known and sound."""
        found: dict[CacheKey, bytes] = {}
        for part in _parts(keys):
            # never more is fetched than may be, whatever lies there
            answers = self._ask([("GETRANGE", _name(key), 0, _MOST_BYTES) for key in part])
            for key, answer in zip(part, answers, strict=False):
                if (value := _unpacked(answer)) is not None:
                    found[key] = value
        return found

    def put_many(self, items: Iterable[tuple[CacheKey, bytes]]) -> None:
        """Remember values there; while the server is away the newest wait for it."""
        with self._changing:
            self._unsent |= {_name(key): zlib.compress(value) for key, value in items if len(value) <= _MOST_BYTES}
            for name in list(self._unsent)[:-_MOST_UNSENT]:
                del self._unsent[name]
            waiting = list(self._unsent.items())
        for part in _parts(waiting):
            answers = self._ask([("SET", name, value) for name, value in part])
            if not answers:
                return
            self._sent(part, answers)

    def stats(self) -> CacheStats:
        """How much is remembered there, by all machines.

        Raises:
            RecoverableError: The server does not answer.
        """
        entries, size, by_stage = 0, 0, Counter[str]()
        for names in self._names():
            sizes = self._ask([("STRLEN", name) for name in names])
            size += sum(length for length in sizes if isinstance(length, int))
            entries += len(names)
            by_stage.update(map(_stage, names))
        return CacheStats(entries, size, by_stage)

    def close(self) -> None:
        """Send what waited for the server, and let go of it."""
        if self._unsent:
            self.put_many(())
        self._server.close()

    def _names(self) -> Iterator[list[bytes]]:
        cursor = 0
        while True:
            answers = self._ask([("SCAN", cursor, "MATCH", f"{_PREFIX}*", "COUNT", _AT_ONCE)])
            if not answers or isinstance(answers[0], Exception):
                raise RecoverableError(f"The shared cache {self._shown} does not answer: its size is not known.")
            cursor, names = answers[0]
            yield names
            if not cursor:
                return

    def _ask(self, commands: Iterable[tuple[str | bytes | int, ...]]) -> list[Any]:
        """What the server answers to each command, an exception where it refuses one; nothing while it is away."""
        from redis.exceptions import RedisError  # noqa: PLC0415 - an extra

        if self._clock() < self._again_at:
            return []
        try:
            with self._server.pipeline(transaction=False) as pipeline:
                queue: Callable[..., object] = pipeline.execute_command  # it has no types
                for command in commands:
                    queue(*command)
                answers: list[Any] = pipeline.execute(raise_on_error=False)
        except (RedisError, OSError, UnicodeError) as error:  # the last of a name that no server can have
            self._lost(error)
            return []
        self._found()
        return answers

    def _sent(self, part: Sequence[tuple[str, bytes]], answers: Sequence[Any]) -> None:
        refused = any(isinstance(answer, Exception) for answer in answers)
        with self._changing:
            for name, _ in part:
                self._unsent.pop(name, None)
            is_new, self._is_full = refused and not self._is_full, refused
        if is_new:
            self._say(f"The shared cache {self._shown} takes no more: new results stay on this machine. Give it room, or rights to write.")

    def _lost(self, error: Exception) -> None:
        with self._changing:
            is_new, self._is_away = not self._is_away, True
            self._again_at = self._clock() + _AGAIN_AFTER_S
        if is_new:
            rest = f"The job goes on with the cache of this machine, and looks again every {_AGAIN_AFTER_S:.0f} s."
            self._say(f"The shared cache {self._shown} {_what_is_wrong(error)}. {rest}")

    def _found(self) -> None:
        with self._changing:
            was_away, self._is_away = self._is_away, False
        if was_away:
            self._say(f"The shared cache {self._shown} answers again.")


def _client(url: str, shown: str) -> "Redis":
    try:
        from redis import Redis  # noqa: PLC0415 - an extra, which few need
        from redis.backoff import NoBackoff  # noqa: PLC0415 - as above
        from redis.exceptions import RedisError  # noqa: PLC0415 - as above
        from redis.retry import Retry  # noqa: PLC0415 - as above
    except ImportError as error:
        raise UsageError(
            f"The shared cache {shown} needs an extra that is not installed: pip install 'sp404-batch[shared-cache]'. Or name a file."
        ) from error
    try:
        client = Redis.from_url(
            _checked(url), socket_timeout=_PATIENCE_S, socket_connect_timeout=_PATIENCE_S, retry=Retry(NoBackoff(), 1), protocol=2
        )
        pool = client.connection_pool
        pool.connection_class(**pool.connection_kwargs)  # it connects nowhere, but refuses options that do not fit
    except (ValueError, TypeError, RedisError) as error:
        raise UsageError(
            f"The cache {shown} is neither a file nor a server: a shared one is named like redis://studio:6379/0, or rediss:// for TLS."
        ) from error
    return client


def _checked(url: str) -> str:
    """The URL as the client takes it.

    Raises:
        ValueError: It is none, or has options besides those of TLS.
    """
    parts = urlsplit(url)
    if not parts.hostname or not all(name.startswith("ssl_") for name, _ in parse_qsl(parts.query, keep_blank_values=True)):
        raise ValueError
    if parts.scheme not in _SCHEMES:
        raise ValueError
    return parts._replace(scheme=_SCHEMES[parts.scheme]).geturl()


def _name(key: CacheKey) -> str:
    return f"{_PREFIX}{key}"


def _stage(name: bytes) -> str:
    """The stage that a name stands for; empty where somebody else wrote it."""
    return b"".join(name.split(b"|", 2)[1:2]).decode("ascii", "replace")


def _unpacked(answer: Any) -> bytes | None:
    """The JSON in what the server has; None where there is none that is sound."""
    with suppress(zlib.error, Unreadable):
        if isinstance(answer, bytes) and answer:
            unpacking = zlib.decompressobj()
            value = unpacking.decompress(answer, _MOST_BYTES)
            if unpacking.eof:
                decode(value)
                return value
    return None


def _what_is_wrong(error: Exception) -> str:
    from redis.exceptions import AuthenticationError  # noqa: PLC0415 - an extra
    from redis.exceptions import TimeoutError as AnswerTimeout  # noqa: PLC0415 - an extra

    if isinstance(error, AuthenticationError):
        return "refuses this machine: its name or password is wrong"
    return "does not answer in time" if isinstance(error, AnswerTimeout) else "cannot be reached"


def _parts(items: Sequence[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while part := list(islice(rest, _AT_ONCE)):
        yield part
