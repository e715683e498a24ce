package org.anamnesis.gateway.session;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.operation.Operation;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.ledger.LedgerAnswers.Participant;
import org.anamnesis.serviceweb.ledger.LedgerClient;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.Caller;
import org.anamnesis.serviceweb.token.TokenMint;
import org.springframework.stereotype.Component;

/**
 * Checks a SESSION (PROTOCOL.md section 2) and begins a session. Somebody who is not enrolled and a
 * signature that does not hold get the same answer, so that nobody learns who is enrolled.
 */
@Component
class SignIn {
  private static final long MOST_SKEW_SECONDS = 300;
  private final Hash origin;
  private final Sessions sessions;
  private final LedgerClient ledger;
  private final TokenMint mint;
  private final Clock clock;

  SignIn(
      GatewaySettings settings,
      Sessions sessions,
      LedgerClient ledger,
      TokenMint mint,
      Clock clock) {
    this.origin = originHash(settings.origin());
    this.sessions = sessions;
    this.ledger = ledger;
    this.mint = mint;
    this.clock = clock;
  }

  /** A session and the token that stands for it. */
  record SignedIn(String token, Session session) {}

  SignedIn with(SignedOperation signed) {
    if (!(signed.operation() instanceof Operation.Session wanted)) {
      throw new ProblemException(ProblemType.WRONG_KIND, "Signing in takes a SESSION.");
    }
    checkOriginAndTime(wanted);
    Participant participant = signer(signed, wanted);
    Session session =
        sessions
            .begin(wanted.participant(), wanted.nonce())
            .orElseThrow(
                () -> refused("The sign-in number is unknown, used or expired; ask for another."));
    Caller caller =
        new Caller(
            participant.participant(),
            participant.role(),
            participant.organisation(),
            session.id().toString());
    return new SignedIn(
        mint.forCaller(caller, SessionController.AUDIENCE, Sessions.SESSION_LIFE), session);
  }

  private void checkOriginAndTime(Operation.Session wanted) {
    if (!wanted.origin().equals(origin)) {
      throw refused("The SESSION was signed for another gateway.");
    }
    long now = clock.instant().getEpochSecond();
    if (wanted.time() < now - MOST_SKEW_SECONDS || wanted.time() > now + MOST_SKEW_SECONDS) {
      throw new ProblemException(
          ProblemType.CLOCK_SKEW,
          "The time in the SESSION is more than five minutes from this server's.");
    }
  }

  private Participant signer(SignedOperation signed, Operation.Session wanted) {
    Participant participant =
        ledger
            .participant(wanted.participant(), 0)
            .filter(found -> signed.isSignedBy(found.signingKey()))
            .orElseThrow(
                () -> refused("The signature is not that of an enrolled participant's key."));
    if (!participant.isActive()) {
      throw new ProblemException(
          ProblemType.PARTICIPANT_NOT_ACTIVE,
          "The participant is suspended or has left; their registrar can say why.");
    }
    return participant;
  }

  private static ProblemException refused(String why) {
    return new ProblemException(ProblemType.SIGN_IN_REFUSED, why);
  }

  private static Hash originHash(String origin) {
    return Hash.sha256(origin.getBytes(StandardCharsets.UTF_8));
  }
}
