package org.anamnesis.integrator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "org.anamnesis.integrator",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule FEATURES_HAVE_NO_CIRCLES =
      slices().matching("org.anamnesis.integrator.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule WEB3J_STAYS_BEHIND_THE_CHAIN_PACKAGE =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.web3j..");

  @ArchTest
  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      noClasses().should().callMethod(Instant.class, "now");
}
