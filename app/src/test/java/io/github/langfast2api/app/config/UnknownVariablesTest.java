package io.github.langfast2api.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnknownVariablesTest {

  private static List<String> in(Map<String, String> environment) {
    return UnknownVariables.in(environment, Settings::names);
  }

  @Test
  void variablesThatAreNamedAsOnlySettingsAreAndAreNoneAreTold() {
    assertEquals(
        List.of(
            "the environment variable LANGFAST_MAIL is no setting; did you mean LANGFAST_EMAIL?",
            "the environment variable LANGFAST_SERVICE_HOST is no setting.",
            "the environment variable USER_SET_KEYS is no setting; did you mean USER_SET_KEY?"),
        in(Map.of("USER_SET_KEYS", "k", "LANGFAST_MAIL", "m", "LANGFAST_SERVICE_HOST", "h")));
  }

  @Test
  void nothingIsToldOfSettingsAndOfOtherPrograms() {
    assertEquals(
        List.of(),
        in(
            Map.of(
                "USER_SET_KEY", "k", "LANGFAST_PASSWORD_FILE", "f", "PROT", "1", "PATH", "/bin")));
  }
}
