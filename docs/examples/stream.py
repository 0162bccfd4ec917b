"""Reads a stream by hand, with nothing but Python itself, and takes no half answer for a whole one."""

import json
import os
import sys
import urllib.error
import urllib.request

request = urllib.request.Request(
    os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1") + "/chat/completions",
    data=json.dumps(
        {
            "model": "gpt-4.1",
            "stream": True,
            "messages": [{"role": "user", "content": "Why is the sky blue?"}],
        }
    ).encode(),
    headers={
        "Content-Type": "application/json",
        "Authorization": "Bearer " + os.environ.get("OPENAI_API_KEY", "any"),
    },
)
try:
    with urllib.request.urlopen(request) as answer:
        for line in answer:
            if not line.startswith(b"data: "):
                continue  # an empty line: it ends an event, or keeps the connection alive
            data = line[6:].strip()
            if data == b"[DONE]":
                break
            chunk = json.loads(data)
            if "error" in chunk:
                sys.exit("\nThe answer is not whole: " + chunk["error"]["message"])
            for choice in chunk["choices"]:
                print(choice["delta"].get("content", ""), end="", flush=True)
        else:
            sys.exit("\nThe answer is not whole: the connection broke.")
except urllib.error.HTTPError as refused:
    sys.exit(json.load(refused)["error"]["message"])
print()
