package io.github.langfast2api.http;

import static io.github.langfast2api.http.AskedDialect.RESPONSES;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.KnownError.Group;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** All errors that a client may be answered with, by who can mend them. */
final class KnownErrors {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private KnownErrors() {}

  static List<Group> all() {
    return List.of(
        new Group("The way to the gateway", ofAccess()),
        new Group("The request", ofRequests()),
        new Group("The model and what it takes", ofModels()),
        new Group("Limits", ofLimits()),
        new Group("LangFast", ofUpstream()),
        new Group("Time", ofTimeouts()),
        new Group("The gateway itself", ofGateway()));
  }

  private static List<KnownError> ofAccess() {
    return List.of(
        KnownError.of(
            "The gateway has keys (`USER_SET_KEY`, `KEYS_FILE`), and the request has none. Set your"
                + " client's API key.",
            (gateway, dialect) -> gateway.postWithKey(dialect, "Basic none")),
        KnownError.of(
            "The key is none of the gateway's. It is not LangFast's, nor OpenAI's: ask whoever runs"
                + " the gateway.",
            (gateway, dialect) -> gateway.postWithKey(dialect, "Bearer sk-of-somebody-else")),
        KnownError.of(
            "No key is needed, so only `localhost` is served: a page in a browser could ask"
                + " otherwise. If the host is yours, put it into `ALLOWED_HOSTS`, or set keys.",
            AskedGateway::postForHost),
        KnownError.of(
            "Nothing is served there. Mostly the base URL is wrong: it ends in `/v1`, for"
                + " Anthropic's clients before it. Or it is a part of OpenAI's API that is not"
                + " offered; then the message says what to use instead.",
            AskedGateway::postBelow),
        KnownError.of(
            "The path is right and the method is not. A proxy that redirects turns POST into GET:"
                + " give your client the address that it redirects to.",
            AskedGateway::put));
  }

  private static List<KnownError> ofRequests() {
    return List.of(
        KnownError.of("Send `Content-Type: application/json`, in UTF-8.", AskedGateway::postText),
        KnownError.of(
            "The body is larger than `MAX_BODY_BYTES`. Pictures are most of it, mostly: send"
                + " smaller ones, or raise the setting.",
            AskedGateway::postTooMuch),
        KnownError.of(
            "The body is no JSON. The message says where; in a shell, quotes are the usual reason.",
            (gateway, dialect) -> gateway.post(dialect, "{\"model\": ")),
        KnownError.of(
            "Add what is missing. Anthropic's API wants `max_tokens` with every request.",
            (gateway, dialect) -> gateway.post(dialect, "{}")),
        KnownError.of(
            "The message says which type it must have: `\"1\"` is no number.",
            (gateway, dialect) -> gateway.post(dialect, "{\"model\": 1}")),
        KnownError.of(
            "The message says which values there are.",
            (gateway, dialect) -> gateway.post(dialect, dialect.asking("hi", "\"top_p\":9"))),
        KnownError.of(
            "There is nothing to answer. Of arrays that are too long the code is"
                + " `array_above_max_length`, of objects `object_above_max_properties`, of strings"
                + " `string_above_max_length`.",
            (gateway, dialect) -> gateway.post(dialect, dialect.askingNothing())),
        KnownError.of(
            "The schema of a tool's arguments must be of type `object`; the message says what else"
                + " is wrong. Of a format that answers are to have the code is"
                + " `invalid_json_schema`.",
            (gateway, dialect) -> gateway.post(dialect, dialect.offeringBrokenTool())),
        KnownError.only(
            RESPONSES,
            "That response, or one before it in its conversation, was deleted, is older than"
                + " `RESPONSES_TTL`, was never stored (`\"store\":false` in its answer), or is"
                + " another key's. Begin anew, or send the whole conversation.",
            RESPONSES.asking("hi", "\"previous_response_id\":\"resp_123\"")),
        KnownError.only(
            RESPONSES,
            "The model called a tool, and what came of it is not in `input`. Send a"
                + " `function_call_output` for each call.",
            RESPONSES.asking(
                "hi",
                "\"input\":[{\"type\":\"function_call\",\"call_id\":\"call_1\",\"name\":\"f\","
                    + "\"arguments\":\"{}\"},{\"role\":\"user\",\"content\":\"hi\"}]")));
  }

  private static List<KnownError> ofModels() {
    return List.of(
        KnownError.of(
            "The name is none of `models.json`; `GET /v1/models` lists those that are."
                + " `MODEL_ALIASES` gives a model the name that your client asks for.",
            new ChatFailure.UnknownModel("gpt-9", List.of("gpt-4.1", "gpt-5"))),
        KnownError.of(
            "The model does not take the parameter, and `STRICT_PARAMETERS` asks for this answer;"
                + " without it the parameter is dropped, and named in `x-dropped-parameters`. What"
                + " changes the answer is refused either way.",
            new ChatFailure.UnsupportedParameter("gpt-5", Parameter.TEMPERATURE)),
        KnownError.of(
            "The model takes the parameter, and not this value. The message has those that it"
                + " takes.",
            new ChatFailure.UnsupportedValue(
                "gpt-5",
                Parameter.REASONING_EFFORT,
                Optional.of("none"),
                List.of("minimal", "low"))),
        KnownError.of(
            "The conversation is longer than what the model reads. Leave out old messages, or take"
                + " a model that reads more. Claude Code does it by itself.",
            new ChatFailure.ContextTooLong("The conversation is too long for gpt-4.1.")),
        KnownError.of(
            "LangFast does not take the request as it is. What it said of it follows, without what"
                + " it quotes.",
            new ChatFailure.RequestRejected("LangFast answered 400 when asked to start the run")),
        KnownError.of(
            "LangFast takes no request of this size. Shorten the conversation, or send smaller"
                + " pictures.",
            new ChatFailure.RequestTooLarge("LangFast answered 413 when asked to start the run")));
  }

