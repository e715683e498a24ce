package org.anamnesis.localnetwork.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.anamnesis.protocol.code.Effect;
import org.anamnesis.protocol.code.Permission;

/** The story, in the order in which it happens. */
public final class Demo {
  private final Cast cast;
  private final Checks checks;

  private Demo(Cast cast, Checks checks) {
    this.cast = cast;
    this.checks = checks;
  }

  /**
   * Tells the whole story.
   *
   * @param out a line for each step, or with {@code json} one JSON object for each check
   * @return whether every check held
   */
  public static boolean tell(
      DemoGround ground, int patients, long seed, PrintWriter out, boolean json) {
    Checks checks = new Checks(out, json);
    Path histories = ground.work().resolve("histories");
    SyntheticHistories.Index index =
        SyntheticHistories.make(ground.synthea(), patients, seed, histories, ground.log());
    checks.step(
        "Synthea made %d patients, %d documents"
            .formatted(
                index.patients().size(),
                index.patients().stream().mapToInt(p -> p.documents().size()).sum()));
    try (People people =
        new People(
            ground.network(),
            Optional.of(ground.chain()),
            ground.keys(),
            ground.work().resolve("state"))) {
      Cast cast = Cast.enrol(people, index);
      checks.step("enrolled %d patients and 4 professionals".formatted(cast.patients().size()));
      new Demo(cast, checks).run(histories, ground.buckets());
    }
    return checks.allHeld();
  }

  private void run(Path histories, Path buckets) {
    Consenting.all(cast.patients(), cast.nurse(), Permission.CONTRIBUTE, Effect.ALLOW);
    checks.step("each patient lets the nurse contribute");
    Sealing sealing = new Sealing(cast, histories, checks);
    sealing.seal();
    sealing.anchor();
    Consenting.all(cast.patients(), cast.doctor(), Permission.READ, Effect.ALLOW);
    checks.step("each patient lets the doctor read, keys wrapped");
    Reading reading = new Reading(cast, buckets, histories, checks);
    reading.readAll();
    reading.refuseStranger();
    reading.noticeTampering();
    reading.revoke();
    new Trail(cast, checks).show(reading.reads());
  }
}
