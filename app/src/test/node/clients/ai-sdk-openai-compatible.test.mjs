// The AI SDK with the provider that it has for gateways like this one. Both settings are off unless they are given.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { anAiSdkKeepsTheContract } from "./ai-sdk.mjs";

const MORE = { name: "langfast2api", includeUsage: true, supportsStructuredOutputs: true };

anAiSdkKeepsTheContract({
  id: "ai-sdk-openai-compatible",
  name: "@ai-sdk/openai-compatible",
  provide: (settings) => createOpenAICompatible({ ...settings, ...MORE }),
});
