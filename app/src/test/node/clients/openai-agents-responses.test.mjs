// OpenAI's Agents SDK over the Responses API, which it speaks by default.
import { agentsSdkHandsOver, agentsSdkKeepsTheContract } from "./openai-agents.mjs";

agentsSdkKeepsTheContract("responses");
agentsSdkHandsOver("responses");
