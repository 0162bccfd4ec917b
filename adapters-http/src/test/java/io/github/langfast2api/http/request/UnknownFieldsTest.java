package io.github.langfast2api.http.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnknownFieldsTest {

  private final Logger logger = Logger.getLogger(UnknownFields.class.getName());
  private final List<Object> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(handler);
    logger.setUseParentHandlers(true);
  }

  @Test
  void anUnknownFieldIsLoggedOnce() {
    UnknownFields fields = new UnknownFields(Set.of("model"));
    fields.log(Set.of("model", "top_k"));
    fields.log(Set.of("top_k"));
    assertEquals(List.of("top_k"), logged);
  }

  @Test
  void whatIsNoNameIsNotLogged() {
    new UnknownFields(Set.of("model")).log(Set.of("a b", "x".repeat(65), "", "line\nbreak"));
    assertEquals(List.of(), logged);
  }

  @Test
  void theNumberOfLoggedNamesIsLimited() {
    UnknownFields fields = new UnknownFields(Set.of("model"));
    for (int i = 0; i < 1000; i++) {
      fields.log(Set.of("field" + i));
    }
    assertEquals(100, logged.size());
  }
}
