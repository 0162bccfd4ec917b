"""What is asked of clients that try again by themselves. LangFast's limits are the gateway's, which tells what can be repeated."""

from collections.abc import Callable, Mapping

from contract import gateway
from contract.expect import raised

START_RUN = "/functions/v1/initiate-prompt-run"

Ask = Callable[[str], str]
"""Asks the gateway at this base URL to say "noon", with the retries that are the client's own, and gives the text."""


def retries(client: str, ask: Ask, limited: type[Exception]) -> Mapping[str, Callable[[], None]]:
    """The checks, by their names."""

    def waits() -> None:
        with gateway.alone() as base_url:
            gateway.spoil({"call": START_RUN, "status": 429, "headers": {"retry-after": "1"}, "body": {"error": "Too many requests"}})
            assert ask(base_url) == "noon"

    def gives_up() -> None:
        with gateway.alone() as base_url:
            # One that asked again would get an answer.
            gateway.spoil({"call": START_RUN, "status": 429, "body": {"error": "Daily limit reached"}})
            error = raised(lambda: ask(base_url))
            assert isinstance(error, limited) and "quota is used up" in str(error), repr(error)

    return {f"{client} waits for a limit that passes": waits, f"{client} gives up when the day's quota is used up": gives_up}
