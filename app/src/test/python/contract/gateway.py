"""The gateways that clients are tried with, as the environment names them."""

import fcntl
import json
import os
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

KEY = os.environ["API_KEY"]
WRONG_KEY = "sk-of-a-stranger"

BASE_URL = os.environ["BASE_URL"]
"""Of the gateway that all clients ask at once."""

ALONE_URL = os.environ["ALONE_URL"]
"""Of the gateway that one client asks at a time."""
_UPSTREAM_URL = os.environ["UPSTREAM_URL"]
_RESULTS = Path(os.environ["COMPATIBILITY"])


@contextmanager
def alone() -> Iterator[str]:
    """The base URL of the gateway that one client asks at a time: its upstream counts, and can be spoiled, for that one alone."""
    with (_RESULTS.parent / "python-clients.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield ALONE_URL


def counts() -> dict[str, int]:
    """What the upstream of the gateway for one client has counted."""
    with urllib.request.urlopen(f"{_UPSTREAM_URL}/counts") as answer:
        return json.load(answer)


def spoil(*faults: dict[str, Any]) -> None:
    """Has the next calls of that upstream spoiled, as `langfast.mjs` says."""
    request = urllib.request.Request(f"{_UPSTREAM_URL}/faults", data=json.dumps(faults).encode())
    urllib.request.urlopen(request).close()


def until_no_run_is_held(seconds: float) -> None:
    """Waits for it. With a socket for each run, the runs that the gateway holds are the sockets that the upstream counts."""
    end = time.monotonic() + seconds
    while counts()["sockets"] > 0:
        assert time.monotonic() < end, "a run is still held"
        time.sleep(0.02)


def results() -> Path:
    """The folder for what clients come to."""
    _RESULTS.mkdir(parents=True, exist_ok=True)
    return _RESULTS
