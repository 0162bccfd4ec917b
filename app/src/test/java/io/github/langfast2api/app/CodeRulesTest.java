package io.github.langfast2api.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.json.Json;
import java.util.concurrent.TimeUnit;

/** What no class may do, wherever it is; {@link SourceRulesTest} has what only sources show. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ArchitectureTest.ProductOnly.class)
class CodeRulesTest {

  @ArchTest
  static final ArchRule theEnvironmentIsReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveSimpleName("Settings")
          .should()
          .callMethodWhere(
              calls(System.class, "getenv|getProperty|getProperties")
                  .or(calls(Integer.class, "getInteger"))
                  .or(calls(Long.class, "getLong"))
                  .or(calls(Boolean.class, "getBoolean")))
          .because("a setting that is read elsewhere is in no table and no test");

  @ArchTest
  static final ArchRule nothingIsSynchronized =
      methods()
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED)
          .because("locks that can be interrupted and tried end when a client leaves");

  @ArchTest
  static final ArchRule nobodySleeps =
      noClasses()
          .should()
          .callMethodWhere(calls(Thread.class, "sleep").or(calls(TimeUnit.class, "sleep")))
          .because("a sleeper hears nothing: waits are for conditions, with an end");

  @ArchTest
  static final ArchRule factoriesOfJsonAreKept =
      noClasses()
          .should()
          .callMethodWhere(calls(Json.class, "(?!.*Factory$).*"))
          .because("they look the provider up each time, which costs more than the JSON");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Manager|Helper|Utils?|Impl)")
          .because("such a name fits anything and so attracts everything");

  @ArchTest
  static final ArchRule stateIsPrivate =
      fields()
          .that()
          .areNotFinal()
          .should()
          .bePrivate()
          .because("what changes is changed by its owner");

  private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String methods) {
    return target(owner(equivalentTo(type)))
        .and(target(nameMatching(methods)))
        .as("%s.%s".formatted(type.getSimpleName(), methods));
  }
}
