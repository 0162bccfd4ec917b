// LangChain's chat model for OpenAI with useResponsesApi.
import { langChainKeepsTheContract } from "./langchain-openai.mjs";

langChainKeepsTheContract("responses");
