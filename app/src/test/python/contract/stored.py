"""What is asked of every client of the Responses API about what is stored."""

import json

from contract.expect import raised
from contract.library import Client, Library, Question
from contract.scripts import sent, turns


def goes_on_from_stored(_: Library, client: Client) -> None:
    for stream in (False, True):
        said = client.go_on(turns("It is noon.", "{messages}"), "Where?", stream)
        assert json.loads(said) == sent("It is noon.", "Where?"), (stream, said)


def retrieves_stored(_: Library, client: Client) -> None:
    for stream in (False, True):
        made, found = client.retrieve(turns("It is noon."), stream)
        assert found == made, (stream, made, found)


def pages_through_input(_: Library, client: Client) -> None:
    texts = ["one", "two", "three", "four", "say five"]
    assert client.input_items(texts, 2) == texts


def deletes_stored(library: Library, client: Client) -> None:
    error = raised(lambda: client.remove(Question("say it is noon")))
    assert library.status(error) == 404, repr(error)
