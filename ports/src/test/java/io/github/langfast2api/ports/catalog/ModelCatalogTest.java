package io.github.langfast2api.ports.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelCatalogTest {

  private static final Model NEW = model("new", "new-2025", "new-2024");
  private static final Model OLD = model("old");

  private final ModelCatalog catalog = new ModelCatalog(List.of(NEW, OLD));

  private static Model model(String id, String... versions) {
    return new Model(
        id,
        id,
        Instant.EPOCH,
        "owner",
        List.of(versions),
        Set.of(Role.USER),
        Set.of(),
        true,
        List.of(),
        List.of(),
        "o200k_base",
        1);
  }

  @Test
  void theOrderIsKept() {
    assertEquals(List.of(NEW, OLD), catalog.models());
  }

  @Test
  void aModelIsFoundUnderEachOfItsNames() {
    assertEquals(Optional.of(NEW), catalog.find("new"));
    assertEquals(Optional.of(NEW), catalog.find("new-2024"));
    assertEquals(OLD, catalog.require("old"));
  }

  @Test
  void aModelHasFurtherNames() {
    ModelCatalog further = catalog.withAliases(Map.of("mine", "new-2024"));
    assertEquals(NEW, further.require("mine"));
    assertEquals(Map.of("mine", NEW), further.aliases());
    assertEquals(List.of(NEW, OLD), further.models());
  }

  @ParameterizedTest
  @ValueSource(strings = {"mine", "mine-20250929", "mine[1m]", "mine-20250929[1M]"})
  void aFurtherNameMayHaveADateAndASuffixBehindIt(String name) {
    assertEquals(NEW, catalog.withAliases(Map.of("mine", "new")).require(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new-20250929", "mine-2025", "mine-20250929-1", "mine-latest", "[1m]"})
  void anythingElseBehindANameIsAnotherName(String name) {
    assertEquals(Optional.empty(), catalog.withAliases(Map.of("mine", "new")).find(name));
  }

  @Test
  void aFurtherNameIsFreeAndStandsForAModel() {
    for (Map<String, String> wrong : List.of(Map.of("old", "new"), Map.of("mine", "none"))) {
      assertThrows(IllegalArgumentException.class, () -> catalog.withAliases(wrong));
    }
  }

  @Test
  void anUnknownModelIsAFailureThatNamesItAndThoseThatThereAre() {
    assertEquals(Optional.empty(), catalog.find("newer"));
    ChatException told = assertThrows(ChatException.class, () -> catalog.require("newer"));
    assertEquals(new ChatFailure.UnknownModel("newer", List.of("new", "old")), told.failure());
  }

  @Test
  void noTwoModelsShareAName() {
    List<Model> models = List.of(NEW, model("other", "new-2025"));
    assertThrows(IllegalArgumentException.class, () -> new ModelCatalog(models));
  }
}
