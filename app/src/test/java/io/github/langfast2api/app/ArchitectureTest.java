package io.github.langfast2api.app;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.regex.Pattern;

/** Which module may know which, and why; {@link HttpArchitectureTest} has the packages of http. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ArchitectureTest.ProductOnly.class)
class ArchitectureTest {

  static final String ROOT = "io.github.langfast2api";
  static final String DOMAIN = ROOT + ".domain";
  static final String PORTS = ROOT + ".ports..";
  static final String TIME = ROOT + ".ports.time";
  static final String MEMORY = ROOT + ".ports.memory";
  static final String APP = ROOT + ".app..";
  private static final String LANGFAST = ROOT + ".langfast..";
  private static final String WIRE = ROOT + ".langfast.wire..";
  private static final String EMULATION = ROOT + ".langfast.emulation..";
  private static final String STORE = ROOT + ".store..";
  private static final String REDIS = ROOT + ".redis..";
  private static final String STATE = ROOT + ".ports.state";
  private static final String SIMULATOR = ROOT + ".simulator..";

  /** Neither the tests' own classes nor the contract kit, in whatever form Maven hands it over. */
  static final class ProductOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return new ImportOption.DoNotIncludeTests().includes(location)
          && !location.matches(Pattern.compile(".*-tests\\.jar.*"));
    }
  }

  @ArchTest
  static final ArchRule theDomainIsPure =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, "java.lang..", "java.util..", "java.time", "org.jspecify..")
          .because("the language of chat outlives every protocol, format and library");

  @ArchTest
  static final ArchRule thePortsKnowTheDomainAlone =
      classes()
          .that()
          .resideInAPackage(PORTS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, PORTS, "java..", "org.jspecify..")
          .because("a backend made of backends must fit any backend");

  @ArchTest
  static final ArchRule thePackagesOfPortsHaveNoCycles =
      slices()
          .matching(ROOT + ".ports.(*)..")
          .should()
          .beFreeOfCycles()
          .because("of two packages that know each other neither can be read or changed alone");

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOtherAndNobodyKnowsTheApp =
      slices()
          .matching(ROOT + ".(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(DOMAIN, PORTS))
          .ignoreDependency(resideInAPackage(APP), alwaysTrue())
          .because(
              "either side can be replaced while the other stays, and the app alone joins them");

  @ArchTest
  static final ArchRule langFastKnowsTheDomainTimeoutsBudgetsAndWhatIsShared =
      noClasses()
          .that()
          .resideInAPackage(LANGFAST)
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..")
                  .and(resideOutsideOfPackages(LANGFAST, DOMAIN, TIME, MEMORY, STATE)))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon.webserver..")
          .because("LangFast's adapter is a client and implements the one port, no more");

  @ArchTest
  static final ArchRule theWireKnowsNoLangFast =
      noClasses()
          .that()
          .resideInAPackage(WIRE)
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(WIRE, TIME, MEMORY)))
          .because("RFC 6455, JSON and UTF-8 are the same whoever speaks them");

  @ArchTest
  static final ArchRule theEmulationKnowsTheDomainAndJson =
      classes()
          .that()
          .resideInAPackage(EMULATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              EMULATION,
              DOMAIN,
              MEMORY,
              "jakarta.json..",
              "dev.harrel.jsonschema..",
              "java..",
              "javax.crypto..",
              "org.jspecify..")
          .because("tools over an upstream that writes text are a matter of text, not of LangFast");

  @ArchTest
  static final ArchRule theStoreKnowsItsPort =
      classes()
          .that()
          .resideInAPackage(STORE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(STORE, DOMAIN, STATE, "org.h2..", "java..", "org.jspecify..")
          .because("a store keeps texts that it does not read, for whoever has the port");

  @ArchTest
  static final ArchRule theStoreAloneKnowsTheDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage(STORE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.h2..")
          .because("a database can be replaced as long as one module knows it");

  @ArchTest
  static final ArchRule whatInstancesShareIsKnownByItsPorts =
      classes()
          .that()
          .resideInAPackage(REDIS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              REDIS,
              DOMAIN,
              STATE,
              ROOT + ".ports.limits",
              ROOT + ".ports.keys",
              "redis.clients.jedis..",
              "java..",
              "javax.crypto..",
              "javax.net.ssl..",
              "org.jspecify..")
          .because("limits, responses and secrets are counted and kept, and what for is not known");

  @ArchTest
  static final ArchRule oneModuleKnowsTheClientOfRedis =
      noClasses()
          .that()
          .resideOutsideOfPackage(REDIS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("redis.clients..")
          .because("a client can be replaced as long as one module knows it");

  @ArchTest
  static final ArchRule theSimulatorStandsAlone =
      noClasses()
          .that()
          .resideInAPackage(SIMULATOR)
          .should()
          .dependOnClassesThat(
              resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(SIMULATOR)))
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("io.helidon.webclient..")
          .because("two bugs that mirror each other would cancel out");

  @ArchTest
  static final ArchRule theAppAloneReadsConfiguration =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.helidon.config..", "io.helidon.health..")
          .because("configuration and wiring are told to the parts, never asked for by them");
}
