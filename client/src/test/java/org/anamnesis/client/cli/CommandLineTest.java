package org.anamnesis.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int UNREACHABLE = 4;
  private static final int KEY_FILE = 7;

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path passphrase;

  @BeforeEach
  void writePassphrase() throws Exception {
    passphrase = directory.resolve("passphrase");
    Files.writeString(passphrase, "correct horse\n");
  }

  @Test
  void makesShowsExportsAndImportsKeys() {
    Path first = directory.resolve("first.p12");
    Path copy = directory.resolve("copy.p12");
    Path second = directory.resolve("second.p12");

    assertThat(keys("new", first, "--json")).isEqualTo(DONE);
    String made = out.toString();
    assertThat(made).startsWith("{\"participant\":\"");
    assertThat(
            keys("export", first, copy.toString(), "--new-passphrase-file", passphrase.toString()))
        .isEqualTo(DONE);
    assertThat(
            keys(
                "import",
                second,
                copy.toString(),
                "--source-passphrase-file",
                passphrase.toString()))
        .isEqualTo(DONE);
    out.getBuffer().setLength(0);
    assertThat(keys("show", second, "--json")).isEqualTo(DONE);
    String participant = made.substring(0, made.indexOf(','));
    assertThat(out.toString()).startsWith(participant);
  }

  @Test
  void neverOverwritesKeys() {
    Path file = directory.resolve("keys.p12");
    keys("new", file);

    assertThat(keys("new", file, "--json")).isEqualTo(KEY_FILE);
    assertThat(err.toString()).contains("\"error\":\"key-file\"").contains("never overwritten");
  }

  @Test
  void namesAProfessionalInTheCertificate() {
    assertThat(
            keys(
                "new",
                directory.resolve("nurse.p12"),
                "--name",
                "Nina Example",
                "--profession",
                "nurse",
                "--organisation",
                "Example Hospital"))
        .isEqualTo(DONE);
    assertThat(out.toString()).contains("CN=Nina Example,T=nurse,O=Example Hospital");
  }

  @Test
  void saysInOneSentenceWhatIsMissing() {
    assertThat(keys("show", directory.resolve("none.p12"))).isEqualTo(KEY_FILE);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "There is no key file "
                + directory.resolve("none.p12")
                + "; make one with `keys new`.");
    assertThat(run("record", "get")).isEqualTo(USAGE);
    assertThat(run("record", "get", "nonsense", "-o", "x")).isEqualTo(USAGE);
    assertThat(run()).isEqualTo(USAGE);
  }

  @Test
  void saysThatTheGatewayCannotBeReached() throws Exception {
    Path file = directory.resolve("keys.p12");
    keys("new", file);
    Path network = directory.resolve("network.json");
    Files.writeString(
        network,
        """
        {"chainId": 1337, "genesisHash": "0x%s", "registry": "0x%s", "registryCodeHash": "0x%s",
         "registryBlock": 1, "gateways": ["http://127.0.0.1:1"], "organisations": [], "registrars": [],
         "stores": [{"id": "%s", "organisation": "%s", "signingKey": {
           "x": "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
           "y": "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"}}]}
        """
            .formatted(
                "0".repeat(64), "42".repeat(20), "0".repeat(64), "ab".repeat(32), "cd".repeat(32)));

    int code =
        run(
            "operation",
            "ef".repeat(32),
            "--key",
            file.toString(),
            "--passphrase-file",
            passphrase.toString(),
            "--network",
            network.toString());

    assertThat(err.toString()).contains("does not answer");
    assertThat(code).isEqualTo(UNREACHABLE);
  }

  private int keys(String verb, Path file, String... more) {
    String[] words = new String[6 + more.length];
    System.arraycopy(
        new String[] {
          "keys", verb, "--key", file.toString(), "--passphrase-file", passphrase.toString()
        },
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return run(words);
  }

  private int run(String... words) {
    CommandLine commands = CommandLineMain.commandLine();
    commands.setOut(new PrintWriter(out, true));
    commands.setErr(new PrintWriter(err, true));
    return commands.execute(words);
  }
}
