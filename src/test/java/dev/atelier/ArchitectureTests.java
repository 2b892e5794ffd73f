package dev.atelier;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.annotation.Resource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;

/** The rules of the house that a machine can check. */
@AnalyzeClasses(packages = "dev.atelier", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Service")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils");

  @ArchTest
  static final ArchRule fieldsAreNotInjected =
      noFields()
          .should()
          .beAnnotatedWith(Autowired.class)
          .orShould()
          .beAnnotatedWith(Value.class)
          .orShould()
          .beAnnotatedWith(Resource.class);

  @ArchTest
  static final ArchRule controllersBelongToTheirModule =
      classes().that().areMetaAnnotatedWith(Controller.class).should().bePackagePrivate();

  // A handler calls vendors and moves files, and no transaction may be open meanwhile.
  @ArchTest
  static final ArchRule handlersHoldNoTransaction =
      noClasses()
          .that()
          .haveSimpleNameEndingWith("Handler")
          .should()
          .beAnnotatedWith(Transactional.class);

  @ArchTest
  static final ArchRule handlerMethodsHoldNoTransaction =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Handler")
          .should()
          .notBeAnnotatedWith(Transactional.class);

  @ArchTest
  static final ArchRule vendorsAreKnownOnlyToTheirAdapter =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.atelier.providers.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.openai..",
              "com.anthropic..",
              "com.google.cloud..",
              "com.google.genai..",
              "org.bytedeco..",
              "com.google.firebase..",
              "software.amazon..",
              "io.minio..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule caseChangesNameALocale =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(nameMatching("java.lang.String")))
                  .and(target(nameMatching("to(Lower|Upper)Case")))
                  .and(
                      DescribedPredicate.describe(
                          "without a Locale",
                          (JavaCall<?> call) ->
                              call.getTarget().getRawParameterTypes().isEmpty())));

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.atelier.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule schedulersStayInsideOfJobs =
      noClasses()
          .that(DescribedPredicate.not(resideInAPackage("dev.atelier.jobs..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.kagkarlsson..");
}
