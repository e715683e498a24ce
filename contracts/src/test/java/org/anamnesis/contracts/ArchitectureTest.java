package org.anamnesis.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "org.anamnesis.contracts",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule noCircles =
      slices().matching("org.anamnesis.contracts.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theNodeKnowsNoRegistry =
      noClasses()
          .that()
          .resideInAPackage("..chain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..registry..", "..wrapper..");

  @ArchTest
  static final ArchRule noSpring =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..");
}
