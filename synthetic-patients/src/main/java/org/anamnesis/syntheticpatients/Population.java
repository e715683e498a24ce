package org.anamnesis.syntheticpatients;

import java.time.Instant;
import java.util.Random;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.Bundle;
import org.mitre.synthea.engine.Generator;
import org.mitre.synthea.engine.Generator.GeneratorOptions;
import org.mitre.synthea.export.FhirR4;
import org.mitre.synthea.helpers.Config;
import org.mitre.synthea.world.agents.Person;

/**
 * Synthea's people, one after the other. Synthea keeps its settings, providers and modules in
 * static fields, so a process has one population at a time, and only one thread may ask it. It
 * prints patients' names on standard output: the caller silences that.
 */
final class Population {
  /** The end of every simulation; a fixed one, or today's date would change what a seed gives. */
  static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

  private final Generator generator;
  private final Random seeds;
  private int next;

  private Population(Generator generator, long seed) {
    this.generator = generator;
    this.seeds = new Random(seed);
  }

  /** Loads Synthea's modules, which takes some ten seconds of one core. */
  static Population of(long seed) {
    // Synthea formats some dates in the process's own zone.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    configure();
    GeneratorOptions options = new GeneratorOptions();
    options.population = 1;
    options.threadPoolSize = 1;
    options.seed = seed;
    options.clinicianSeed = seed;
    options.referenceTime = END.toEpochMilli();
    options.endTime = END.toEpochMilli();
    // Without this a dead person is followed by more until one lives.
    options.overflow = false;
    return new Population(new Generator(options), seed);
  }

  /** Must come before the first use of {@link FhirR4}, which reads its settings once. */
  private static void configure() {
    Config.allPropertyNames().stream()
        .filter(name -> name.startsWith("exporter.") && name.endsWith(".export"))
        .toList()
        .forEach(name -> Config.set(name, "false"));
    Config.set("exporter.enable_custom_exporters", "false");
    Config.set("exporter.fhir.transaction_bundle", "false");
    Config.set("exporter.years_of_history", "0");
    Config.set("generate.log_patients.detail", "none");
    Config.set("generate.database_type", "none");
  }

  /** The next person's life, from birth to death or {@link #END}. */
  Life next() {
    Person person = generator.generatePerson(next++, seeds.nextLong());
    boolean alive = person.alive(END.toEpochMilli());
    return new Life(FhirR4.convertToFHIR(person, END.toEpochMilli()), alive);
  }

  /**
   * One person.
   *
   * @param everything a collection Bundle as Synthea exports it, its references {@code urn:uuid:}
   * @param alive at {@link #END}
   */
  record Life(Bundle everything, boolean alive) {}
}
