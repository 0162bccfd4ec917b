package io.github.langfast2api.http.answer;

import jakarta.json.JsonObject;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * How a {@link Dialect} tells the number of tokens of a request that is not run.
 *
 * @param path of {@code POST} requests
 * @param reader reads requests as those that are run, but for what only a run needs
 * @param form the body of the answer for a number of tokens
 */
public record TokenCount(
    String path, Function<ReceivedRequest, AnswerCall> reader, IntFunction<JsonObject> form) {}
