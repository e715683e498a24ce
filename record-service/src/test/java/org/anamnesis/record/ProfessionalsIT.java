package org.anamnesis.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.anamnesis.protocol.code.Role;
import org.anamnesis.protocol.json.Octets;
import org.anamnesis.record.world.Enrolment;
import org.anamnesis.record.world.Hospital;
import org.anamnesis.record.world.Person;
import org.anamnesis.record.world.Ward;
import org.anamnesis.record.world.Wire;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ProfessionalsIT {
  private final Ward ward = new Ward();
  private final Hospital hospital = ward.hospital;
  private final Wire wire = hospital.wire();

  @Test
  void areFoundByWhatTheirNamesBeginWith() {
    Person zoe = entered("Zoë van Berg-Østby,T=cardiologist,O=Example Hospital", Role.DOCTOR);
    Person zoran = entered("Zoran Berger,T=nurse,O=Example Hospital", Role.NURSE);

    assertThat(named("zo ber")).containsExactlyInAnyOrder(zoran.id().hex(), zoe.id().hex());
    assertThat(named("ØST")).containsExactly(zoe.id().hex());
    assertThat(named("berg & !zoran | x:*")).isEmpty();
  }

  @Test
  void areShownAsTheirCertificateNamesThem() {
    entered("Yrsa Stern,T=pathologist,O=Example\\, Hospital", Role.PATHOLOGIST);

    JsonNode found = items("yrsa").get(0);

    assertThat(found.get("name").asString()).isEqualTo("Yrsa Stern");
    assertThat(found.get("profession").asString()).isEqualTo("pathologist");
    assertThat(found.get("organisation").asString()).isEqualTo("Example, Hospital");
    assertThat(found.get("role").asInt()).isEqualTo(Role.PATHOLOGIST.number());
  }

  @Test
  void areNotFoundBeforeTheyAreAnchoredOrWithoutAllThreeNames() {
    Person waiting = Person.of(Role.NURSE);
    enrol(waiting, "Xenia Waiting,T=nurse,O=Example Hospital");
    entered("Xenia Bare", Role.NURSE);

    assertThat(named("xenia")).isEmpty();
  }

  @Test
  void areNoPatients() {
    entered("Quirin Named,T=none,O=Example Hospital", Role.PATIENT);

    assertThat(named("quirin")).isEmpty();
  }

  @Test
  void areNotListedWithoutAName() {
    for (String query : List.of("?name=z", "?name=%26%7C%21", "?name=" + "z".repeat(101), "")) {
      assertThat(wire.get(ward.patient, Enrolment.PATH + query).problem())
          .isEqualTo("malformed-request");
    }
  }

  private Person entered(String subject, Role role) {
    Person newcomer = Person.of(role);
    hospital.integrator().anchor(enrol(newcomer, subject).signed().id());
    return newcomer;
  }

  private Enrolment enrol(Person newcomer, String subject) {
    Octets certificate = Enrolment.certificate(newcomer.signing(), subject);
    Enrolment enrolment =
        Enrolment.signed(
            Enrolment.operation(
                newcomer, newcomer.role(), certificate, Person.HOSPITAL, ward.registrar),
            certificate,
            ward.registrar,
            newcomer);
    assertThat(wire.post(ward.registrar, Enrolment.PATH, enrolment.request()).status())
        .isEqualTo(202);
    return enrolment;
  }

  private List<String> named(String name) {
    return items(name).valueStream().map(item -> item.get("participant").asString()).toList();
  }

  private JsonNode items(String name) {
    return wire.get(
            ward.patient,
            Enrolment.PATH + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
        .json()
        .get("items");
  }
}
