// The AI SDK with OpenAI's provider, and the model that it makes by default.
import { createOpenAI } from "@ai-sdk/openai";
import { anAiSdkKeepsTheContract } from "./ai-sdk.mjs";

anAiSdkKeepsTheContract({
  id: "ai-sdk-openai-responses",
  api: "responses",
  name: "@ai-sdk/openai",
  provide: createOpenAI,
});