  private static List<KnownError> ofLimits() {
    return List.of(
        KnownError.of(
            "`KEYS_FILE` allows your key so many requests a minute, or at once. What is left is in"
                + " `x-ratelimit-remaining-requests`.",
            AskedGateway::postTwice),
        KnownError.of(
            "LangFast asks for less haste. It holds for the account, whoever asks by it; more"
                + " instances do not help.",
            new ChatFailure.RateLimited(
                "What LangFast said.", Optional.of(Duration.ofSeconds(20)))),
        KnownError.of(
            "What the account may use is used up: of a guest, 50 requests a day, as far as is"
                + " known. Wait, or give an account with a plan of its own (`LANGFAST_EMAIL`,"
                + " `LANGFAST_PASSWORD`). The gateway never makes another guest to get round it.",
            new ChatFailure.QuotaExhausted("What LangFast said.", Optional.empty())),
        KnownError.of(
            "As many answers are made as may be (`MAX_ANSWERS`), as many calls (`MAX_CALLS`), or"
                + " there is no memory for more (`-Xmx`): the message says which. Raise it, or run"
                + " more instances.",
            new ChatFailure.Overloaded("The gateway makes 64 calls to LangFast already", SECOND)));
  }

  private static List<KnownError> ofUpstream() {
    return List.of(
        KnownError.of(
            "The network, the address, or a proxy on the way: the message says which step failed"
                + " and why. Where there is a proxy, set `HTTPS_PROXY`. `./run --check` tries each"
                + " step.",
            new ChatFailure.Unreachable("LangFast cannot be reached to sign in")),
        KnownError.of(
            "LangFast is down or overloaded; it is asked again by itself before you hear of it.",
            new ChatFailure.Unavailable(
                "LangFast answered 503 when asked to start the run", Optional.of(SECOND))),
        KnownError.of(
            "LangFast does not take the key, the account or the session. Check them in a browser;"
                + " delete the session file if the password was changed. If the page's key is what"
                + " cannot be found, set `LANGFAST_ANON_KEY`.",
            new ChatFailure.AccessRefused("LangFast answered 400 when asked to sign in")),
        KnownError.of(
            "The model's maker or LangFast gave the run up, and the message has its reason. The run"
                + " is counted, so nothing repeats it but you.",
            new ChatFailure.RunFailed("LangFast gave the run up: server_error.")),
        KnownError.of(
            "The connection broke when LangFast had, or may have had, the request: whether a run is"
                + " spent nobody knows, so nothing repeats it but you.",
            new ChatFailure.OutcomeUnknown(
                "The connection to LangFast broke, and the answer did not go on.")),
        KnownError.of(
            "LangFast's answer is none that the gateway understands: LangFast has changed, or"
                + " something between pretends to be it. `LOG_LEVEL=debug` shows the step; please"
                + " report it.",
            new ChatFailure.ProtocolBroken("LangFast's answer is not understood: sign in.")),
        KnownError.of(
            "The model called no tool where it had to, or wrote no JSON of the format. Another"
                + " model may; a simpler schema helps.",
            new ChatFailure.InvalidAnswer(
                "The model was asked twice, and its answer cannot be used")),
        KnownError.of(
            "LangFast took back what your client had read already, so that it is not whole. Ask"
                + " again.",
            new ChatFailure.AnswerRewritten()));
  }

  private static List<KnownError> ofTimeouts() {
    return List.of(
        timeout(Clock.CONNECT, "`CONNECT_TIMEOUT`. LangFast was not reached; see above."),
        timeout(Clock.CALL, "`CALL_TIMEOUT`. LangFast took the request and did not answer."),
        timeout(
            Clock.FIRST_TOKEN,
            "`FIRST_TOKEN_TIMEOUT`. Models that reason long are silent first: raise it for them."),
        timeout(
            Clock.SILENCE,
            "`SILENCE_TIMEOUT`. The model stopped in the middle; what came is not whole."),
        timeout(
            Clock.TOTAL,
            "`TOTAL_TIMEOUT`. Ask for less at once, or raise it with the timeouts of your client"
                + " and your proxy."));
  }

  private static KnownError timeout(Clock clock, String why) {
    return KnownError.of(why, new ChatFailure.TimedOut(clock, Duration.ofSeconds(30)));
  }

  private static List<KnownError> ofGateway() {
    return List.of(
        KnownError.of(
            "What the Responses API keeps cannot be read or written: the log says why,"
                + " [operations](operations.md#stored-responses) what to do. `\"store\":false`"
                + " needs no store.",
            new ChatFailure.StoreUnavailable(
                "The store of responses does not answer in time.", SECOND)),
        KnownError.of(
            "It was told to stop, and takes nothing new. Ask again: another instance, or the next"
                + " process, answers.",
            new ChatFailure.Draining(),
            new ChatFailure.Cancelled()),
        KnownError.of(
            "A bug of ours. Please report it with the log's lines of the answer's `x-request-id`.",
            AskedGateway::crash));
  }
}
