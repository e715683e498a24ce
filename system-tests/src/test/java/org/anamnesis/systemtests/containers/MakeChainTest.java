package org.anamnesis.systemtests.containers;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.anamnesis.systemtests.containers.DeployScriptsTest.Ran;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one-shot of the chain, with a stand-in that makes the files which Besu makes. */
class MakeChainTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFoldersAndAStandIn() throws IOException {
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("setup"));
    for (int i = 1; i <= 3; i++) {
      Files.createDirectories(folder.resolve("validators/" + i));
    }
    Path besu = folder.resolve("bin/besu");
    Files.writeString(
        besu,
        """
        #!/usr/bin/env bash
        for argument; do case "$argument" in --to=*) to=${argument#*=} ;; esac; done
        for key in a b; do
          mkdir -p "$to/keys/0x$key"
          printf '0x%s%s' "$key" "$RANDOM" > "$to/keys/0x$key/key"
          printf '0x%s%s' "$key$key" "$RANDOM" > "$to/keys/0x$key/key.pub"
        done
        printf '{"chain": %s}' "$RANDOM" > "$to/genesis.json"
        """);
    Files.setPosixFilePermissions(besu, fromString("rwx------"));
  }

  @Test
  void givesEachValidatorTheChainAndAKeyOfItsOwn() throws Exception {
    assertThat(make(2)).isEqualTo(new Ran(0, "The chain is made; it has 2 validators.\n"));

    assertThat(text("1/genesis.json")).isEqualTo(text("2/genesis.json"));
    assertThat(text("1/key")).startsWith("0xa");
    assertThat(text("2/key")).startsWith("0xb");
    assertThat(Files.getPosixFilePermissions(folder.resolve("validators/1/key")))
        .isEqualTo(fromString("rw-------"));
    assertThat(text("1/static-nodes.json"))
        .matches(
            "\\[\"enode://aa\\d+@10\\.0\\.0\\.1:30303\",\"enode://bb\\d+@10\\.0\\.0\\.2:30303\"]\n");
  }

  @Test
  void changesNothingWhenRunAgainAndGivesWhatIsMissing() throws Exception {
    make(2);
    List<String> before = List.of(text("1/key"), text("2/key"), text("2/genesis.json"));
    Files.delete(folder.resolve("validators/2/key"));
    Files.createDirectory(folder.resolve("setup/making"));

    assertThat(make(2).code()).isZero();

    assertThat(List.of(text("1/key"), text("2/key"), text("2/genesis.json"))).isEqualTo(before);
  }

  @Test
  void beginsAnewWhenItBrokeOffWhileTheKeysWereMade() throws Exception {
    Files.createDirectories(folder.resolve("setup/making/keys/0xz"));
    Files.writeString(folder.resolve("setup/making/keys/0xz/key"), "half");

    assertThat(make(2).code()).isZero();

    assertThat(folder.resolve("setup/network/keys/0xz")).doesNotExist();
  }

  @Test
  void refusesAnotherChainsValidatorAndAnotherNumberOfThem() throws Exception {
    make(2);
    assertThat(make(3).said()).contains("it has keys for 2 validators and is asked for 3");

    Files.writeString(folder.resolve("validators/1/genesis.json"), "{}");
    Ran other = make(2);
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.said()).contains("validators/1/genesis.json is there and is another one");
    assertThat(text("1/genesis.json")).isEqualTo("{}");
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve("validators").resolve(file));
  }

  private Ran make(int validators) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Home.folder().resolve("deploy/besu/make-chain").toString());
    command.add("qbft.json");
    command.add(folder.resolve("setup").toString());
    for (int i = 1; i <= validators; i++) {
      command.add("10.0.0.%d:30303=%s".formatted(i, folder.resolve("validators/" + i)));
    }
    return DeployScriptsTest.run(
        Map.of("PATH", folder.resolve("bin") + ":" + System.getenv("PATH")),
        command.toArray(String[]::new));
  }
}
