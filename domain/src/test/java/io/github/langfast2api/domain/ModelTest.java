package io.github.langfast2api.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelTest {

  private static Model model(String id, Set<Role> roles, int room) {
    return new Model(
        id,
        "Name",
        Instant.EPOCH,
        "owner",
        List.of(),
        roles,
        Set.of(),
        true,
        List.of(),
        List.of(),
        "o200k_base",
        room);
  }

  @Test
  void aModelThatTakesUsersAndHasRoomIsAModel() {
    assertEquals("m", model("m", Set.of(Role.USER), 1).id());
  }

  @Test
  void aModelHasAnIdTakesUsersAndHasRoom() {
    assertThrows(IllegalArgumentException.class, () -> model(" ", Set.of(Role.USER), 1));
    assertThrows(IllegalArgumentException.class, () -> model("m", Set.of(Role.SYSTEM), 1));
    assertThrows(IllegalArgumentException.class, () -> model("m", Set.of(Role.USER), 0));
  }
}
