package org.anamnesis.client.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.anamnesis.client.Anamnesis;
import org.anamnesis.client.operation.OperationStatus;
import org.anamnesis.client.record.ListedMetadata;
import org.anamnesis.client.record.NewRecord;
import org.anamnesis.client.record.RecordList;
import org.anamnesis.client.record.RecordReader;
import org.anamnesis.client.record.RecordWriter;
import org.anamnesis.protocol.code.Category;
import org.anamnesis.protocol.code.Purpose;
import org.anamnesis.protocol.id.ParticipantId;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.metadata.MediaTypes;
import org.anamnesis.protocol.metadata.Metadata;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts, gets and lists records. */
@Command(name = "record", description = "Health records.", mixinStandardHelpOptions = true)
final class RecordCommand {
  enum Wait {
    ACCEPTED,
    ANCHORED
  }

  @Command(
      name = "put",
      mixinStandardHelpOptions = true,
      description =
          "Seals a file and puts it. The same command again goes on where it was cut off.")
  void put(
      @Mixin Connection connection,
      @Parameters(paramLabel = "FILE") Path file,
      @Option(names = "--patient", required = true, paramLabel = "ID") ParticipantId patient,
      @Option(names = "--category", required = true, description = "${COMPLETION-CANDIDATES}")
          Category category,
      @Option(names = "--title", description = "Sealed; default: the file's name.")
          @Nullable String title,
      @Option(names = "--fhir-type", defaultValue = "Bundle", description = "Sealed.")
          String fhirType,
      @Option(names = "--media-type", description = "Sealed; default: by the file's ending.")
          @Nullable String mediaType,
      @Option(names = "--wait", defaultValue = "ACCEPTED", description = "${COMPLETION-CANDIDATES}")
          Wait wait) {
    NewRecord document =
        new NewRecord(
            file,
            patient,
            category,
            title == null ? String.valueOf(file.getFileName()) : title,
            fhirType,
            List.of(),
            mediaType == null ? mediaTypeOf(file) : mediaType,
            Clock.systemUTC().instant().getEpochSecond());
    try (Anamnesis client = connection.open()) {
      RecordWriter.Put put = client.records().writer().put(document, bars(file));
      OperationStatus status =
          wait == Wait.ANCHORED
              ? OperationCommand.anchored(client, put.operation())
              : put.operation();
      connection
          .output()
          .show(
              Output.fields(
                  "record",
                  put.record().hex(),
                  "operation",
                  status.operation().hex(),
                  "state",
                  status.state(),
                  "block",
                  status.block()));
    }
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Announces a read on the chain, fetches, checks and opens a record.")
  void get(
      @Mixin Connection connection,
      @Parameters(paramLabel = "ID") RecordId record,
      @Option(
              names = {"-o", "--output"},
              required = true,
              paramLabel = "FILE")
          Path target,
      @Option(names = "--purpose", defaultValue = "TREAT", description = "${COMPLETION-CANDIDATES}")
          Purpose purpose,
      @Option(
              names = "--straight-from-store",
              description = "Fetch from the object store itself, by a presigned URL.")
          boolean straight) {
    try (Anamnesis client = connection.open()) {
      RecordReader.Opened announced = client.records().reader().open(record, purpose);
      RecordReader.Opened opened = straight ? announced.straightFromStore() : announced;
      Metadata metadata = opened.metadata();
      ProgressBar bar = new ProgressBar("fetching", metadata.length());
      opened.saveTo(target, bar::add);
      connection
          .output()
          .show(
              Output.fields(
                  "record",
                  record.hex(),
                  "title",
                  metadata.title(),
                  "mediaType",
                  metadata.mediaType(),
                  "octets",
                  metadata.length(),
                  "author",
                  metadata.author().hex(),
                  "access",
                  opened.access().hex(),
                  "file",
                  target.toString()));
    }
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "Lists a patient's records: all of one's own, or what one wrote; with a purpose, announces the reading of the listing and lists all."
              + " What chain and author do not vouch for is REFUSED.")
  int list(
      @Mixin Connection connection,
      @Option(names = "--patient", paramLabel = "ID", description = "Default: yourself.")
          @Nullable ParticipantId patient,
      @Option(names = "--purpose", description = "${COMPLETION-CANDIDATES}")
          @Nullable Purpose purpose) {
    try (Anamnesis client = connection.open()) {
      ParticipantId whose = patient == null ? client.keys().participant() : patient;
      List<RecordList.Item> items =
          purpose == null
              ? client.records().lists().own(whose)
              : client.records().lists().announced(whose, purpose);
      List<ListedMetadata> opened = client.records().lists().metadata(items);
      List<Map<String, Object>> rows =
          IntStream.range(0, items.size()).mapToObj(i -> row(items.get(i), opened.get(i))).toList();
      connection.output().list(rows, "No records.");
      return opened.stream().anyMatch(ListedMetadata.Refused.class::isInstance)
          ? Failures.NOT_VOUCHED_FOR
          : CommandLine.ExitCode.OK;
    }
  }

  private static Map<String, Object> row(RecordList.Item item, ListedMetadata opened) {
    return switch (opened) {
      case ListedMetadata.Vouched(Metadata metadata) -> fields(item, metadata.title());
      case ListedMetadata.Closed() -> fields(item, null);
      case ListedMetadata.Refused(String sentence) ->
          Output.fields("record", item.record().hex(), "state", "REFUSED", "reason", sentence);
    };
  }

  private static Map<String, Object> fields(RecordList.Item item, @Nullable String title) {
    return Output.fields(
        "record",
        item.record().hex(),
        "version",
        item.version(),
        "category",
        item.category(),
        "state",
        item.state(),
        "sealedLength",
        item.sealedLength(),
        "title",
        title);
  }

  private static RecordWriter.Progress bars(Path file) {
    long size = size(file);
    ProgressBar sealing = new ProgressBar("sealing", size);
    return new RecordWriter.Progress() {
      private @Nullable ProgressBar uploading;

      @Override
      public void sealed(long octets) {
        sealing.add(octets);
      }

      @Override
      public void uploaded(long octets, long of) {
        ProgressBar bar = uploading == null ? new ProgressBar("uploading", of) : uploading;
        uploading = bar;
        bar.to(octets);
      }
    };
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String mediaTypeOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "json" -> MediaTypes.FHIR_JSON;
      case "pdf" -> "application/pdf";
      case "dcm" -> "application/dicom";
      case "jpg", "jpeg" -> "image/jpeg";
      case "png" -> "image/png";
      case "txt" -> "text/plain";
      default -> MediaTypes.OCTETS;
    };
  }
}
