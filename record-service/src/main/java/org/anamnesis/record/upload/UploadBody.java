package org.anamnesis.record.upload;

import java.io.IOException;
import java.io.InputStream;

/** The body of an upload, which may end early or not at all. */
final class UploadBody {
  private final InputStream in;
  private final long length;

  UploadBody(InputStream in, long length) {
    this.in = in;
    this.length = length;
  }

  /** Reads octets; too few are a problem that names where the upload stands. */
  void fill(byte[] buffer, int octets, long standsAt) {
    try {
      if (in.readNBytes(buffer, 0, octets) < octets) {
        throw Reception.lengthMismatch(standsAt);
      }
    } catch (IOException brokenOff) {
      throw interrupted(standsAt, brokenOff);
    }
  }

  /** Refuses an octet after the last one. */
  void requireEnd(long standsAt) {
    try {
      if (in.read() >= 0) {
        throw Reception.lengthMismatch(standsAt);
      }
    } catch (IOException brokenOff) {
      throw interrupted(standsAt, brokenOff);
    }
  }

  private org.anamnesis.serviceweb.problem.ProblemException interrupted(
      long standsAt, IOException cause) {
    return new org.anamnesis.serviceweb.problem.ProblemException(
            org.anamnesis.serviceweb.problem.ProblemType.BODY_LENGTH_MISMATCH,
            "The body broke off before the last of " + length + " octets.",
            cause)
        .with("offset", standsAt);
  }
}
