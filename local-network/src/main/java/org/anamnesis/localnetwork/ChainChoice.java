package org.anamnesis.localnetwork;

import java.net.URI;
import java.net.URISyntaxException;

/** Which chain to stand on. */
public sealed interface ChainChoice {
  /** Besu if there is one on this machine, otherwise Anvil; what the folder has, if it has one. */
  record Auto() implements ChainChoice {}

  /** Foundry's development chain. */
  record Anvil() implements ChainChoice {}

  /** A QBFT network of one validator. */
  record Besu() implements ChainChoice {}

  /** A node that runs already. */
  record Running(URI rpc) implements ChainChoice {}

  /** Reads {@code auto}, {@code anvil}, {@code besu} or the URL of a node. */
  static ChainChoice parse(String text) {
    return switch (text) {
      case "auto" -> new Auto();
      case "anvil" -> new Anvil();
      case "besu" -> new Besu();
      default -> new Running(url(text));
    };
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(sentence(text), e);
    }
    throw new IllegalArgumentException(sentence(text));
  }

  private static String sentence(String text) {
    return "A chain is auto, anvil, besu or the http URL of a node, not " + text + ".";
  }
}
