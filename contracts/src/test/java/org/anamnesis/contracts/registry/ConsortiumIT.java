package org.anamnesis.contracts.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import org.anamnesis.contracts.TestChain;
import org.anamnesis.contracts.chain.Account;
import org.anamnesis.contracts.chain.AccountKey;
import org.anamnesis.contracts.chain.Call;
import org.anamnesis.contracts.chain.Octets;
import org.anamnesis.contracts.chain.Receipt;
import org.anamnesis.protocol.id.OrganisationId;
import org.anamnesis.protocol.key.SigningKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The members and their votes. */
class ConsortiumIT {
  private static final long GAS = 1_000_000;

  private static TestChain chain;
  private Account first;
  private Account second;
  private Account third;
  private RegistryDeployment deployment;

  @BeforeAll
  static void open() {
    chain = TestChain.start();
  }

  @AfterAll
  static void close() {
    chain.close();
  }

  @BeforeEach
  void deploy() {
    first = account();
    second = account();
    third = account();
    deployment = RegistryDeployment.deploy(chain.node(), List.of(first, second, third));
  }

  @Test
  void carriesAMotionWithMoreThanHalfOfTheMembers() {
    OrganisationId organisation = organisation();
    Octets motion = RegistryCalls.admitOrganisation(organisation);

    assertThat(vote(first, motion)).isTrue();
    assertThat(vote(first, motion)).isTrue();
    assertThat(deployment.contract().organisation(organisation)).isFalse();
    assertThat(vote(second, motion)).isTrue();
    assertThat(deployment.contract().organisation(organisation)).isTrue();
  }

  @Test
  void carriesAMotionOnce() {
    Octets motion = RegistryCalls.admitOrganisation(organisation());
    vote(first, motion);
    vote(second, motion);

    assertThat(vote(third, motion)).isFalse();
  }

  @Test
  void needsHalfAndOneMoreOfAnEvenNumber() {
    Account fourth = account();
    deployment.carry(RegistryCalls.admitMember(fourth.key().address()));
    OrganisationId organisation = organisation();
    Octets motion = RegistryCalls.admitOrganisation(organisation);

    vote(first, motion);
    vote(second, motion);
    assertThat(deployment.contract().organisation(organisation)).isFalse();
    vote(fourth, motion);
    assertThat(deployment.contract().organisation(organisation)).isTrue();
  }

  @Test
  void countsNoVoteOfAStrangerOrOfOneWhoWasDismissed() {
    OrganisationId organisation = organisation();
    Octets motion = RegistryCalls.admitOrganisation(organisation);
    assertThat(vote(account(), motion)).isFalse();
    vote(third, motion);
    deployment.carry(RegistryCalls.dismissMember(third.key().address()));

    assertThat(vote(third, motion)).isFalse();
    vote(first, motion);
    assertThat(deployment.contract().organisation(organisation)).isFalse();
    vote(second, motion);
    assertThat(deployment.contract().organisation(organisation)).isTrue();
  }

  @Test
  void countsNoVoteAfterTheClosingTime() {
    Octets motion = RegistryCalls.admitOrganisation(organisation());
    long now = chain.node().head().timestamp();

    assertThat(send(first, RegistryCalls.vote(deployment.registry().address(), motion, now)))
        .isFalse();
  }

  @Test
  void givesNobodyWhatOnlyAVoteGives() {
    SigningKey key = SigningKey.generate();
    OrganisationId organisation = organisation();
    deployment.admitOrganisation(organisation);

    for (Octets motion :
        List.of(
            RegistryCalls.admitOrganisation(organisation()),
            RegistryCalls.appointRegistrar(
                organisation, key.point(), SigningKey.generate().point()),
            RegistryCalls.accreditRelayer(first.key().address(), organisation),
            RegistryCalls.dismissRelayer(first.key().address()),
            RegistryCalls.admitMember(account().key().address()),
            RegistryCalls.dismissMember(second.key().address()))) {
      assertThat(send(first, Call.of(deployment.registry().address(), motion))).isFalse();
    }
  }

  @Test
  void givesTheDeployerNoPower() {
    Account deployer = account();
    Receipt receipt =
        deployer.transact(RegistryCalls.creation(List.of(first.key().address())), 6_000_000);
    var registry = receipt.created().orElseThrow();
    Octets motion = RegistryCalls.admitOrganisation(organisation());

    assertThat(send(deployer, RegistryCalls.vote(registry, motion, closes()))).isFalse();
    assertThat(send(deployer, Call.of(registry, motion))).isFalse();
    assertThat(send(first, RegistryCalls.vote(registry, motion, closes()))).isTrue();
  }

  @Test
  void startsWithNoRegistryWithoutMembersOrWithOneTwice() {
    var address = first.key().address();

    assertThat(created(RegistryCalls.creation(List.of()))).isFalse();
    assertThat(created(RegistryCalls.creation(List.of(address, address)))).isFalse();
  }

  @Test
  void keepsTheLastMember() {
    deployment.carry(RegistryCalls.dismissMember(third.key().address()));
    Octets dismissal = RegistryCalls.dismissMember(second.key().address());
    vote(first, dismissal);
    vote(second, dismissal);
    assertThat(deployment.contract().member(second.key().address())).isFalse();

    assertThat(vote(first, RegistryCalls.dismissMember(first.key().address()))).isFalse();
    assertThat(deployment.contract().member(first.key().address())).isTrue();
  }

  @Test
  void appointsNoRegistrarOfAnUnknownOrganisationOrTwice() {
    SigningKey key = SigningKey.generate();
    OrganisationId organisation = organisation();
    Octets motion =
        RegistryCalls.appointRegistrar(organisation, key.point(), SigningKey.generate().point());
    vote(first, motion);
    assertThat(vote(second, motion)).isFalse();

    deployment.admitOrganisation(organisation);
    assertThat(vote(second, motion)).isTrue();
    Octets again =
        RegistryCalls.appointRegistrar(organisation, key.point(), SigningKey.generate().point());
    vote(first, again);
    assertThat(vote(second, again)).isFalse();
  }

  private boolean vote(Account member, Octets motion) {
    return send(member, RegistryCalls.vote(deployment.registry().address(), motion, closes()));
  }

  private static boolean send(Account account, Call call) {
    return account.transact(call, GAS).succeeded();
  }

  private boolean created(Call creation) {
    return first.transact(creation, 6_000_000).succeeded();
  }

  private static long closes() {
    return 4_000_000_000L;
  }

  private static OrganisationId organisation() {
    return new OrganisationId(Hospital.random());
  }

  private static Account account() {
    return chain.account(AccountKey.generate(new SecureRandom()));
  }
}
