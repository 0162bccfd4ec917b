"""What is asked of every client about answers, and about models."""

from contextlib import closing

from contract import gateway
from contract.expect import raised
from contract.library import City, Client, Library, Question, Reply, Stream
from contract.scripts import AFTER_SILENCE, IN_TWO, LONG_RUN, TEXT


def lists_models(_: Library, client: Client) -> None:
    ids = client.models()
    assert len(ids) == 17 and "gpt-4.1" in ids, ids


def gets_model(_: Library, client: Client) -> None:
    assert client.model("gpt-4.1") == "gpt-4.1"


def gets_answer(library: Library, client: Client) -> None:
    reply = client.answer(Question(f"say {TEXT}"))
    assert (reply.text, reply.finish) == (TEXT, library.finish("stop")), reply


def gets_stream(library: Library, client: Client) -> None:
    pieces, reply = read(client.stream(IN_TWO))
    assert "".join(pieces) == TEXT and len(pieces) > 1, pieces
    assert (reply.text, reply.finish) == (TEXT, library.finish("stop")), reply


def reads_usage(_: Library, client: Client) -> None:
    _assert_counted(client.answer(Question("say one two three")))


def reads_usage_of_stream(_: Library, client: Client) -> None:
    _assert_counted(read(client.stream(Question("say one two three")))[1])


def _assert_counted(reply: Reply) -> None:
    usage = reply.usage
    assert usage and usage.prompt > 0 and usage.completion > 0, reply
    assert usage.total == usage.prompt + usage.completion, reply


def parses(_: Library, client: Client) -> None:
    city = City(name="Basel", rivers=["Rhine", "Birs"], people=173863)
    parsed = client.parse(Question(f"schema {city.model_dump_json()}"), City)
    assert parsed.model_dump() == city.model_dump(), parsed


def counts_input(_: Library, client: Client) -> None:
    question = Question("say it is noon")
    counted, usage = client.count(question), client.answer(question).usage
    assert usage and counted == usage.prompt, (counted, usage)


def tells_wrong_key(library: Library, _: Client) -> None:
    with closing(library.connect(gateway.BASE_URL, gateway.WRONG_KEY)) as stranger:
        _assert_refused(library, stranger, Question("say x"), 401, "Incorrect API key")


def tells_unknown_model(library: Library, client: Client) -> None:
    _assert_refused(library, client, Question("say x", model="gpt-9"), 404, "gpt-9")


def tells_bad_request(library: Library, client: Client) -> None:
    _assert_refused(library, client, Question("say x", temperature=3), 400, "temperature")


def _assert_refused(library: Library, client: Client, question: Question, status: int, words: str) -> None:
    for refused in (lambda: client.answer(question), lambda: read(client.stream(question))):
        error = raised(refused)
        assert library.status(error) == status and words in str(error), repr(error)


def tells_failure_in_mid_stream(library: Library, client: Client) -> None:
    assert _said_before_failure(library, client.stream(Question("breakoff some text"))) == "some text"


def tells_failure_after_silence(library: Library, client: Client) -> None:
    assert _said_before_failure(library, client.stream(AFTER_SILENCE)) == ""


def _said_before_failure(library: Library, stream: Stream) -> str:
    said: list[str] = []

    def listen() -> None:
        for piece in stream:
            assert isinstance(piece, str), f"it was taken for whole: {piece}"
            said.append(piece)

    error = raised(listen)
    assert "broke off" in str(error) and library.status(error) is None, repr(error)
    return "".join(said)


def frees_run(library: Library, _: Client) -> None:
    with gateway.alone() as base_url, closing(library.connect(base_url, gateway.KEY)) as client:
        gateway.until_no_run_is_held(30)
        stream = client.stream(LONG_RUN)
        first = next(piece for piece in stream if piece)
        assert isinstance(first, str) and first.startswith("word "), first
        assert gateway.counts()["sockets"] == 1
        stream.close()
        gateway.until_no_run_is_held(10)


def read(stream: Stream) -> tuple[list[str], Reply]:
    """The pieces that have text, and what was gathered."""
    *pieces, reply = stream
    assert isinstance(reply, Reply), reply
    return [piece for piece in pieces if isinstance(piece, str) and piece], reply
