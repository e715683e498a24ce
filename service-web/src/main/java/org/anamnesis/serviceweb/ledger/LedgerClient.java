package org.anamnesis.serviceweb.ledger;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.StoreId;
import org.anamnesis.serviceweb.problem.ProblemException;
import org.anamnesis.serviceweb.problem.ProblemType;
import org.anamnesis.serviceweb.token.ServiceTokens;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.util.UriBuilder;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the ledger service. A block 0 asks for whatever is indexed; otherwise the ledger waits up to
 * 2 s for that block, and then {@code index-behind} is thrown. A ledger that does not answer within
 * 4 s, or not as expected, is {@code ledger-unavailable}. Participants may be up to 5 s old,
 * nothing else is kept.
 */
public final class LedgerClient {
  /** The audience of tokens for the ledger service. */
  public static final String AUDIENCE = "ledger-service";

  private static final Duration RETRY = Duration.ofSeconds(2);
  private final RestClient http;
  private final ServiceTokens tokens;
  private final JsonMapper json;
  private final ParticipantCache participants;

  LedgerClient(RestClient http, ServiceTokens tokens, JsonMapper json, ParticipantCache cache) {
    this.http = http;
    this.tokens = tokens;
    this.json = json;
    this.participants = cache;
  }

  /** Who somebody is, empty if nobody enrolled them. */
  public Optional<LedgerAnswers.Participant> participant(ParticipantId id, long minBlock) {
    Optional<LedgerAnswers.Participant> known = participants.get(id, minBlock);
    if (known.isPresent()) {
      return known;
    }
    Optional<LedgerAnswers.Participant> answer =
        ask(
            LedgerAnswers.Participant.class,
            uri("/internal/participants/{id}", minBlock, id.hex()));
    answer.ifPresent(participants::put);
    return answer;
  }

  /** Whether somebody may. */
  public LedgerAnswers.Permitted permission(PermissionQuestion question, long minBlock) {
    return ask(
            LedgerAnswers.Permitted.class,
            builder -> {
              var purpose = question.purpose();
              return builder
                  .path("/internal/permission")
                  .queryParam("patient", question.patient().hex())
                  .queryParam("actor", question.actor().hex())
                  .queryParam("record", question.record().hex())
                  .queryParam("version", question.version())
                  .queryParam("permission", question.permission().number())
                  .queryParam("purpose", purpose == null ? 0 : purpose.number())
                  .queryParam("time", question.time())
                  .queryParam("minBlock", minBlock);
            })
        .orElseThrow(() -> unavailable("It had no answer about a permission.", null));
  }

  /** The head of a record, empty if it was never anchored. */
  public Optional<LedgerAnswers.Head> head(RecordId record, long minBlock) {
    return ask(LedgerAnswers.Head.class, uri("/internal/records/{id}", minBlock, record.hex()));
  }

  /**
   * Where an entry of consent stands.
   *
   * @param record zero for all of the patient's
   * @param grantee a person or an organisation
   */
  public LedgerAnswers.ConsentState consent(
      ParticipantId patient, RecordId record, Hash grantee, long minBlock) {
    return ask(
            LedgerAnswers.ConsentState.class,
            builder ->
                builder
                    .path("/internal/consents")
                    .queryParam("patient", patient.hex())
                    .queryParam("record", record.hex())
                    .queryParam("grantee", grantee.hex())
                    .queryParam("minBlock", minBlock))
        .orElseThrow(() -> unavailable("It had no answer about a consent.", null));
  }

  /** A store, empty if no registrar entered it. */
  public Optional<LedgerAnswers.Store> store(StoreId store, long minBlock) {
    return ask(LedgerAnswers.Store.class, uri("/internal/stores/{id}", minBlock, store.hex()));
  }

  /** The end of the index, which is at least the block. */
  public LedgerAnswers.Index index(long minBlock) {
    return ask(
            LedgerAnswers.Index.class,
            builder -> builder.path("/internal/index").queryParam("minBlock", minBlock))
        .orElseThrow(() -> unavailable("It had no answer about its index.", null));
  }

  private static UnaryOperator<UriBuilder> uri(String path, long minBlock, String id) {
    return builder -> builder.path(path.replace("{id}", id)).queryParam("minBlock", minBlock);
  }

  private <T> Optional<T> ask(Class<T> type, UnaryOperator<UriBuilder> address) {
    try {
      return http.get()
          .uri(builder -> address.apply(builder).build())
          .header(HttpHeaders.AUTHORIZATION, "Bearer " + tokens.forService(AUDIENCE))
          .exchangeForRequiredValue((request, response) -> read(type, response));
    } catch (RestClientException unreachable) {
      throw unavailable("The ledger service does not answer.", unreachable);
    }
  }

  private <T> Optional<T> read(Class<T> type, ClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    try {
      if (status == 200) {
        return Optional.of(json.readValue(response.getBody(), type));
      }
      ProblemType problem = problem(json.readTree(response.getBody()));
      return switch (problem) {
        case UNKNOWN_PARTICIPANT, UNKNOWN_RECORD, NOT_FOUND -> Optional.empty();
        case INDEX_BEHIND ->
            throw new ProblemException(
                    ProblemType.INDEX_BEHIND,
                    "The ledger service has not yet indexed the block that this needs.")
                .retryAfter(RETRY);
        default ->
            throw unavailable(
                "The ledger service refused the question: " + problem.wireName() + ".", null);
      };
    } catch (JacksonException misshapen) {
      throw unavailable("The ledger service's answer cannot be read.", misshapen);
    }
  }

  private static ProblemType problem(JsonNode body) {
    return ProblemType.ofUri(body.path("type").asString("")).orElse(ProblemType.INTERNAL_ERROR);
  }

  private static ProblemException unavailable(
      String detail, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ProblemException(ProblemType.LEDGER_UNAVAILABLE, detail, cause).retryAfter(RETRY);
  }

  /**
   * A client of the ledger at an address.
   *
   * @param builder with Spring Boot's customizers, so that the trace goes on
   */
  public static LedgerClient at(
      URI url,
      RestClient.Builder builder,
      ServiceTokens tokens,
      JsonMapper json,
      java.time.Clock clock) {
    RestClient http = builder.baseUrl(url).requestFactory(LedgerConnections.factory()).build();
    JsonMapper lenient =
        json.rebuild()
            .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    return new LedgerClient(http, tokens, lenient, new ParticipantCache(clock));
  }
}
