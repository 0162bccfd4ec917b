// The AI SDK with Anthropic's provider. Of models whose names it does not know it takes structured output for a call of a tool, unless
// it is told that they take a schema.
import { createAnthropic } from "@ai-sdk/anthropic";
import { anAiSdkKeepsTheContract } from "./ai-sdk.mjs";

anAiSdkKeepsTheContract({
  id: "ai-sdk-anthropic",
  api: "messages",
  name: "@ai-sdk/anthropic",
  provide: createAnthropic,
  optionsOfParse: { anthropic: { structuredOutputMode: "outputFormat" } },
});
