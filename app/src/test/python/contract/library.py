"""What a client's module tells of it: its calls, in the contract's words."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel


class City(BaseModel):
    """A form for answers."""

    name: str
    rivers: list[str]
    people: int


@dataclass(frozen=True)
class Question:
    """What is asked. A temperature that is None is not sent."""

    content: str
    model: str = "gpt-4.1"
    temperature: float | None = None


@dataclass(frozen=True)
class Usage:
    """Tokens, counted."""

    prompt: int
    completion: int
    total: int


@dataclass(frozen=True)
class Reply:
    """A finished answer, as the client has it."""

    text: str
    finish: str | None
    usage: Usage | None


@dataclass(frozen=True)
class Call:
    """What a model has called."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class ToolReply:
    """An answer in which tools are called."""

    text: str
    calls: list[Call]
    finish: str | None


Stream = Generator[str | Reply, None, None]
"""A stream's pieces of text as they come, and at its end what the client gathered of it. Closing it leaves."""

Tool = Callable[..., str]
"""A function with type hints and a docstring, of which clients make what they offer."""

Choice = Literal["required", "get_time"] | None
"""Whether a tool must be called, and which."""


class NotOfferedError(Exception):
    """A client has no call for something."""


class Client:
    """A client as a program uses it: each has of these what it offers."""

    def models(self) -> list[str]:
        """The ids of all models."""
        raise NotOfferedError

    def model(self, name: str) -> str:
        """The id of the model that was asked for by it."""
        raise NotOfferedError

    def answer(self, question: Question) -> Reply:
        """An answer as JSON."""
        raise NotOfferedError

    def stream(self, question: Question) -> Stream:
        """An answer as a stream."""
        raise NotOfferedError

    def parse(self, question: Question, form: type[City]) -> City:
        """An answer that was asked for in a form, read into it."""
        raise NotOfferedError

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        """What the model calls of some tools; nothing is run."""
        raise NotOfferedError

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        """The last text, when each tool that was called has been run and its result sent."""
        raise NotOfferedError

    def count(self, question: Question) -> int:
        """How many tokens a question has, which is not asked."""
        raise NotOfferedError

    def go_on(self, question: Question, more: str, stream: bool) -> str:
        """The text of the answer to `more`, after the one to a question, which the gateway keeps."""
        raise NotOfferedError

    def retrieve(self, question: Question, stream: bool) -> tuple[object, object]:
        """A response as it was made, and as it was found by its id."""
        raise NotOfferedError

    def input_items(self, texts: Sequence[str], limit: int) -> list[str]:
        """The texts of a request's messages as they are listed, pages of `limit` after pages."""
        raise NotOfferedError

    def remove(self, question: Question) -> None:
        """Makes a response, deletes it, and looks for it again."""
        raise NotOfferedError

    def close(self) -> None:
        """Ends its connections, if it has a call for that."""


@dataclass(frozen=True)
class Library:
    """A client's package, in one API.

    `packages` are those whose versions count. `connect` takes a base URL, which ends in /v1, and a key. `status` is the HTTP status
    that an error of the client's own kind stands for, if any. A
    client that keeps finish reasons to itself does not tell them. One that reads arguments writes them anew for the next request, some
    with the spaces that Python's JSON has. `more_finishes_of_named_call` are those that a client makes of it.
    """

    id: str
    name: str
    packages: Sequence[str]
    connect: Callable[[str, str], Client]
    status: Callable[[Exception], int | None]
    api: Literal["chat", "responses", "messages"] = "chat"
    tells_finish: bool = True
    writes_spaces: bool = False
    more_finishes_of_named_call: Sequence[str] = ()

    def finish(self, reason: str) -> str | None:
        """What a client of this library makes of a finish reason."""
        return reason if self.tells_finish else None
