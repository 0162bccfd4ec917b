"""Has clients do all that is asked of them, and writes down what came of it: a file of JSON for each, of which a table is made."""

import faulthandler
import json
import sys
import traceback
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from importlib.metadata import version

from contract import answers, gateway, stored, tools
from contract.library import Client, Library, NotOfferedError

Check = Callable[[Library, Client], None]

_MODELS: Mapping[str, Check] = {"list-models": answers.lists_models, "get-model": answers.gets_model}

_ANSWERS: Mapping[str, Check] = {
    "silent-failure": answers.tells_failure_after_silence,
    "answer": answers.gets_answer,
    "stream": answers.gets_stream,
    "usage": answers.reads_usage,
    "stream-usage": answers.reads_usage_of_stream,
    "structured-output": answers.parses,
    "tool-call": tools.calls_tool,
    "parallel-tool-calls": tools.calls_two_tools_at_once,
    "required-tool-call": tools.is_forced_to_call,
    "named-tool-call": tools.is_forced_to_call_one_tool,
    "tool-loop": tools.goes_on_after_results,
    "wrong-key": answers.tells_wrong_key,
    "unknown-model": answers.tells_unknown_model,
    "bad-request": answers.tells_bad_request,
    "mid-stream-failure": answers.tells_failure_in_mid_stream,
    "abort": answers.frees_run,
}

_STORED: Mapping[str, Check] = {
    "stored-response": stored.goes_on_from_stored,
    "retrieve-response": stored.retrieves_stored,
    "input-items": stored.pages_through_input,
    "delete-response": stored.deletes_stored,
}

_COUNTS: Mapping[str, Check] = {"input-tokens": answers.counts_input}

CHECKS: Mapping[str, Mapping[str, Check]] = {
    "chat": {**_MODELS, **_ANSWERS},
    "responses": {**_STORED, **_COUNTS, **_ANSWERS},
    "messages": {**_MODELS, **_COUNTS, **_ANSWERS},
}

# What waits in silence waits beside the others.
_WAITS = ("silent-failure",)
_PATIENCE_SECONDS = 150

PASSES, FAILS, NOT_OFFERED = "passes", "fails", "not offered"


def keep(*libraries: Library, also: Mapping[str, Callable[[], None]] | None = None) -> None:
    """Has all of them do all of it, and what a client's module asks of its own client; ends the process, with 0 if nothing failed."""
    faulthandler.dump_traceback_later(_PATIENCE_SECONDS, exit=True)
    with ThreadPoolExecutor() as beside:
        waiting = {library.id: {name: beside.submit(_outcome, library, name) for name in _WAITS} for library in libraries}
        outcomes = {
            library.id: {name: _outcome(library, name) for name in CHECKS[library.api] if name not in _WAITS} for library in libraries
        }
        others = [_tried(name, check) for name, check in (also or {}).items()]
    for library in libraries:
        outcomes[library.id] |= {name: waited.result() for name, waited in waiting[library.id].items()}
        _write(library, outcomes[library.id])
    sys.exit(FAILS in others or any(FAILS in tried.values() for tried in outcomes.values()))


def _outcome(library: Library, name: str) -> str:
    def check() -> None:
        with closing(library.connect(gateway.BASE_URL, gateway.KEY)) as client:
            CHECKS[library.api][name](library, client)

    return _tried(f"{library.id} {name}", check)


def _tried(name: str, check: Callable[[], None]) -> str:
    try:
        check()
        outcome, told = PASSES, ""
    except NotOfferedError:
        outcome, told = NOT_OFFERED, ""
    except Exception:
        outcome, told = FAILS, traceback.format_exc()
    print(f"{name}: {outcome}\n{told}", end="", flush=True)
    return outcome


def _write(library: Library, outcomes: Mapping[str, str]) -> None:
    versions = [(name, version(name)) for name in library.packages]
    told = versions[0][1] if len(versions) == 1 else ", ".join(map(" ".join, versions))
    result = {"client": library.name, "version": told, "runtime": "Python", "outcomes": outcomes}
    path = gateway.results() / f"{library.id}.json"
    path.write_text(json.dumps(result, indent=2) + "\n")
