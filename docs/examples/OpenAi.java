import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** OpenAI's client for Java, with the text as it comes. */
public class OpenAi {

  public static void main(String[] args) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(setting("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"))
            .apiKey(setting("OPENAI_API_KEY", "any"))
            .build();
    ChatCompletionCreateParams question =
        ChatCompletionCreateParams.builder()
            .model("gpt-4.1")
            .addUserMessage("Why is the sky blue?")
            .build();
    try (StreamResponse<ChatCompletionChunk> answer =
        client.chat().completions().createStreaming(question)) {
      answer.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(System.out::print);
    }
    System.out.println();
    client.close();
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }
}
