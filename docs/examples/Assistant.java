import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.UserMessage;

/** An AI service of LangChain4j: an interface whose methods a model answers. */
public class Assistant {

  interface Explainer {
    @UserMessage("Why is the {{thing}} {{colour}}?")
    String why(
        @dev.langchain4j.service.V("thing") String thing,
        @dev.langchain4j.service.V("colour") String colour);
  }

  public static void main(String[] args) {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(setting("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"))
            .apiKey(setting("OPENAI_API_KEY", "any"))
            .modelName("gpt-4.1")
            .build();
    System.out.println(AiServices.create(Explainer.class, model).why("sky", "blue"));
    System.exit(0);
  }

  private static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null ? otherwise : value;
  }
}
