package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.langfast.AnonKeyScanner.Candidate;
import io.github.langfast2api.langfast.AnonKeyScanner.Certainty;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class AnonKeyScannerTest {

  private final AnonKeyScanner scanner = new AnonKeyScanner(Optional.of(TestKeys.PROJECT));
  private final AnonKeyScanner anyProject = new AnonKeyScanner(Optional.empty());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "createClient(\"https://x.supabase.co\",\"%s\")",
        "{anonKey:'%s'}",
        "`%s`",
        "{\\\"key\\\":\\\"%s\\\"}",
        "{\\\\\\\"key\\\\\\\":\\\\\\\"%s\\\\\\\"}",
        "\\u0022%s\\u0022",
        "\\x22%s\\x22",
        "data-props=\"{&quot;key&quot;:&quot;%s&quot;}\"",
        "a\\n%s\\n",
        "?apikey=%s&x=1"
      })
  void aKeyIsFoundHoweverItIsQuoted(String form) {
    for (String key : List.of(TestKeys.ANON, TestKeys.PUBLISHABLE)) {
      List<Candidate> found = scanner.scan(ScriptText.unescaped(form.replace("%s", key)));
      assertEquals(List.of(key), found.stream().map(Candidate::key).toList());
    }
  }

  @Test
  void aKeyIsFoundWhoseCharactersAreEscaped() {
    String escaped = TestKeys.ANON.replace(".", "\\u002e").replaceFirst("ey", "\\\\x65\\\\u{79}");
    assertEquals(
        List.of(new Candidate(TestKeys.ANON, Certainty.OWN)),
        scanner.scan("\"" + ScriptText.unescaped(escaped) + "\""));
  }

  @Test
  void claimsWithPaddingAreRead() {
    String padded = TestKeys.ANON.replaceFirst("\\.([^.]+)\\.", ".$1=.");
    assertEquals(
        List.of(padded), scanner.scan("'" + padded + "'").stream().map(Candidate::key).toList());
  }

  @Test
  void aKeyOfAnotherProjectOrRoleIsNotTaken() {
    for (String key :
        List.of(
            TestKeys.SERVICE,
            TestKeys.OTHER_PROJECT,
            TestKeys.SECRET,
            TestKeys.jwt(TestKeys.PROJECT, "authenticated"),
            TestKeys.token(
                "{\"iss\":\"other\",\"ref\":\"" + TestKeys.PROJECT + "\",\"role\":\"anon\"}"),
            TestKeys.token("{\"role\":\"anon\"}"),
            TestKeys.token("[]"),
            TestKeys.token("{\"role\":"),
            "eyJhbGciOiJIUzI1NiJ9.!!!!.aaaaaaaaaaaaaaaaaaaa")) {
      assertEquals(List.of(), scanner.scan("\"" + key + "\""), key);
      assertFalse(scanner.isKey(key), key);
    }
  }

  @Test
  void whereTheProjectIsNotKnownAnyAnonKeyWillDoAndNoOther() {
    assertTrue(anyProject.isKey(TestKeys.OTHER_PROJECT));
    assertTrue(anyProject.isKey(TestKeys.token("{\"iss\":\"supabase-demo\",\"role\":\"anon\"}")));
    assertFalse(anyProject.isKey(TestKeys.SERVICE));
    assertFalse(anyProject.isKey(TestKeys.SECRET));
    assertFalse(anyProject.isKey(TestKeys.ANON + "\r\nx: y"));
  }

  @Test
  void aPublishableKeyBesideTheProjectsNameIsSurerThanOneAlone() {
    String key = "\"" + TestKeys.PUBLISHABLE + "\"";
    assertEquals(
        List.of(new Candidate(TestKeys.PUBLISHABLE, Certainty.POSSIBLE)), scanner.scan(key));
    assertEquals(
        List.of(new Candidate(TestKeys.PUBLISHABLE, Certainty.NEAR)),
        scanner.scan("\"https://" + TestKeys.PROJECT + ".supabase.co\"," + key));
  }

  @Test
  void theProjectIsKnownByItsHost() {
    String url = "https://" + TestKeys.PROJECT + ".supabase.co";
    assertFalse(AnonKeyScanner.of(URI.create(url)).isKey(TestKeys.OTHER_PROJECT));
    assertTrue(AnonKeyScanner.of(URI.create(url)).isKey(TestKeys.ANON));
    for (String other :
        List.of("http://127.0.0.1:54321", "http://[::1]:1", "https://db.example.org")) {
      assertTrue(AnonKeyScanner.of(URI.create(other)).isKey(TestKeys.OTHER_PROJECT), other);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ey", "eyJ.", "eyJaaaaaaaaa.", "\\", "\\u", "sb_publishable_", "a.", "="})
  void whateverTheTextItTakesTimeInProportion(String text) {
    String long4Mib = text.repeat(AnonKeySearch.SCRIPT_MAX_BYTES / text.length());
    assertEquals(List.of(), scanner.scan(ScriptText.unescaped(long4Mib)));
  }

  @Test
  void aKeyIsNeverPrintedWhole() {
    String printed = scanner.scan(TestKeys.ANON) + "" + new ConfiguredAnonKey("short-key").origin();
    assertFalse(printed.contains(TestKeys.ANON), printed);
    assertFalse(printed.contains("short-key"), printed);
  }
}
