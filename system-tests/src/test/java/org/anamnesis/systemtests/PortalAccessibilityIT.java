package org.anamnesis.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.localnetwork.demo.StoredObject;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.systemtests.Town.Family;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.Keys;

/**
 * The portal for those who see little, see it dark, or use no pointer; what it says when something
 * failed is theirs, too.
 */
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
  @Tag(Town.PROCESSES)
  void aChangedRecordIsNotShownUntilItIsWholeAgain() throws IOException {
    RecordWriter.Put put = town.anchored(family.nurse(), family.patient(), town.observation(72));
    StoredObject object =
        StoredObject.of(town.network().objectStore().bucket("records"), put.record());
    try (Browser browser = Browser.open(390, 844)) {
      browser.visit(town.file().gateways().getFirst());
      PortalIT.opensKeyOf(family.patient(), browser);
      browser.reads("By Nils Nurse");

      object.flipOctet();
      browser.presses("A document");
      browser.sees("This record is not shown");
      browser.reads("A check failed: segment 0 is not the one that was hashed.");
      assertThat(browser.shows("72 beats/minute")).isFalse();
      assertThat(browser.shows("Save a copy")).isFalse();
      looksGood(browser, "refused");

      object.flipOctet();
      browser.presses("Try again");
      browser.sees("A document");
      browser.reads("72 beats/minute");
      browser.reads("Save a copy");
      assertThat(browser.focused()).isEqualTo("A document");
      assertThat(browser.shows("A check failed")).isFalse();
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void aGatewayOutOfReachIsToldAndTriedAgain() throws IOException {
    try (Browser browser = Browser.open(390, 844)) {
      browser.visit(town.file().gateways().getFirst());
      PortalIT.opensKeyOf(family.patient(), browser);
      browser.reads("There are none yet.");
      assertThat(browser.complaints()).isEmpty();

      browser.goesOffline(true);
      browser.presses("Who has read");
      browser.sees("That did not work");
      browser.reads("The hospital cannot be reached at the moment.");
      assertThat(browser.focused()).isEqualTo("That did not work");
      looksGood(browser, "offline");

      browser.goesOffline(false);
      browser.presses("Try again");
      browser.sees("Who has read");
      browser.reads("You changed who may read or add records.");
      assertThat(browser.focused()).isEqualTo("Who has read");
      assertThat(browser.complaints())
          .isNotEmpty()
          .allSatisfy(said -> assertThat(said).contains("net::ERR_INTERNET_DISCONNECTED"));
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
      letsReadAndAdd(browser, "Kim Keys");
      tabsTo(browser, "End this for Dora Doctor");
      browser.keys(Keys.ENTER);
      browser.reads("From now on this rule no longer allows Dora Doctor");
      assertThat(browser.focused()).isEqualTo("Cancel");
      tabsTo(browser, "End it");
      browser.keys(Keys.ENTER);
      browser.reads("Ended: the rule that allowed Dora Doctor (doctor, Local Hospital) to read");
    }
  }

  /** Somebody whose name nobody else has in this town. */
  private void letsReadAndAdd(Browser browser, String name) {
    town.people.professional(Role.NURSE, name);
    town.people.awaitEnrolled();
    tabsTo(browser, "Name");
    browser.keys(name);
    browser.reads(name + ", nurse, Local Hospital");
    tabsTo(browser, name + ", ");
    browser.keys(Keys.ENTER);
    browser.reads("For how long");
    assertThat(browser.focused()).isEqualTo(name + " (nurse, Local Hospital)");
    tabsTo(browser, "add records");
    browser.keys(Keys.SPACE);
    tabsTo(browser, "Let them");
    browser.keys(Keys.ENTER);
    browser.reads(name + " (nurse, Local Hospital) may now read and add records.");
    browser.readsNoMore("For how long");
    browser.sees("Who may read");
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
