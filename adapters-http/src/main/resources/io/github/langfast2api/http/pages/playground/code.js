// A request as programs, each of which can be run as it is. A JSON string is a string in Python, JavaScript and Java as well.

const json = (value, indent = 2) => JSON.stringify(value, null, indent);
const indented = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

// In a shell nothing but ' means anything between two of them.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// These look at whole lines that begin with a name, and so at nothing inside of a string, which is never broken over lines.
const withPlainNames = (text) => text.replace(/^( *)"(\w+)": /gm, "$1$2: ");
const withPythonsTrue = (text) => text.replace(/^( *"\w+": )true(,?)$/gm, "$1True$2");

const ADDERS = { user: "addUserMessage", assistant: "addAssistantMessage" };

// What differs between the APIs: where a request goes, what it has, and how the pieces of its answer are read.
export const apis = {
  chat: {
    path: "chat/completions",
    body: (request) => request,
    method: "chat.completions",
    pythonLoop: `for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`,
    javascriptLoop: `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`,
    javaImports: ["chat.completions.ChatCompletionCreateParams", "chat.completions.ChatCompletionStreamOptions"],
    javaParams: "ChatCompletionCreateParams",
    javaMembers: ({ messages }) => [
      ...messages.map(({ role, content }) => `.${ADDERS[role]}(${json(content)})`),
      ".streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())",
    ],
    javaService: "chat().completions()",
    javaPieces: [
      ".flatMap(chunk -> chunk.choices().stream())",
      ".flatMap(choice -> choice.delta().content().stream())",
      ".forEach(System.out::print);",
    ],
  },
  responses: {
    path: "responses",
    body: ({ model, messages, stream }) => ({ model, input: messages, stream }),
    method: "responses",
    pythonLoop: `for event in stream:
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)`,
    javascriptLoop: `for await (const event of stream) {
  if (event.type === "response.output_text.delta") process.stdout.write(event.delta);
}`,
    javaImports: [
      "responses.EasyInputMessage",
      "responses.ResponseCreateParams",
      "responses.ResponseInputItem",
    ],
    javaParams: "ResponseCreateParams",
    javaMembers: ({ input }) => [
      ".inputOfResponse(",
      "    java.util.List.of(",
      ...input.map(
        ({ role, content }, at) =>
          `        ResponseInputItem.ofEasyInputMessage(
                    EasyInputMessage.builder()
                        .role(EasyInputMessage.Role.${role.toUpperCase()})
                        .content(${json(content)})
                        .build())${at === input.length - 1 ? "))" : ","}`,
      ),
    ],
    javaService: "responses()",
    javaPieces: [
      ".flatMap(event -> event.outputTextDelta().stream())",
      ".forEach(event -> System.out.print(event.delta()));",
    ],
  },
};

function curl({ api, baseUrl, body, withKey }) {
  return [
    `curl -N ${quoted(`${baseUrl}/${api.path}`)}`,
    ...(withKey ? [`-H "Authorization: Bearer $OPENAI_API_KEY"`] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(json(body))}`,
  ].join(" \\\n  ");
}

function python({ api, baseUrl, body, withKey }) {
  const value = (of) => (of === true ? "True" : indented(withPythonsTrue(json(of, 4)), 4));
  const parameters = Object.entries(body).map(([name, of]) => `    ${name}=${value(of)},`);
  return `${withKey ? "import os\n\n" : ""}from openai import OpenAI

client = OpenAI(
    base_url=${json(baseUrl)},
    api_key=${withKey ? `os.environ["OPENAI_API_KEY"]` : `"any"`},
)
stream = client.${api.method}.create(
${parameters.join("\n")}
)
${api.pythonLoop}
`;
}

function javascript({ api, baseUrl, body, withKey }) {
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${json(baseUrl)},
  apiKey: ${withKey ? "process.env.OPENAI_API_KEY" : `"any"`},
});
const stream = await client.${api.method}.create(${withPlainNames(json(body))});
${api.javascriptLoop}
`;
}

function java({ api, baseUrl, body, withKey }) {
  const lines = (of, indent) => of.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
  return `import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
${lines(api.javaImports.map((name) => `import com.openai.models.${name};`), 0)}
public class Ask {
  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(${json(baseUrl)})
            .apiKey(${withKey ? `System.getenv("OPENAI_API_KEY")` : `"any"`})
            .build();
    ${api.javaParams} params =
        ${api.javaParams}.builder()
            .model(${json(body.model)})
${lines(api.javaMembers(body), 12)}            .build();
    try (var stream = client.${api.javaService}.createStreaming(params)) {
      stream.stream()
${lines(api.javaPieces, 10)}    }
  }
}
`;
}

export const languages = { curl, python, javascript, java };
