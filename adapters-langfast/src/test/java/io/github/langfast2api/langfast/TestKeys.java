package io.github.langfast2api.langfast;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys of Supabase's forms, none of which is anybody's. */
final class TestKeys {

  static final String PROJECT = "abcdefghijklmnopqrst";
  static final String ANON = jwt(PROJECT, "anon");
  static final String OTHER_PROJECT = jwt("zzzzzzzzzzzzzzzzzzzz", "anon");
  static final String SERVICE = jwt(PROJECT, "service_role");
  static final String PUBLISHABLE = "sb_publishable_0123456789abcdefghij_ABCDEFGH";
  static final String SECRET = "sb_secret_0123456789abcdefghij_ABCDEFGH";

  private TestKeys() {}

  static String jwt(String project, String role) {
    return token("{\"iss\":\"supabase\",\"ref\":\"" + project + "\",\"role\":\"" + role + "\"}");
  }

  static String token(String claims) {
    return part("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
        + "."
        + part(claims)
        + "."
        + part("a".repeat(32));
  }

  private static String part(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
