// The AI SDK with OpenAI's provider, and its chat model.
import { createOpenAI } from "@ai-sdk/openai";
import { anAiSdkKeepsTheContract } from "./ai-sdk.mjs";

anAiSdkKeepsTheContract({
  id: "ai-sdk-openai",
  name: "@ai-sdk/openai",
  provide: (settings) => createOpenAI(settings).chat,
});
