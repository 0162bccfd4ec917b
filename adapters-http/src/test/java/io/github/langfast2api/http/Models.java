package io.github.langfast2api.http;

import io.github.langfast2api.domain.Model;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A model that takes everything, and one that takes little. */
final class Models {

  static final Instant CREATED = Instant.ofEpochSecond(1_751_306_799);

  static final Model CHATTY =
      new Model(
          "gpt-4.1",
          "GPT-4.1",
          CREATED,
          "openai",
          List.of("gpt-4.1-2025-04-14"),
          Set.of(Role.SYSTEM, Role.USER, Role.ASSISTANT),
          Set.of(Model.Format.TEXT, Model.Format.JSON_OBJECT, Model.Format.JSON_SCHEMA),
          true,
          List.of(),
          List.of(),
          "o200k_base",
          32_768);

  static final Model THINKER =
      new Model(
          "gpt-5",
          "GPT-5",
          CREATED,
          "openai",
          List.of("gpt-5-2025-08-07"),
          Set.of(Role.DEVELOPER, Role.USER, Role.ASSISTANT),
          Set.of(Model.Format.TEXT),
          false,
          List.of("minimal", "low"),
          List.of("low", "high"),
          "o200k_base",
          128_000);

  static final Model FINE_TUNED =
      new Model(
          "ft:gpt/own",
          "Tuned",
          CREATED,
          "me",
          List.of(),
          Set.of(Role.USER),
          Set.of(),
          true,
          List.of(),
          List.of(),
          "o200k_base",
          100);

  static final ModelCatalog CATALOG = new ModelCatalog(List.of(CHATTY, THINKER, FINE_TUNED));

  private Models() {}
}
