"""What the model is to say, as scripts that the upstream plays."""

import json
from collections.abc import Mapping
from typing import Any

from contract.library import Question

TEXT = 'Words in "quotes", ünïcode 你好 😀\nand a second line.'


def steps(*steps: Mapping[str, Any]) -> Question:
    """A question to which the model does this."""
    return Question(json.dumps({"steps": steps}))


def turns(first: str, *more: str) -> Question:
    """A question to which the model writes these, one after the other, as the conversation goes on."""

    def ended(text: str) -> list[dict[str, str]]:
        return [{"write": text}, {"end": "stop"}]

    return Question(json.dumps({"steps": ended(first), "next": [ended(text) for text in more]}))


# A gateway that is slow may join what comes at once, but not what comes long after.
IN_TWO = steps({"say": TEXT[:20]}, {"pause": 200}, {"say": TEXT[20:]}, {"end": "stop"})

# Longer than the ten seconds for which the gateway lets a stream be silent.
AFTER_SILENCE = steps({"pause": 11_000}, {"fail": "it broke off"})

# A run that lasts longer than anybody waits for it to be freed.
LONG_RUN = steps({"slowly": ["word ", 50, 300]}, {"end": "stop"})


def call(name: str, arguments: Mapping[str, Any], spaces: bool = False) -> str:
    """A call as the model writes it, or as Python's JSON does, with spaces."""
    text = json.dumps(arguments, ensure_ascii=False, separators=None if spaces else (",", ":"))
    return f'<tool_call_@ name="{name}">{text}</tool_call_@>'


def result(at: int, name: str, text: str) -> str:
    """A result as the model is shown it."""
    return f'<tool_result_@ call="{at}" name="{name}">\n{text}\n</tool_result_@>'


def sent(*turns: str) -> list[list[str]]:
    """The turns that "{messages}" stands for, which are the model's and the user's by turns."""
    return [[("assistant", "user")[at % 2], text] for at, text in enumerate(turns)]
