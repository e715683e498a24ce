package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/** The portal for those who see little, see it dark, or use no pointer. */
@ExtendWith(InTown.class)
class PortalAccessibilityIT {
  /** More than there are places to go to on any page of the portal. */
  private static final int MOST_TABS = 40;

  private final Town town;
  private final Family family;

  PortalAccessibilityIT(Town town) {
    this.town = town;
    this.family = town.family();
  }

  @BeforeAll
  static void requireBrowser() {
    Browser.require();
  }

  @Test
  void everyPlaceHoldsToWcagInLightAndInDark() throws IOException {
    town.anchored(family.nurse(), family.patient(), town.observation(70));
    try (Browser browser = Browser.open(390, 844)) {
      browser.visit(town.file().gateways().getFirst());
      browser.sees("Your health records, opened by you");
      looksGood(browser, "welcome");
      PortalIT.opensKeyOf(family.patient(), browser);
      browser.reads("By Nils Nurse");
      looksGood(browser, "records");
      browser.presses("A document");
      browser.reads("70 beats/minute");
      looksGood(browser, "record");
      browser.presses("Who may read");
      browser.sees("Who may read");
      browser.types("Name", "nils");
      browser.presses("Nils Nurse, ");
      browser.reads("For how long");
      looksGood(browser, "readers");
      browser.endsFor("Dora Doctor");
      browser.reads("From now on this rule no longer allows Dora Doctor");
      looksGood(browser, "dialog");
      browser.keys(Keys.ESCAPE);
      browser.presses("Who has read");
      browser.reads("added “A document”.");
      looksGood(browser, "history");
      browser.presses("My key");
      browser.sees("My key");
      looksGood(browser, "key");
      browser.presses("Sign out");
      browser.sees("Welcome back");
      looksGood(browser, "locked");
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aPatientGetsByWithTheKeyboardAlone() throws IOException {
    town.anchored(family.nurse(), family.patient(), town.observation(71));
    try (Browser browser = Browser.open(1280, 900)) {
      browser.visit(town.file().gateways().getFirst());
      // A file dialog is the browser's own; from then on there are keys only.
      PortalIT.opensKeyOf(family.patient(), browser);
      browser.reload();
      browser.sees("Welcome back");

      tabsTo(browser, "Passphrase");
      browser.keys(PortalIT.PASSPHRASE.substring(0, 5));
      tabsTo(browser, "Skip to the content");
      browser.keys(Keys.ENTER);
      tabsTo(browser, "Passphrase");
      browser.keys(Keys.END, PortalIT.PASSPHRASE.substring(5), Keys.ENTER);
      browser.sees("Your records");
      assertThat(browser.focused()).isEqualTo("Your records");
      browser.reads("By Nils Nurse");
      tabsTo(browser, "A document");
      browser.keys(Keys.ENTER);
      browser.sees("A document");
      browser.reads("71 beats/minute");
      assertThat(browser.focused()).isEqualTo("A document");

      browser.keys(Keys.HOME);
      tabsTo(browser, "Who may read");
      browser.keys(Keys.ENTER);
      browser.sees("Who may read");
      tabsTo(browser, "End this for Dora Doctor");
      browser.keys(Keys.ENTER);
      browser.reads("From now on this rule no longer allows Dora Doctor");
      tabsTo(browser, "End it");
      browser.keys(Keys.ENTER);
      browser.reads("Ended: the rule that allowed Dora Doctor (doctor, Local Hospital) to read");
    }
  }

  private static void looksGood(Browser browser, String place) {
    assertThat(PageAudit.faults(browser)).as(place + " in light").isEmpty();
    browser.darkens(true);
    assertThat(PageAudit.faults(browser)).as(place + " in dark").isEmpty();
    browser.keepsPicture("dark-" + place);
    browser.darkens(false);
    assertThat(browser.overflow()).as(place).isZero();
  }

  private static void tabsTo(Browser browser, String name) {
    List<String> passed = new ArrayList<>();
    while (!browser.focused().startsWith(name)) {
      assertThat(passed).as("reached by Tab before " + name).hasSizeLessThan(MOST_TABS);
      browser.keys(Keys.TAB);
      passed.add(browser.focused());
    }
  }
}
