// What the model says to coding agents. Asked to run the command `…` or to read the file `…`, it calls whichever of the offered
// tools does that; given the result, it says which token stood in it, and asked for that again, which one it has said. Tools, calls
// and results are in the gateway's form: the model knows no more of it than the instructions tell.
const OPENING = /<(tool_call_[0-9a-f]{8}) name=/;
const RESULT = /<tool_result_[0-9a-f]{8}[^>]*>\n([\s\S]*?)<\/tool_result_/;

const DEEDS = [
  { asked: /Run the command `([^`]+)`/, tool: /bash|shell|^exec_command$/i, argument: /^(command|cmd)$/ },
  { asked: /Read the file `([^`]+)`/, tool: /^read(_file)?$/i, argument: /path$/i },
  // codex has no tool that reads.
  { asked: /Read the file `([^`]+)`/, tool: /^exec_command$/, argument: /^cmd$/, value: (file) => `cat ${file}` },
  { asked: /Close the agent `([^`]+)`/, tool: /close_agent$/, argument: /^target$/ },
];

// aider offers no tools: it shows files, tells of this form, and takes edits from the text.
const EDIT_FORM = "SEARCH/REPLACE";
const EDIT = /Change the word `(\w+)` of `([^`]+)` to `(\w+)`/;

function edit(content) {
  const [, word, file, other] = EDIT.exec(content);
  const line = content.split("\n").find((text) => !EDIT.test(text) && text.split(" ").includes(word));
  if (!line) return `No file with the word ${word} is shown.`;
  return `${file}\n\`\`\`\n<<<<<<< SEARCH\n${line}\n=======\n${line.replace(word, other)}\n>>>>>>> REPLACE\n\`\`\`\n`;
}

export function answer(messages) {
  const all = messages.map(({ content }) => content).join("\n");
  if (all.includes(EDIT_FORM) && EDIT.test(all)) return edit(all);
  const result = RESULT.exec(messages.at(-1).content);
  if (result) return `The result holds ${/token-\w+/.exec(result[1])?.[0] ?? `no token: ${result[1]}`}.`;
  const [, mark] = OPENING.exec(all) ?? [];
  // An agent asks for a title of the conversation too, and offers no tools for that.
  if (!mark) return "A task";
  if (/Say the token again/.test(messages.at(-1).content)) return `It was ${said(messages)}.`;
  const call = wanted(messages, offered(messages));
  return call ? `I do that.\n<${mark} name="${call.name}">${JSON.stringify(call.arguments)}</${mark}>` : "No tool of yours does that.";
}

const said = (messages) =>
  messages.filter(({ role }) => role === "assistant").map(({ content }) => /The result holds (token-\w+)/.exec(content)?.[1]).findLast(Boolean);

function wanted(messages, tools) {
  const asking = messages.filter(({ role }) => role === "user").map(({ content }) => content).join("\n");
  for (const { asked, tool, argument, value = (named) => named } of DEEDS) {
    const named = asked.exec(asking)?.[1];
    const { name, parameters } = (named && tools.find((offer) => tool.test(offer.name))) ?? {};
    if (name) return { name, arguments: { [Object.keys(parameters.properties).find((key) => argument.test(key))]: value(named) } };
  }
  return undefined;
}

// Each tool is a line of JSON, behind the description of the form.
function offered(messages) {
  const { content } = messages.find((message) => OPENING.test(message.content));
  return content
    .slice(content.search(OPENING))
    .split("\n")
    .filter((line) => line.startsWith('{"name":'))
    .map((line) => JSON.parse(line));
}
