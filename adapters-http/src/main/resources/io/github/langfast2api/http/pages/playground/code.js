// A request as programs, each of which can be run as it is. A JSON string is a string in Python, JavaScript and Java as well.

const json = (value, indent = 2) => JSON.stringify(value, null, indent);
const indented = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

// In a shell nothing but ' means anything between two of them.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

// These look at whole lines that begin with a name, and so at nothing inside of a string, which is never broken over lines.
const withPlainNames = (text) => text.replace(/^( *)"(\w+)": /gm, "$1$2: ");
const withPythonsTrue = (text) => text.replace(/^( *"\w+": )true(,?)$/gm, "$1True$2");

const ADDERS = { user: "addUserMessage", assistant: "addAssistantMessage" };

// The clients of the vendors, and where they want to be pointed.
const openai = {
  key: "OPENAI_API_KEY",
  header: "Authorization: Bearer",
  address: (baseUrl) => baseUrl,
  package: "openai",
  type: "OpenAI",
  javaPackage: "com.openai",
};
const anthropic = {
  key: "ANTHROPIC_API_KEY",
  header: "x-api-key:",
  address: (baseUrl) => baseUrl.replace(/\/v1$/, ""),
  package: "anthropic",
  javascriptPackage: "@anthropic-ai/sdk",
  type: "Anthropic",
  javaPackage: "com.anthropic",
};

// What differs between the APIs: where a request goes, what it has, and how the pieces of its answer are read.
export const apis = {
  chat: {
    vendor: openai,
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
    vendor: openai,
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
  messages: {
    vendor: anthropic,
    path: "messages",
    body: ({ model, messages, stream }) => ({ model, max_tokens: 4096, messages, stream }),
    method: "messages",
    pythonLoop: `for event in stream:
    if event.type == "content_block_delta":
        print(event.delta.text, end="", flush=True)`,
    javascriptLoop: `for await (const event of stream) {
  if (event.type === "content_block_delta") process.stdout.write(event.delta.text);
}`,
    javaImports: ["messages.MessageCreateParams"],
    javaParams: "MessageCreateParams",
    javaMembers: ({ max_tokens, messages }) => [
      `.maxTokens(${max_tokens})`,
      ...messages.map(({ role, content }) => `.${ADDERS[role]}(${json(content)})`),
    ],
    javaService: "messages()",
    javaPieces: [
      ".flatMap(event -> event.contentBlockDelta().stream())",
      ".flatMap(event -> event.delta().text().stream())",
      ".forEach(piece -> System.out.print(piece.text()));",
    ],
  },
};

function curl({ api, baseUrl, body, withKey }) {
  return [
    `curl -N ${quoted(`${baseUrl}/${api.path}`)}`,
    ...(withKey ? [`-H "${api.vendor.header} $${api.vendor.key}"`] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(json(body))}`,
  ].join(" \\\n  ");
}

function python({ api, baseUrl, body, withKey }) {
  const value = (of) => (of === true ? "True" : indented(withPythonsTrue(json(of, 4)), 4));
  const parameters = Object.entries(body).map(([name, of]) => `    ${name}=${value(of)},`);
  return `${withKey ? "import os\n\n" : ""}from ${api.vendor.package} import ${api.vendor.type}

client = ${api.vendor.type}(
    base_url=${json(api.vendor.address(baseUrl))},
    api_key=${withKey ? `os.environ["${api.vendor.key}"]` : `"any"`},
)
stream = client.${api.method}.create(
${parameters.join("\n")}
)
${api.pythonLoop}
`;
}

function javascript({ api, baseUrl, body, withKey }) {
  return `import ${api.vendor.type} from "${api.vendor.javascriptPackage ?? api.vendor.package}";

const client = new ${api.vendor.type}({
  baseURL: ${json(api.vendor.address(baseUrl))},
  apiKey: ${withKey ? `process.env.${api.vendor.key}` : `"any"`},
});
const stream = await client.${api.method}.create(${withPlainNames(json(body))});
${api.javascriptLoop}
`;
}

function java({ api, baseUrl, body, withKey }) {
  const lines = (of, indent) => of.map((line) => `${" ".repeat(indent)}${line}\n`).join("");
  const { type, javaPackage } = api.vendor;
  return `import ${javaPackage}.client.${type}Client;
import ${javaPackage}.client.okhttp.${type}OkHttpClient;
${lines(api.javaImports.map((name) => `import ${javaPackage}.models.${name};`), 0)}
public class Ask {
  public static void main(String[] args) {
    ${type}Client client =
        ${type}OkHttpClient.builder()
            .baseUrl(${json(api.vendor.address(baseUrl))})
            .apiKey(${withKey ? `System.getenv("${api.vendor.key}")` : `"any"`})
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
