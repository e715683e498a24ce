package org.anamnesis.localnetwork.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param name stable
 * @param value empty if it could not be measured
 * @param unit of value and target
 * @param target empty if the value is only reported
 * @param ok whether the target is met; true for what is only reported
 * @param note what people should know about it, may be empty
 */
public record Figure(
    String name,
    @Nullable Double value,
    String unit,
    @Nullable Double target,
    boolean ok,
    String note) {
  static Figure atLeast(double target, String name, double value, String unit, String note) {
    return new Figure(name, value, unit, target, value >= target, note);
  }

  static Figure atMost(double target, String name, double value, String unit, String note) {
    return new Figure(name, value, unit, target, value <= target, note);
  }

  static Figure reported(String name, double value, String unit) {
    return new Figure(name, value, unit, null, true, "");
  }

  static Figure missing(double target, String name, String unit, String reason) {
    return new Figure(name, null, unit, target, false, reason);
  }
}
