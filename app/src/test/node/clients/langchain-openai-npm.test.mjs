// LangChain's chat model for OpenAI, which speaks chat completions by default.
import { langChainKeepsTheContract } from "./langchain-openai.mjs";

langChainKeepsTheContract("chat");
