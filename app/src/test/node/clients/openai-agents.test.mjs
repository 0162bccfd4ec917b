// OpenAI's Agents SDK over chat completions.
import { agentsSdkHandsOver, agentsSdkKeepsTheContract } from "./openai-agents.mjs";

agentsSdkKeepsTheContract("chat");
agentsSdkHandsOver("chat");
