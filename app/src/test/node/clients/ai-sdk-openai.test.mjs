// The AI SDK with OpenAI's provider: its chat model, since it takes the Responses API by default.
import { createOpenAI } from "@ai-sdk/openai";
import { anAiSdkKeepsTheContract } from "./ai-sdk.mjs";

anAiSdkKeepsTheContract({
  id: "ai-sdk-openai",
  name: "@ai-sdk/openai",
  provide: (settings) => createOpenAI(settings).chat,
});
