package io.github.langfast2api.ports.state;

/**
 * What a stored response is found by.
 *
 * @param owner who may see it: a digest of the API key, or a constant where no key is asked for
 * @param id of the response
 */
public record ResponseKey(String owner, String id) {

  public ResponseKey {
    if (owner.isBlank() || id.isBlank()) {
      throw new IllegalArgumentException("a response has an owner and an id");
    }
  }
}
