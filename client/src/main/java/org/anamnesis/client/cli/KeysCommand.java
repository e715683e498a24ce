package org.anamnesis.client.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.anamnesis.client.keys.KeyFile;
import org.anamnesis.client.keys.ParticipantKeys;
import org.anamnesis.client.keys.PemKeyFile;
import org.anamnesis.client.keys.Subject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, shows, exports and imports keys. */
@Command(name = "keys", description = "Your keys.", mixinStandardHelpOptions = true)
final class KeysCommand {
  @SuppressWarnings("NullAway.Init")
  KeysCommand() {}

  static final class Professional {
    @Option(names = "--name", required = true, description = "Your name.")
    String name;

    @Option(names = "--profession", required = true, description = "Your profession.")
    String profession;

    @Option(names = "--organisation", required = true, description = "Your organisation's name.")
    String organisation;

    @SuppressWarnings("NullAway.Init")
    Professional() {}
  }

  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      description =
          "Makes fresh keys. Without a name they are a patient's, whose certificate names nobody.")
  void create(
      @Mixin Connection connection,
      @ArgGroup(exclusive = false) @Nullable Professional professional) {
    Subject subject =
        professional == null
            ? new Subject.Patient()
            : new Subject.Professional(
                professional.name, professional.profession, professional.organisation);
    ParticipantKeys keys = ParticipantKeys.generate(subject, Clock.systemUTC());
    KeyFile.write(
        connection.keyFile(),
        keys,
        connection.passphrase("A new passphrase, 8 characters or more"));
    show(connection, keys);
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows whose keys these are.")
  void show(@Mixin Connection connection) {
    show(connection, connection.keys());
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description =
          "Copies the keys into another file, under a passphrase of its own. A name that ends in .pem"
              + " makes a file that the portal opens.")
  void export(
      @Mixin Connection connection,
      @Parameters(paramLabel = "FILE") Path target,
      @Option(names = "--new-passphrase-file", paramLabel = "FILE", required = true)
          Path passphrase) {
    if (target.toString().endsWith(".pem")) {
      PemKeyFile.write(target, connection.keys(), Connection.firstLine(passphrase));
    } else {
      KeyFile.write(target, connection.keys(), Connection.firstLine(passphrase));
    }
    connection.output().show(Output.fields("exported", target.toString()));
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = "Takes keys from another file into yours, under the passphrase of yours.")
  void importFrom(
      @Mixin Connection connection,
      @Parameters(paramLabel = "FILE") Path source,
      @Option(names = "--source-passphrase-file", paramLabel = "FILE", required = true)
          Path passphrase) {
    ParticipantKeys keys = KeyFile.read(source, Connection.firstLine(passphrase));
    KeyFile.write(connection.keyFile(), keys, connection.passphrase("A new passphrase"));
    show(connection, keys);
  }

  private static void show(Connection connection, ParticipantKeys keys) {
    connection
        .output()
        .show(
            Output.fields(
                "participant",
                keys.participant().hex(),
                "certificate",
                keys.certificate()
                    .getSubjectX500Principal()
                    .getName(X500Principal.RFC2253, Map.of("2.5.4.12", "T")),
                "file",
                connection.keyFile().toString()));
  }
}
