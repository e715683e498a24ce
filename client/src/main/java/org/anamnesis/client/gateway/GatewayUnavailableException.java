package org.anamnesis.client.gateway;

/** The gateway does not answer, or what answers is no gateway. */
public final class GatewayUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  GatewayUnavailableException(String sentence, Throwable cause) {
    super(sentence, cause);
  }

  GatewayUnavailableException(String sentence) {
    super(sentence);
  }
}
