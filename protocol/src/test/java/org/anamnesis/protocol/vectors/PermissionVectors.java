package org.anamnesis.protocol.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table of cases of "Who may". What is expected is written down or counted out here, never
 * asked of the product.
 */
final class PermissionVectors {
  private static final int NONE = 0;
  private static final int ALLOW = 1;
  private static final int DENY = 2;

  private static final int OWNER = 1;
  private static final int AUTHOR = 2;
  private static final int CONSENT = 3;

  private static final int READ = 1;
  private static final int CONTRIBUTE = 2;
  private static final int EMERGENCY = 4;
  private static final int DELEGATE = 8;

  private static final int DOCTOR = 2;
  private static final int NURSE = 3;
  private static final int TREAT = 1;
  private static final int HRESCH = 13;

  private static final long NOW = 1_800_000_000L;
  private static final long ALL_ROLES = 0x1fffe;

  private static final String[] SCOPES = {
    "record-person", "record-organisation", "all-person", "all-organisation"
  };

  private final ArrayNode names = VectorFile.array();
  private final ArrayNode rows = VectorFile.array();

  /** A question with its entries; the defaults are a doctor who asks to read one record. */
  private static final class Case {
    private final String name;
    private int patient;
    private int author;
    private int status = 1;
    private int role = DOCTOR;
    private int oneRecord = 1;
    private int permission = READ;
    private int purpose = TREAT;
    private final long[][] entries = new long[4][6];

    Case(String name) {
      this.name = name;
    }

    Case patient() {
      patient = 1;
      role = 1;
      return this;
    }

    Case author() {
      author = 1;
      return this;
    }

    Case status(int value) {
      status = value;
      return this;
    }

    Case role(int value) {
      role = value;
      return this;
    }

    Case all() {
      oneRecord = 0;
      return this;
    }

    Case asks(int permissionBit, int purposeNumber) {
      permission = permissionBit;
      purpose = purposeNumber;
      return this;
    }

    Case entry(int scope, int effect) {
      return entry(scope, effect, 1L << DOCTOR, READ, 1L << TREAT);
    }

    Case entry(int scope, int effect, long roles, int permissions, long purposes) {
      return entry(scope, effect, roles, permissions, purposes, NOW - 100, NOW + 100);
    }

    Case entry(
        int scope, int effect, long roles, int permissions, long purposes, long from, long to) {
      entries[scope] =
          new long[] {effect, scope % 2 == 0 ? ALL_ROLES : roles, permissions, purposes, from, to};
      return this;
    }

    LongStream row(int basis) {
      LongStream head =
          LongStream.of(patient, author, status, role, oneRecord, permission, purpose, NOW);
      LongStream body = Arrays.stream(entries).flatMapToLong(LongStream::of);
      return LongStream.concat(
          LongStream.concat(head, body), LongStream.of(basis == 0 ? 0 : 1, basis));
    }
  }

  ObjectNode file() {
    everyCombinationOfEffects();
    fallbacks();
    purposes();
    permissions();
    times();
    rolesAndStatus();
    ObjectNode file = VectorFile.object();
    file.set("columns", columns());
    file.set("names", names);
    file.set("rows", rows);
    return file;
  }

  private static ArrayNode columns() {
    List<String> columns =
        new ArrayList<>(
            List.of(
                "actorIsPatient",
                "actorIsAuthor",
                "status",
                "role",
                "oneRecord",
                "permission",
                "purpose",
                "time"));
    for (String scope : SCOPES) {
      for (String field :
          List.of("effect", "roles", "permissions", "purposes", "notBefore", "notAfter")) {
        columns.add(scope + "." + field);
      }
    }
    columns.addAll(List.of("permitted", "basis"));
    ArrayNode array = VectorFile.array();
    columns.forEach(array::add);
    return array;
  }

  private void expect(int basis, Case one) {
    names.add(one.name);
    ArrayNode row = rows.addArray();
    one.row(basis).forEach(row::add);
  }

  private void everyCombinationOfEffects() {
    for (int code = 0; code < 81; code++) {
      int[] effects = {code / 27, code / 9 % 3, code / 3 % 3, code % 3};
      int first = IntStream.of(effects).filter(e -> e != NONE).findFirst().orElse(NONE);
      Case one = new Case("effects " + effects[0] + effects[1] + effects[2] + effects[3]);
      IntStream.range(0, 4).forEach(scope -> one.entry(scope, effects[scope]));
      expect(first == ALLOW ? CONSENT : 0, one);
    }
    for (int code = 0; code < 9; code++) {
      int[] effects = {code / 3, code % 3};
      int first = effects[0] != NONE ? effects[0] : effects[1];
      Case one =
          new Case("listing, opposite on the record, effects " + effects[0] + effects[1])
              .all()
              .entry(0, first == ALLOW ? DENY : ALLOW)
              .entry(1, first == ALLOW ? DENY : ALLOW)
              .entry(2, effects[0])
              .entry(3, effects[1]);
      expect(first == ALLOW ? CONSENT : 0, one);
    }
  }

