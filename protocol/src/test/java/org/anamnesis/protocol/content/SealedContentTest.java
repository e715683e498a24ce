package org.anamnesis.protocol.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.anamnesis.protocol.content.ContentRefusedException.Fault;
import org.anamnesis.protocol.content.SealingOutputStream.Sealed;
import org.anamnesis.protocol.id.EthereumAddress;
import org.anamnesis.protocol.id.Hash;
import org.anamnesis.protocol.id.RecordId;
import org.anamnesis.protocol.id.Registry;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SealedContentTest {
  private static final AssociatedData ASSOCIATED =
      new AssociatedData(
          new Registry(1337, new EthereumAddress("0x" + "42".repeat(20))),
          RecordId.parse("ab".repeat(32)),
          1);

  private final DataKey key = DataKey.random();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9, 65_479, 65_480, 65_481, 130_999, 131_000, 131_001, 400_000})
  void opensWhatItSealed(int size) throws IOException {
    byte[] plaintext = pattern(size);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(plaintext, out);

    assertThat(out.size()).isEqualTo(SealedSize.sealed(size));
    assertThat(sealed.plaintextLength()).isEqualTo(size);
    assertThat(sealed.plaintextSha256()).isEqualTo(Hash.sha256(plaintext));
    assertThat(open(out.toByteArray(), head(sealed), size, Hash.sha256(plaintext)))
        .isEqualTo(plaintext);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "2,2",
    "8,8",
    "9,10",
    "100,104",
    "1000,1024",
    "65481,65536",
    "65537,67584"
  })
  void padsToPadmeLengths(long length, long padded) {
    assertThat(SealedSize.padded(length)).isEqualTo(padded);
  }

  @Test
  void opensAnySegmentByItself() throws IOException {
    byte[] plaintext = pattern(400_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(plaintext, out);
    byte[] octets = out.toByteArray();
    SegmentOpener opener =
        SegmentOpener.of(head(sealed), key, Arrays.copyOf(octets, SealedSize.HEADER));

    for (int segment : new int[] {3, 0, 5}) {
      int from = segment * SealedSize.SEGMENT;
      int length = sealed.segments().length(segment);
      int start = (int) SealedSize.plaintextStart(segment);
      byte[] opened = opener.open(segment, Arrays.copyOfRange(octets, from, from + length));
      assertThat(opened).startsWith(Arrays.copyOfRange(plaintext, start, start + 50_000));
      assertThat(SealedSize.segmentOf(start)).isEqualTo(segment);
      assertThat(SealedSize.segmentOf(start + opened.length - 1L)).isEqualTo(segment);
    }
  }

  @Test
  void noticesChangedOctets() throws IOException {
    assertRefused(Fault.WRONG_TAG, octets -> with(octets, 0));
    for (int at : new int[] {5, 39, 40, 65_535, 65_536, 150_000}) {
      assertRefused(Fault.WRONG_SEGMENT, octets -> with(octets, at));
    }
  }

  @Test
  void noticesMissingAndSurplusOctets() throws IOException {
    assertRefused(Fault.TRUNCATED, octets -> Arrays.copyOf(octets, octets.length - 1));
    assertRefused(Fault.TRUNCATED, octets -> Arrays.copyOf(octets, SealedSize.SEGMENT));
    assertRefused(Fault.APPENDED, octets -> Arrays.copyOf(octets, octets.length + 1));
    assertRefused(
        Fault.WRONG_SEGMENT,
        octets -> {
          byte[] swapped = octets.clone();
          System.arraycopy(octets, 65_536, swapped, 131_072, 65_536);
          System.arraycopy(octets, 131_072, swapped, 65_536, 65_536);
          return swapped;
        });
  }

  @Test
  void opensNothingThatBelongsElsewhere() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(pattern(10), out);
    AssociatedData next = new AssociatedData(ASSOCIATED.registry(), ASSOCIATED.record(), 2);
    Hash content = sealed.segments().contentHash();

    assertFault(
        Fault.WRONG_KEY,
        out.toByteArray(),
        new SealedHead(next, key.commitment(ASSOCIATED), content, sealed.segments()),
        10);
    assertFault(
        Fault.WRONG_TAG,
        out.toByteArray(),
        new SealedHead(next, key.commitment(next), content, sealed.segments()),
        10);
    assertFault(
        Fault.WRONG_SEGMENT_HASHES,
        out.toByteArray(),
        new SealedHead(ASSOCIATED, key.commitment(ASSOCIATED), Hash.ZERO, sealed.segments()),
        10);
  }

  @Test
  void refusesALengthThatHidesOrShowsPadding() throws IOException {
    byte[] plaintext = new byte[102];
    Arrays.fill(plaintext, (byte) 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(plaintext, out);

    assertFault(Fault.WRONG_PADDING, out.toByteArray(), head(sealed), 101);
    assertFault(Fault.WRONG_PADDING, out.toByteArray(), head(sealed), 1020);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 200_000, 1_100_000})
  void keepsTheLastSegmentsOfAPlaintextThatItsAuthorDidNotSign(int size) throws IOException {
    byte[] plaintext = pattern(size);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(plaintext, out);
    ByteArrayOutputStream released = new ByteArrayOutputStream();

    try (var opening =
        new OpeningInputStream(
            new ByteArrayInputStream(out.toByteArray()),
            head(sealed),
            key,
            size,
            Hash.sha256(pattern(7)))) {
      assertFault(Fault.WRONG_PLAINTEXT, () -> opening.transferTo(released));
      assertFault(Fault.WRONG_PLAINTEXT, opening::read);
    }
    int opened = 65_480 + 15 * 65_520;
    assertThat(released.size()).isEqualTo(size < opened ? 0 : opened);
  }

  @Test
  void isNoContentWithoutItsEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = new SealingOutputStream(out, key, ASSOCIATED)) {
      sealing.write(pattern(200_000));
    }
    SegmentHasher hasher = new SegmentHasher();
    hasher.update(out.toByteArray(), 0, out.size());
    SegmentHashes segments = hasher.finish();
    SegmentOpener opener =
        SegmentOpener.of(
            new SealedHead(
                ASSOCIATED, key.commitment(ASSOCIATED), segments.contentHash(), segments),
            key,
            Arrays.copyOf(out.toByteArray(), SealedSize.HEADER));
    int last = segments.count() - 1;

    assertThatThrownBy(() ->
            opener.open(
                last, Arrays.copyOfRange(out.toByteArray(), last * SealedSize.SEGMENT, out.size())))
        .isInstanceOf(ContentRefusedException.class);
  }

  @Test
  void hashesPiecesOfAnySize() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(pattern(300_000), out);
    byte[] octets = out.toByteArray();
    Random random = new Random(7);
    SegmentHasher hasher = new SegmentHasher();
    int at = 0;
    while (at < octets.length) {
      int some = Math.min(octets.length - at, random.nextInt(100_000));
      hasher.update(octets, at, some);
      at += some;
    }

    assertThat(hasher.length()).isEqualTo(octets.length);
    assertThat(hasher.finish()).isEqualTo(sealed.segments());
  }

  @Test
  void hashesPartsApart() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(pattern(300_000), out);
    byte[] octets = out.toByteArray();
    int part = 2 * SealedSize.SEGMENT;
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    for (int at = 0; at < octets.length; at += part) {
      SegmentHasher hasher = new SegmentHasher();
      hasher.update(octets, at, Math.min(part, octets.length - at));
      hashes.writeBytes(hasher.finishPart());
    }

    assertThat(SegmentHashes.of(octets.length, hashes.toByteArray())).isEqualTo(sealed.segments());
  }

  @Test
  void showsNoKey() {
    DataKey secret = DataKey.of(pattern(32));

    assertThat(secret.toString()).isEqualTo("DataKey[redacted]");
    assertThatThrownBy(() -> DataKey.of(new byte[32])).isInstanceOf(IllegalArgumentException.class);
  }

  private void assertRefused(Fault fault, UnaryOperator<byte[]> change) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sealed sealed = seal(pattern(200_000), out);
    assertFault(fault, change.apply(out.toByteArray()), head(sealed), 200_000);
  }

  private void assertFault(Fault fault, byte[] octets, SealedHead head, long length) {
    assertFault(fault, () -> open(octets, head, length, Hash.ZERO));
  }

  private static void assertFault(Fault fault, ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            ContentRefusedException.class, e -> assertThat(e.fault()).isEqualTo(fault));
  }

  private Sealed seal(byte[] plaintext, ByteArrayOutputStream out) throws IOException {
    try (SealingOutputStream sealing = new SealingOutputStream(out, key, ASSOCIATED)) {
      sealing.write(plaintext);
      return sealing.finish();
    }
  }

  private byte[] open(byte[] octets, SealedHead head, long length, Hash sha256) throws IOException {
    try (var opening =
        new OpeningInputStream(new ByteArrayInputStream(octets), head, key, length, sha256)) {
      return opening.readAllBytes();
    }
  }

  private SealedHead head(Sealed sealed) {
    return new SealedHead(
        ASSOCIATED, key.commitment(ASSOCIATED), sealed.segments().contentHash(), sealed.segments());
  }

  private static byte[] with(byte[] octets, int at) {
    byte[] changed = octets.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static byte[] pattern(int size) {
    byte[] octets = new byte[size];
    new Random(size).nextBytes(octets);
    return octets;
  }
}
