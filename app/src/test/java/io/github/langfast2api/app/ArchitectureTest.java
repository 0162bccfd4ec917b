package io.github.langfast2api.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.json.Json;
import java.util.regex.Pattern;

/** Which room may know which, and why. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ArchitectureTest.ProductOnly.class)
class ArchitectureTest {

  static final String ROOT = "io.github.langfast2api";

  /** Neither the tests' own classes nor the contract kit, in whatever form Maven hands it over. */
  static final class ProductOnly implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return new ImportOption.DoNotIncludeTests().includes(location)
          && !location.matches(Pattern.compile(".*-tests\\.jar.*"));
    }
  }

  private static final String DOMAIN = ROOT + ".domain";
  private static final String PORTS = ROOT + ".ports..";
  private static final String HTTP = ROOT + ".http..";
  private static final String LANGFAST = ROOT + ".langfast..";
  private static final String SIMULATOR = ROOT + ".simulator";
  private static final String APP = ROOT + ".app..";

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
  static final ArchRule theAdaptersDoNotKnowEachOther =
      noClasses()
          .that()
          .resideInAPackage(HTTP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LANGFAST, SIMULATOR, APP)
          .because("either side can be replaced while the other stays as it is");

  @ArchTest
  static final ArchRule theUpstreamKnowsTheDomainAlone =
      noClasses()
          .that()
          .resideInAPackage(LANGFAST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(HTTP, SIMULATOR, APP, "io.helidon.webserver..")
          .because("LangFast's adapter is a client and implements the port, no more");

  @ArchTest
  static final ArchRule theSimulatorStandsAlone =
      noClasses()
          .that()
          .resideInAPackage(SIMULATOR)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(LANGFAST, DOMAIN, PORTS, HTTP, APP, "io.helidon.webclient..")
          .because("two bugs that mirror each other would cancel out");

  @ArchTest
  static final ArchRule nobodyKnowsTheApp =
      noClasses()
          .that()
          .resideOutsideOfPackage(APP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(APP, "io.helidon.config..", "io.helidon.health..")
          .because("configuration and wiring are told to the parts, never asked for by them");

  @ArchTest
  static final ArchRule theEnvironmentIsReadInOnePlace =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".app.config.Settings")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperties")
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
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
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", java.time.Duration.class)
          .because("a sleeper hears nothing: waits are for conditions, with an end");

  @ArchTest
  static final ArchRule factoriesOfJsonAreKept =
      noClasses()
          .should()
          .callMethodWhere(
              DescribedPredicate.describe(
                  "a static method of Json that makes no factory",
                  (JavaMethodCall call) ->
                      call.getTargetOwner().isEquivalentTo(Json.class)
                          && !call.getName().endsWith("Factory")))
          .because("they look the provider up each time, which costs more than the JSON");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .because("such a name fits anything and so attracts everything");

  @ArchTest
  static final ArchRule stateIsPrivate =
      fields()
          .that()
          .areNotFinal()
          .should()
          .bePrivate()
          .because("what changes is changed by its owner");
}
