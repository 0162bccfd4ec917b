package io.github.langfast2api.http.pages;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PageFileTest {

  @Test
  void aPlaceholderThatTheFileDoesNotHaveIsRefused() {
    PageFile file = PageFile.named("main.js");
    assertThrows(IllegalArgumentException.class, () -> file.with("simulated", true));
  }
}
