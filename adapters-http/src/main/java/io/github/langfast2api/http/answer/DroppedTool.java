package io.github.langfast2api.http.answer;

/**
 * A tool of the vendor's own servers, which a request offers and the gateway does not have.
 *
 * @param path of its type in the request
 * @param type what the API calls it
 */
public record DroppedTool(String path, String type) {}
