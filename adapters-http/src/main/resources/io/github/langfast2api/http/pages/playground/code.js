// A request as programs, each of which can be run as it is. A JSON string is a string in Python, JavaScript and Java as well.

const json = (value, indent = 2) => JSON.stringify(value, null, indent);
const indented = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

// In a shell nothing but ' means anything between two of them.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// These look at whole lines that begin with a name, and so at nothing inside of a string, which is never broken over lines.
const withPlainNames = (text) => text.replace(/^( *)"(\w+)": /gm, "$1$2: ");
const withPythonsTrue = (text) => text.replace(/^( *"\w+": )true(,?)$/gm, "$1True$2");

function curl({ baseUrl, body, withKey }) {
  return [
    `curl -N ${quoted(`${baseUrl}/chat/completions`)}`,
    ...(withKey ? [`-H "Authorization: Bearer $OPENAI_API_KEY"`] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(json(body))}`,
  ].join(" \\\n  ");
}

function python({ baseUrl, body, withKey }) {
  const value = (of) => (of === true ? "True" : indented(withPythonsTrue(json(of, 4)), 4));
  const parameters = Object.entries(body).map(([name, of]) => `    ${name}=${value(of)},`);
  return `${withKey ? "import os\n\n" : ""}from openai import OpenAI

client = OpenAI(
    base_url=${json(baseUrl)},
    api_key=${withKey ? `os.environ["OPENAI_API_KEY"]` : `"any"`},
)
stream = client.chat.completions.create(
${parameters.join("\n")}
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
`;
}

function javascript({ baseUrl, body, withKey }) {
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${json(baseUrl)},
  apiKey: ${withKey ? "process.env.OPENAI_API_KEY" : `"any"`},
});
const stream = await client.chat.completions.create(${withPlainNames(json(body))});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}
`;
}

const ADDERS = { user: "addUserMessage", assistant: "addAssistantMessage" };

function java({ baseUrl, body, withKey }) {
  const messages = body.messages.map(({ role, content }) => `            .${ADDERS[role]}(${json(content)})\n`);
  return `import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;

public class Ask {
  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(${json(baseUrl)})
            .apiKey(${withKey ? `System.getenv("OPENAI_API_KEY")` : `"any"`})
            .build();
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(${json(body.model)})
${messages.join("")}            .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
            .build();
    try (var stream = client.chat().completions().createStreaming(params)) {
      stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(System.out::print);
    }
  }
}
`;
}

export const languages = { curl, python, javascript, java };
