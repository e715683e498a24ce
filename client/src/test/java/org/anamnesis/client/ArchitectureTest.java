package org.anamnesis.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "org.anamnesis.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CIRCLES =
      slices().matching("org.anamnesis.client.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule NOTHING_DEPENDS_ON_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("..client.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..client.cli..");

  @ArchTest
  static final ArchRule NO_SPRING_AND_NO_WEB3J =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework..", "org.web3j..");

  @ArchTest
  static final ArchRule CLOCKS_ARE_GIVEN = noClasses().should().callMethod(Instant.class, "now");
}
