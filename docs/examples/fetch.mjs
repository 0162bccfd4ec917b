// A picture to look at and a form for the answer, with nothing but Node.js itself.
const base = process.env.OPENAI_BASE_URL ?? "http://127.0.0.1:8000/v1";
const dot = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const response = await fetch(`${base}/chat/completions`, {
  method: "POST",
  headers: {
    "content-type": "application/json",
    authorization: `Bearer ${process.env.OPENAI_API_KEY ?? "any"}`,
  },
  body: JSON.stringify({
    model: "gpt-4.1",
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Why is the sky blue? And what colour is this?" },
          { type: "image_url", image_url: { url: dot, detail: "low" } },
        ],
      },
    ],
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "answer",
        strict: true,
        schema: {
          type: "object",
          properties: { reason: { type: "string" }, colour: { type: "string" } },
          required: ["reason", "colour"],
          additionalProperties: false,
        },
      },
    },
  }),
});
const answer = await response.json();
if (!response.ok) throw new Error(answer.error.message);
console.log(answer.choices[0].message.content);
