package org.anamnesis.gateway.session;

import com.nimbusds.jose.jwk.JWKSet;
import java.util.Map;
import java.util.UUID;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.operation.SignedOperation;
import org.anamnesis.serviceweb.token.Caller;
import org.anamnesis.serviceweb.token.TokenMint;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out over HTTP, and the keys that check this gateway's tokens. */
@RestController
class SessionController {
  static final String AUDIENCE = "gateway-service";
  private final Sessions sessions;
  private final SignIn signIn;
  private final TokenMint mint;

  SessionController(Sessions sessions, SignIn signIn, TokenMint mint) {
    this.sessions = sessions;
    this.signIn = signIn;
    this.mint = mint;
  }

  record WhoSignsIn(ParticipantId participant) {}

  record NonceAnswer(Hash nonce, long expiresAt) {}

  record SessionAnswer(String token, UUID session, long expiresAt) {}

  @PostMapping("/v1/session/nonce")
  @ResponseStatus(HttpStatus.CREATED)
  NonceAnswer nonce(@RequestBody WhoSignsIn who) {
    Sessions.Nonce nonce = sessions.issueNonce(who.participant());
    return new NonceAnswer(nonce.nonce(), nonce.expiresAt().getEpochSecond());
  }

  @PostMapping("/v1/session")
  SessionAnswer begin(@RequestBody SignedOperation session) {
    SignIn.SignedIn signedIn = signIn.with(session);
    return new SessionAnswer(
        signedIn.token(), signedIn.session().id(), signedIn.session().expiresAt().getEpochSecond());
  }

  @DeleteMapping("/v1/session")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void end(Caller caller) {
    sessions.end(UUID.fromString(caller.session()));
  }

  @GetMapping("/.well-known/jwks.json")
  Map<String, Object> keys() {
    return new JWKSet(mint.publicKey().toPublicJWK()).toJSONObject();
  }
}
