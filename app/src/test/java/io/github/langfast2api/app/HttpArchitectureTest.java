package io.github.langfast2api.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.langfast2api.http.ApiPorts;
import io.github.langfast2api.http.ApiServer;
import io.github.langfast2api.http.HttpSettings;
import io.github.langfast2api.http.WebAccess;
import io.github.langfast2api.http.connection.HttpListener;
import io.github.langfast2api.http.exchange.EndReason;
import io.github.langfast2api.http.exchange.HttpReplies;
import io.github.langfast2api.http.exchange.RequestObserver;

/** Which package of http may know which, and why. */
@AnalyzeClasses(
    packages = ArchitectureTest.ROOT,
    importOptions = ArchitectureTest.ProductOnly.class)
class HttpArchitectureTest {

  private static final String HTTP = ArchitectureTest.ROOT + ".http";
  private static final String DIALECTS = HTTP + ".[chat|responses|messages]..";
  private static final String CONNECTION = HTTP + ".connection..";

  @ArchTest
  static final ArchRule thePackagesHaveNoCycles =
      slices()
          .matching(HTTP + ".(*)..")
          .should()
          .beFreeOfCycles()
          .because("of two packages that know each other neither can be read or changed alone");

  @ArchTest
  static final ArchRule noPackageKnowsTheServerThatIsMadeOfThem =
      noClasses()
          .that()
          .resideInAPackage(HTTP + ".(*)..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HTTP)
          .because("the server puts the packages together as the app does with modules");

  @ArchTest
  static final ArchRule dialectsDoNotKnowEachOther =
      slices()
          .matching(HTTP + ".(chat|responses|messages)..")
          .should()
          .notDependOnEachOther()
          .because("APIs of different vendors change at different times");

  @ArchTest
  static final ArchRule dialectsKnowNoHttp =
      noClasses()
          .that()
          .resideInAPackage(DIALECTS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CONNECTION, HTTP + ".keys..", "io.helidon..")
          .orShould()
          .dependOnClassesThat(
              resideInAPackage(HTTP + ".exchange..").and(not(simpleName("RandomId"))))
          .because("a dialect reads a request and gives forms; what serves it is the same for all");

  @ArchTest
  static final ArchRule thePipelineKnowsNoDialect =
      classes()
          .that()
          .resideInAPackage(DIALECTS)
          .should()
          .onlyHaveDependentClassesThat()
          .resideInAnyPackage(DIALECTS, HTTP)
          .because(
              "keys, limits, the pipeline and errors must serve a dialect that is yet to come");

  @ArchTest
  static final ArchRule connectionsKnowHelidonAlone =
      classes()
          .that()
          .resideInAPackage(CONNECTION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              CONNECTION,
              ArchitectureTest.TIME,
              "io.helidon..",
              "java..",
              "javax.net.ssl",
              "org.jspecify..")
          .because("a connection is HTTP/1.1's, whatever is said over it");

  @ArchTest
  static final ArchRule theAppKnowsTheServerItsListenerAndItsObserver =
      noClasses()
          .that()
          .resideInAPackage(ArchitectureTest.APP)
          .should()
          .dependOnClassesThat(
              resideInAPackage(HTTP + "..")
                  .and(
                      not(
                          belongToAnyOf(
                              ApiServer.class,
                              ApiPorts.class,
                              HttpSettings.class,
                              WebAccess.class,
                              HttpListener.class,
                              HttpReplies.class,
                              RequestObserver.class,
                              EndReason.class))))
          .because("all else is http's own business and may change without the app");
}
