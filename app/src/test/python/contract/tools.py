"""What is asked of every client about tools. The model's last text repeats what the upstream was sent."""

import json
import re
from collections.abc import Sequence
from typing import Any

from contract.library import Call, Choice, Client, Library, Question, Tool
from contract.scripts import call, result, sent, turns

ZURICH = {"city": 'Zürich "old town"', "days": 3}
OSLO = {"city": "Oslo", "days": 1}
ROME = {"city": "Rome"}

Called = tuple[str, dict[str, Any]]


class Toolbox:
    """Two tools, and what was run of them."""

    def __init__(self) -> None:
        self.ran: list[Called] = []

        def get_weather(city: str, days: int) -> str:
            """Tells the weather of some days."""
            self.ran.append(("get_weather", {"city": city, "days": days}))
            return f"4 °C in {city}, {days} d"

        def get_time(city: str) -> str:
            """Tells the time."""
            self.ran.append(("get_time", {"city": city}))
            return f"noon in {city}"

        self.tools: Sequence[Tool] = (get_weather, get_time)


def calls_tool(library: Library, client: Client) -> None:
    question = turns(f"Let me look.\n{call('get_weather', ZURICH)}")
    _assert_calls(library, client, question, None, "Let me look.", [("get_weather", ZURICH)], "tool_calls")


def calls_two_tools_at_once(library: Library, client: Client) -> None:
    calls: list[Called] = [("get_weather", OSLO), ("get_time", ROME)]
    question = turns("".join(call(*made) for made in calls), "{messages}")
    _assert_calls(library, client, question, None, "", calls, "tool_calls")
    results = f"{result(1, 'get_weather', '4 °C in Oslo, 1 d')}\n{result(2, 'get_time', 'noon in Rome')}"
    _assert_loop(client, question, calls, "".join(_anew(library, *made) for made in calls), results)


def is_forced_to_call(library: Library, client: Client) -> None:
    """The model calls when it is asked once more, which it is where a call was forced."""
    _assert_calls(library, client, turns("It is noon.", call("get_time", ROME)), "required", "", [("get_time", ROME)], "tool_calls")


def is_forced_to_call_one_tool(library: Library, client: Client) -> None:
    """Chat completions end with "stop" then, of which some clients make what they know better."""
    question = turns(call("get_weather", OSLO), call("get_time", ROME))
    finish = "stop" if library.api == "chat" else "tool_calls"
    _assert_calls(library, client, question, "get_time", "", [("get_time", ROME)], finish, *library.more_finishes_of_named_call)


def goes_on_after_results(library: Library, client: Client) -> None:
    calls: list[Called] = [("get_weather", ZURICH), ("get_time", ROME)]
    first, second = [call(*made) for made in calls]
    weather, time = result(1, "get_weather", '4 °C in Zürich "old town", 3 d'), result(1, "get_time", "noon in Rome")
    sent = [f"Let me look.\n{_anew(library, *calls[0])}", weather, _anew(library, *calls[1]), time]
    _assert_loop(client, turns(f"Let me look.\n{first}", second, "{messages}"), calls, *sent)


def _assert_calls(
    library: Library, client: Client, question: Question, choice: Choice, text: str, calls: list[Called], *finishes: str
) -> None:
    for stream in (False, True):
        reply = client.calls(question, Toolbox().tools, choice, stream)
        ids = [made.id for made in reply.calls]
        assert all(re.fullmatch("(call|toolu)_[A-Za-z0-9]{24}", id) for id in ids) and len(set(ids)) == len(ids), ids
        expected = [Call(id, name, arguments) for id, (name, arguments) in zip(ids, calls, strict=True)]
        assert (reply.text, reply.calls) == (text, expected), (stream, reply)
        assert reply.finish in map(library.finish, finishes), (stream, reply)


def _assert_loop(client: Client, question: Question, calls: list[Called], *expected: str) -> None:
    for stream in (False, True):
        toolbox = Toolbox()
        said = client.loop(question, toolbox.tools, stream)
        # Those that are called at once may be run at once.
        assert sorted(toolbox.ran, key=str) == sorted(calls, key=str), (stream, toolbox.ran)
        assert json.loads(said) == sent(*expected), (stream, said)


def _anew(library: Library, name: str, arguments: dict[str, Any]) -> str:
    """A call as the client sends it back."""
    return call(name, arguments, spaces=library.writes_spaces)
