"""instructor, which gets objects: by a JSON schema, by a tool that must be called, and in parts as they are written."""

from typing import Any

from instructor import Mode, from_openai
from openai import OpenAI
from pydantic import field_validator

from contract import gateway
from contract.expect import raised
from contract.keep import keep
from contract.library import City, Client, Library, Question, Reply, Stream, Usage
from contract.scripts import call, steps, turns
from openai_calls.words import STREAM_USAGE, chat_body, chat_reply, status

BASEL = City(name="Basel", rivers=["Rhine", "Birs"], people=173863)


class Objects(Client):
    """What is asked for without a form it passes on to openai-python, which it holds back to an older version."""

    def __init__(self, base_url: str, key: str, mode: Mode = Mode.JSON_SCHEMA) -> None:
        self._client = OpenAI(base_url=base_url, api_key=key, max_retries=0)
        self.objects: Any = from_openai(self._client, mode=mode)

    def answer(self, question: Question) -> Reply:
        return chat_reply(self.objects.create(response_model=None, **chat_body(question)))

    def stream(self, question: Question) -> Stream:
        chunks = []
        with self.objects.create(response_model=None, stream=True, **STREAM_USAGE, **chat_body(question)) as stream:
            for chunk in stream:
                chunks.append(chunk)
                yield from (choice.delta.content or "" for choice in chunk.choices)
        yield _gathered(chunks)

    def parse(self, question: Question, form: type[City]) -> City:
        return self.objects.create(response_model=form, max_retries=0, **chat_body(question))

    def close(self) -> None:
        self._client.close()


def _gathered(chunks: list[Any]) -> Reply:
    """What comes is added up by whoever asks for it: the last chunk has the usage, and the one before it the end."""
    choices = [choice for chunk in chunks for choice in chunk.choices]
    usage = chunks[-1].usage
    text = "".join(choice.delta.content or "" for choice in choices)
    return Reply(text, choices[-1].finish_reason, Usage(usage.prompt_tokens, usage.completion_tokens, usage.total_tokens))


class LargeCity(City):
    """A form that says more than its schema."""

    @field_validator("people")
    @classmethod
    def is_large(cls, people: int) -> int:
        """Refuses small ones."""
        if people < 1000:
            raise ValueError("the city is too small")
        return people


def _objects(mode: Mode) -> Any:
    return Objects(gateway.BASE_URL, gateway.KEY, mode).objects


def calls_for_an_object() -> None:
    """By default the form is a tool that must be called."""
    question = turns(call("City", BASEL.model_dump()))
    city = _objects(Mode.TOOLS).create(response_model=City, max_retries=0, **chat_body(question))
    assert city.model_dump() == BASEL.model_dump(), city


def asks_again() -> None:
    """What the form refuses goes back to the model, with the reason."""
    small, large = BASEL.model_dump() | {"people": 3}, BASEL.model_dump()
    for mode, question in (
        (Mode.TOOLS, turns(call("LargeCity", small), call("LargeCity", large))),
        (Mode.JSON_SCHEMA, turns(City(**small).model_dump_json(), BASEL.model_dump_json())),
    ):
        city = _objects(mode).create(response_model=LargeCity, max_retries=1, **chat_body(question))
        assert city.model_dump() == large, (mode, city)


def streams_parts() -> None:
    """An object grows as it is written."""
    question = turns(BASEL.model_dump_json())
    parts = list(_objects(Mode.JSON_SCHEMA).create_partial(response_model=City, **chat_body(question)))
    assert len(parts) > 1 and parts[-1].model_dump() == BASEL.model_dump(), parts


def tells_of_parts_that_break_off() -> None:
    """A part is not taken for the whole."""
    question = steps({"say": '{"name": "Basel", "rivers": ["Rhine"'}, {"pause": 50}, {"fail": "it broke off"})
    error = raised(lambda: list(_objects(Mode.JSON_SCHEMA).create_partial(response_model=City, **chat_body(question))))
    assert "broke off" in str(error), repr(error)


ALSO = (calls_for_an_object, asks_again, streams_parts, tells_of_parts_that_break_off)

if __name__ == "__main__":
    keep(
        Library("instructor", "instructor", ["instructor"], Objects, status), also={f"instructor {check.__name__}": check for check in ALSO}
    )
