// A request as programs, each of which can be run as it is.
import { apis } from "./apis.js";
import { literal } from "./literals.js";

// In a shell nothing but ' means anything between two of them.
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

const indented = (text, by) => text.replaceAll("\n", `\n${" ".repeat(by)}`);

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

// What differs between the APIs: the method of their clients, and how the pieces of an answer are read.
const clients = {
  chat: {
    vendor: openai,
    method: "chat.completions",
    pythonLoop: `for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)`,
    javascriptLoop: `for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`,
    javaParams: "chat.completions.ChatCompletionCreateParams",
    javaPieces: [
      ".flatMap(chunk -> chunk.choices().stream())",
      ".flatMap(choice -> choice.delta().content().stream())",
      ".forEach(System.out::print);",
    ],
  },
  responses: {
    vendor: openai,
    method: "responses",
    pythonLoop: `for event in stream:
    if event.type == "response.output_text.delta":
        print(event.delta, end="", flush=True)`,
    javascriptLoop: `for await (const event of stream) {
  if (event.type === "response.output_text.delta") process.stdout.write(event.delta);
}`,
    javaParams: "responses.ResponseCreateParams",
    javaPieces: [".flatMap(event -> event.outputTextDelta().stream())", ".forEach(event -> System.out.print(event.delta()));"],
  },
  messages: {
    vendor: anthropic,
    method: "messages",
    pythonLoop: `for event in stream:
    if event.type == "content_block_delta" and event.delta.type == "text_delta":
        print(event.delta.text, end="", flush=True)`,
    javascriptLoop: `for await (const event of stream) {
  if (event.delta?.type === "text_delta") process.stdout.write(event.delta.text);
}`,
    javaParams: "messages.MessageCreateParams",
    javaPieces: [
      ".flatMap(event -> event.contentBlockDelta().stream())",
      ".flatMap(event -> event.delta().text().stream())",
      ".forEach(piece -> System.out.print(piece.text()));",
    ],
  },
};

function curl({ path, client: { vendor }, baseUrl, body, withKey }) {
  return [
    `curl -N ${quoted(`${baseUrl}/${path}`)}`,
    ...(withKey ? [`-H "${vendor.header} $${vendor.key}"`] : []),
    "-H 'Content-Type: application/json'",
    `-d ${quoted(literal(body, "json"))}`,
  ].join(" \\\n  ");
}

function python({ client: { vendor, method, pythonLoop }, baseUrl, body, withKey }) {
  const parameters = Object.entries(body).map(([name, value]) => `    ${name}=${literal(value, "python", 1)},`);
  return `${withKey ? "import os\n\n" : ""}from ${vendor.package} import ${vendor.type}

client = ${vendor.type}(
    base_url="${vendor.address(baseUrl)}",
    api_key=${withKey ? `os.environ["${vendor.key}"]` : `"any"`},
)
stream = client.${method}.create(
${parameters.join("\n")}
)
${pythonLoop}
`;
}

function javascript({ client: { vendor, method, javascriptLoop }, baseUrl, body, withKey }) {
  return `import ${vendor.type} from "${vendor.javascriptPackage ?? vendor.package}";

const client = new ${vendor.type}({
  baseURL: "${vendor.address(baseUrl)}",
  apiKey: ${withKey ? `process.env.${vendor.key}` : `"any"`},
});
const stream = await client.${method}.create(${literal(body, "javascript")});
${javascriptLoop}
`;
}

// The client's own type reads the JSON of the request, in which a text block wants its backslashes doubled.
function java({ client: { vendor, javaParams, javaPieces, method }, baseUrl, body: { stream, ...body }, withKey }) {
  const { type, javaPackage } = vendor;
  const params = javaParams.split(".").at(-1);
  return `import ${javaPackage}.client.okhttp.${type}OkHttpClient;
import ${javaPackage}.core.ObjectMappers;
import ${javaPackage}.models.${javaParams};

public class Ask {
  public static void main(String[] args) throws Exception {
    var client =
        ${type}OkHttpClient.builder()
            .baseUrl("${vendor.address(baseUrl)}")
            .apiKey(${withKey ? `System.getenv("${vendor.key}")` : `"any"`})
            .build();
    var json =
        """
        ${indented(literal(body, "json").replaceAll("\\", "\\\\"), 8)}
        """;
    var body = ObjectMappers.jsonMapper().readValue(json, ${params}.Body.class);
    var params = ${params}.builder().body(body).build();
    try (var stream = client.${method.replaceAll(/(\w+)/g, "$1()")}.createStreaming(params)) {
      stream.stream()
${javaPieces.map((line) => `          ${line}\n`).join("")}    }
  }
}
`;
}

export const languages = { curl, python, javascript, java };

// The name of the variable in which a program finds the key.
export const keyVariable = (api) => clients[api].vendor.key;

// A question as a program in one of the languages.
export function program(language, api, question, { baseUrl, withKey }) {
  // What is undefined in it is not sent.
  const body = JSON.parse(JSON.stringify(apis[api].body(question)));
  return languages[language]({ path: apis[api].path, client: clients[api], baseUrl, body, withKey });
}
