package org.anamnesis.client.cli;

import java.io.PrintStream;

/** Shows on a terminal how far long work is; silent elsewhere. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long SHORT = 4L << 20;

  private final PrintStream terminal;
  private final boolean visible;
  private final String label;
  private final long total;
  private long done;
  private int shown = -1;

  /**
   * A bar for so much work, if this is a terminal; work that is too little to wait for shows none.
   */
  @SuppressWarnings("SystemConsoleNull")
  ProgressBar(String label, long total) {
    this.terminal = System.err;
    this.visible = System.console() != null && total >= SHORT;
    this.label = label;
    this.total = total;
  }

  void add(long more) {
    to(done + more);
  }

  void to(long now) {
    done = now;
    int percent = (int) Math.min(100, total == 0 ? 100 : done * 100 / total);
    if (visible && percent != shown) {
      shown = percent;
      int filled = percent * WIDTH / 100;
      terminal.printf(
          "\r%-10s [%s%s] %3d %%", label, "#".repeat(filled), ".".repeat(WIDTH - filled), percent);
      if (percent == 100) {
        terminal.println();
      }
    }
  }
}
