package org.anamnesis.localparts;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Besu that makes the files Besu makes and then serves a development chain. */
class BesuNodeIT {
  @TempDir Path folder;

  @Test
  void makesItsNetworkOnceAndKeepsTheKeyToItself() throws IOException {
    Path besu = standIn();
    Path chain = folder.resolve("chain");
    try (BesuNode first = BesuNode.in(besu, chain, Ports.free())) {
      assertThat(first.process().isAlive()).isTrue();
    }
    Path key = chain.resolve("network/key");
    assertThat(key).hasContent("0x01");
    assertThat(Files.getPosixFilePermissions(key)).isEqualTo(fromString("rw-------"));

    try (BesuNode second = BesuNode.in(besu, chain, Ports.free())) {
      assertThat(second.process().isAlive()).isTrue();
    }
    assertThat(folder.resolve("generations")).hasContent("generated");
  }

  private Path standIn() throws IOException {
    Path program = folder.resolve("besu");
    Files.writeString(
        program,
        """
        #!/usr/bin/env bash
        if [ "$1" = operator ]; then
          key=key.priv
          for argument; do
            case "$argument" in
              --to=*) to=${argument#*=} ;;
              --private-key-file-name=*) key=${argument#*=} ;;
            esac
          done
          mkdir -p "$to/keys/0xab"
          printf '{}' > "$to/genesis.json"
          printf 0x01 > "$to/keys/0xab/$key"
          echo generated >> '%s'
          exit
        fi
        for argument; do
          case "$argument" in --rpc-http-port=*) port=${argument#*=} ;; esac
        done
        exec '%s' --quiet --block-time 1 --port "$port"
        """
            .formatted(folder.resolve("generations"), Parts.program("anvil")));
    Files.setPosixFilePermissions(program, fromString("rwx------"));
    return program;
  }
}
