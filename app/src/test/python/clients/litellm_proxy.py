"""LiteLLM's proxy between openai-python and the gateway: it has the key, and its models are the gateway's."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import Any

from contract import gateway
from contract.keep import keep
from contract.library import Library, NotOfferedError, Question
from openai_calls.chat import Chat
from openai_calls.words import chat_body, status

PATIENCE_SECONDS = 150

# It does not start without one, nor with a short one.
MASTER_KEY = f"sk-{token_hex(32)}"

# What stands in front of a model's name says which gateway is asked, and with which key.
ROUTES = {
    (gateway.BASE_URL, gateway.KEY): "gateway",
    (gateway.BASE_URL, gateway.WRONG_KEY): "stranger",
    (gateway.ALONE_URL, gateway.KEY): "alone",
}


class Proxied(Chat):
    """Its own list of models is what stands in its configuration."""

    def __init__(self, proxy: str, base_url: str, key: str) -> None:
        super().__init__(proxy, MASTER_KEY)
        self._route = ROUTES[base_url, key]

    def body(self, question: Question) -> dict[str, Any]:
        return {**chat_body(question), "model": f"{self._route}/{question.model}"}

    def models(self) -> list[str]:
        raise NotOfferedError

    def model(self, name: str) -> str:
        raise NotOfferedError


def _configuration() -> dict[str, Any]:
    models = [
        {"model_name": f"{route}/*", "litellm_params": {"model": "openai/*", "api_base": base_url, "api_key": key}}
        for (base_url, key), route in ROUTES.items()
    ]
    return {"model_list": models, "general_settings": {"master_key": MASTER_KEY}, "litellm_settings": {"num_retries": 0}}


@contextmanager
def _proxy() -> Generator[str, None, None]:
    with TemporaryDirectory() as folder:
        # What is JSON is YAML.
        config = Path(folder, "config.yaml")
        config.write_text(json.dumps(_configuration()))
        port = _free_port()
        program = Path(sys.executable).with_name("litellm")
        command = [str(program), "--config", str(config), "--host", "127.0.0.1", "--port", str(port)]
        with Path(folder, "log").open("w+") as log, subprocess.Popen(command, cwd=folder, stdout=log, stderr=log) as process:
            try:
                url = f"http://127.0.0.1:{port}"
                _await(url, process, log)
                yield url
            finally:
                process.terminate()


def _await(url: str, process: subprocess.Popen[bytes], log: Any) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"{url}/health/liveliness").close()
            return
        except OSError:
            time.sleep(0.2)
    log.seek(0)
    raise AssertionError(f"the proxy does not listen: {log.read()}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


if __name__ == "__main__":
    with _proxy() as proxy:
        keep(
            Library(
                "litellm-proxy",
                "LiteLLM's proxy",
                ["litellm"],
                lambda base_url, key: Proxied(proxy, base_url, key),
                status,
                more_finishes_of_named_call=["tool_calls"],
            )
        )