  private void fallbacks() {
    expect(0, new Case("stranger"));
    expect(OWNER, new Case("patient reads").patient().asks(READ, 5));
    expect(OWNER, new Case("patient lists").patient().all().asks(READ, 5));
    for (int permission : new int[] {CONTRIBUTE, EMERGENCY, DELEGATE}) {
      expect(OWNER, new Case("patient may " + permission).patient().asks(permission, 0));
      expect(0, new Case("author may not " + permission).author().asks(permission, 0));
      expect(0, new Case("stranger may not " + permission).asks(permission, 0));
    }
    expect(OWNER, new Case("patient denied as organisation").patient().entry(3, DENY, 2, READ, 2));
    expect(OWNER, new Case("suspended patient reads").patient().status(2));
    expect(OWNER, new Case("patient who left reads").patient().status(3));
    expect(0, new Case("patient without purpose").patient().asks(READ, 0));
    expect(AUTHOR, new Case("author reads").author());
    expect(AUTHOR, new Case("author reads for any purpose").author().asks(READ, HRESCH));
    expect(0, new Case("author without purpose").author().asks(READ, 0));
    expect(0, new Case("author does not list").author().all());
    expect(0, new Case("author denied").author().entry(0, DENY));
    expect(0, new Case("author denied over all").author().entry(2, DENY));
    expect(0, new Case("author's organisation denied").author().entry(3, DENY));
    expect(CONSENT, new Case("author allowed").author().entry(2, ALLOW));
    expect(AUTHOR, new Case("author after withdrawal").author().entry(0, NONE));
    expect(0, new Case("suspended author").author().status(2));
    expect(0, new Case("author who left").author().status(3));
  }

  private void purposes() {
    for (int purpose = 0; purpose <= 17; purpose++) {
      long only = purpose == 0 ? 0x3fffe : 1L << purpose;
      Case allowed =
          new Case("purpose " + purpose + " allowed")
              .asks(READ, purpose)
              .entry(0, ALLOW, 0, READ, only);
      expect(purpose == 0 ? 0 : CONSENT, allowed);
      if (purpose == 0) {
        continue;
      }
      Case others =
          new Case("all purposes but " + purpose)
              .asks(READ, purpose)
              .entry(0, ALLOW, 0, READ, 0x3fffe & ~only);
      expect(0, others);
    }
    expect(
        CONSENT,
        new Case("denial for another purpose does not decide")
            .entry(0, DENY, 0, READ, 1L << HRESCH)
            .entry(2, ALLOW));
    expect(
        CONSENT,
        new Case("contribute asks for no purpose")
            .asks(CONTRIBUTE, 0)
            .entry(2, ALLOW, 0, CONTRIBUTE, 1L << HRESCH));
  }

  private void permissions() {
    int[] bits = {READ, CONTRIBUTE, EMERGENCY, DELEGATE};
    for (int asked : bits) {
      for (int given : bits) {
        Case one =
            new Case("asks " + asked + ", has " + given)
                .asks(asked, asked == READ ? TREAT : 0)
                .entry(2, ALLOW, 0, given, 1L << TREAT);
        expect(asked == given ? CONSENT : 0, one);
      }
      Case masked =
          new Case("asks " + asked + ", has all but it denied")
              .asks(asked, asked == READ ? TREAT : 0)
              .entry(0, DENY, 0, 15 & ~asked, 1L << TREAT)
              .entry(2, ALLOW, 0, 15, 1L << TREAT);
      expect(CONSENT, masked);
    }
  }

  private void times() {
    long[][] intervals = {
      {NOW, NOW + 1}, {NOW - 1, NOW}, {NOW + 1, NOW + 2}, {NOW - 1, NOW + 1}, {0, 0xffffffffL}
    };
    int[] expected = {CONSENT, 0, 0, CONSENT, CONSENT};
    for (int scope = 0; scope < 4; scope++) {
      for (int i = 0; i < intervals.length; i++) {
        Case one =
            new Case(SCOPES[scope] + " interval " + i)
                .entry(
                    scope,
                    ALLOW,
                    1L << DOCTOR,
                    READ,
                    1L << TREAT,
                    intervals[i][0],
                    intervals[i][1]);
        expect(expected[i], one);
      }
    }
    expect(
        CONSENT,
        new Case("denial that is over does not decide")
            .entry(0, DENY, 0, READ, 1L << TREAT, NOW - 2, NOW)
            .entry(2, ALLOW));
  }

  private void rolesAndStatus() {
    for (int scope : new int[] {1, 3}) {
      for (int role = 1; role <= 16; role++) {
        Case ofRole =
            new Case(SCOPES[scope] + " for role " + role)
                .role(role)
                .entry(scope, ALLOW, 1L << role, READ, 1L << TREAT);
        expect(CONSENT, ofRole);
        Case ofOthers =
            new Case(SCOPES[scope] + " for all roles but " + role)
                .role(role)
                .entry(scope, ALLOW, ALL_ROLES & ~(1L << role), READ, 1L << TREAT);
        expect(0, ofOthers);
      }
    }
    expect(
        CONSENT,
        new Case("organisation's denial of nurses leaves doctors")
            .entry(1, DENY, 1L << NURSE, READ, 1L << TREAT)
            .entry(3, ALLOW));
    for (int status = 2; status <= 3; status++) {
      for (int scope = 0; scope < 4; scope++) {
        expect(
            0,
            new Case(SCOPES[scope] + " for an actor of status " + status)
                .status(status)
                .entry(scope, ALLOW));
      }
    }
  }
}
