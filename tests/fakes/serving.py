"""The chat server as a process of its own; see README.md."""

import argparse
from pathlib import Path

from tests.fakes.behaviour import CONNECTION_FAULTS, CONTENT_FAULTS, FORMS, Behaviour
from tests.fakes.server import FakeServer


def _fault(text: str) -> tuple[str, float]:
    name, _, probability = text.partition("=")
    known = name.isdigit() or name in (*CONNECTION_FAULTS, *CONTENT_FAULTS, "html")
    if not known:
        raise argparse.ArgumentTypeError(f"unknown fault {name}")
    return name, float(probability or 1)


def main() -> None:
    """Serve until the lifetime is over or a signal comes; the first line printed is the base URL."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--latency", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--fault", type=_fault, action="append", default=[], metavar="NAME=PROBABILITY")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--retry-after", type=float, default=1.0, metavar="SECONDS")
    parser.add_argument("--key", help="refuse callers without this key")
    parser.add_argument("--bare", action="store_true", help="no /key and no /models")
    parser.add_argument("--bad-id", action="append", default=[], help="refuse requests that hold this id")
    parser.add_argument("--form", choices=FORMS, action="append", help="take only this form of answer")
    parser.add_argument("--thinks", action="store_true", help="use up answers by thinking")
    parser.add_argument("--log", type=Path, metavar="FILE")
    parser.add_argument("--max-lifetime", type=float, default=600.0, metavar="SECONDS")
    options = parser.parse_args()
    behaviour = Behaviour(
        latency_s=options.latency,
        faults=dict(options.fault),
        seed=options.seed,
        retry_after_s=options.retry_after,
        key=options.key,
        bare=options.bare,
        bad_ids=frozenset(options.bad_id),
        forms=tuple(options.form or FORMS),
        thinks=options.thinks,
    )
    with FakeServer(behaviour, port=options.port, log=options.log) as server:
        print(server.base_url, flush=True)  # noqa: T201 - the caller reads it
        try:
            server.stopping.wait(options.max_lifetime)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    main()
