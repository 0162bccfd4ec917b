#!/bin/sh
# An answer as it is written: each line "data: …" is a chunk, and "data: [DONE]" the last.
set -eu
curl -sSN --fail-with-body "${OPENAI_BASE_URL:-http://127.0.0.1:8000/v1}/chat/completions" \
  -H "Authorization: Bearer ${OPENAI_API_KEY:-any}" -H 'Content-Type: application/json' \
  -d '{"model": "gpt-4.1", "stream": true, "messages": [{"role": "user", "content": "Why is the sky blue?"}]}'
