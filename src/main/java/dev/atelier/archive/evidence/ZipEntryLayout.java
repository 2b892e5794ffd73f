package dev.atelier.archive.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * One stored entry of a ZIP file: everything that is written of it is known before its bytes are
 * read.
 *
 * @param offset of its local header
 */
record ZipEntryLayout(byte[] name, long size, int crc32, int time, long offset) {

  private static final long MAX_32 = 0xFFFFFFFFL;
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final short PLAIN_VERSION = 20;
  private static final short ZIP64_VERSION = 45;
  private static final short UTF_8_NAME = 0x0800;
  private static final short ZIP64_FIELD = 1;
  private static final short UNIX = (short) (3 << 8);
  private static final int REGULAR_FILE = 0100644 << 16;
  private static final int FIRST_YEAR = 1980;
  private static final int LAST_YEAR = 2107;

  static ZipEntryLayout of(String name, long size, int crc32, Instant modified, long offset) {
    return new ZipEntryLayout(
        name.getBytes(StandardCharsets.UTF_8), size, crc32, time(modified), offset);
  }

  /** Where its bytes begin. */
  long dataOffset() {
    return offset + local().length;
  }

  /** Where the next entry begins. */
  long end() {
    return dataOffset() + size;
  }

  byte[] local() {
    boolean large = size >= MAX_32;
    ByteBuffer header = buffer(30 + name.length + (large ? 20 : 0));
    header
        .putInt(LOCAL)
        .putShort(large ? ZIP64_VERSION : PLAIN_VERSION)
        .putShort(UTF_8_NAME)
        .putShort((short) 0)
        .putInt(time)
        .putInt(crc32)
        .putInt((int) Math.min(size, MAX_32))
        .putInt((int) Math.min(size, MAX_32))
        .putShort((short) name.length)
        .putShort((short) (large ? 20 : 0))
        .put(name);
    if (large) {
      header.putShort(ZIP64_FIELD).putShort((short) 16).putLong(size).putLong(size);
    }
    return header.array();
  }

  byte[] central() {
    boolean large = size >= MAX_32;
    boolean far = offset >= MAX_32;
    int extra = (large ? 16 : 0) + (far ? 8 : 0);
    ByteBuffer header = buffer(46 + name.length + (extra > 0 ? extra + 4 : 0));
    header
        .putInt(CENTRAL)
        .putShort((short) (UNIX | (extra > 0 ? ZIP64_VERSION : PLAIN_VERSION)))
        .putShort(extra > 0 ? ZIP64_VERSION : PLAIN_VERSION)
        .putShort(UTF_8_NAME)
        .putShort((short) 0)
        .putInt(time)
        .putInt(crc32)
        .putInt((int) Math.min(size, MAX_32))
        .putInt((int) Math.min(size, MAX_32))
        .putShort((short) name.length)
        .putShort((short) (extra > 0 ? extra + 4 : 0))
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) 0)
        .putInt(REGULAR_FILE)
        .putInt((int) Math.min(offset, MAX_32))
        .put(name);
    if (extra > 0) {
      header.putShort(ZIP64_FIELD).putShort((short) extra);
      if (large) {
        header.putLong(size).putLong(size);
      }
      if (far) {
        header.putLong(offset);
      }
    }
    return header.array();
  }

  /** The records that follow the entries. */
  static byte[] end(long entries, long start, long length) {
    boolean large = entries >= 0xFFFF || start >= MAX_32 || length >= MAX_32;
    ByteBuffer end = buffer(22 + (large ? 56 + 20 : 0));
    if (large) {
      end.putInt(0x06064b50)
          .putLong(44)
          .putShort((short) (UNIX | ZIP64_VERSION))
          .putShort(ZIP64_VERSION)
          .putInt(0)
          .putInt(0)
          .putLong(entries)
          .putLong(entries)
          .putLong(length)
          .putLong(start);
      end.putInt(0x07064b50).putInt(0).putLong(start + length).putInt(1);
    }
    end.putInt(0x06054b50)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) Math.min(entries, 0xFFFF))
        .putShort((short) Math.min(entries, 0xFFFF))
        .putInt((int) Math.min(length, MAX_32))
        .putInt((int) Math.min(start, MAX_32))
        .putShort((short) 0);
    return end.array();
  }

  private static ByteBuffer buffer(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Date and time as DOS had them, in UTC, so that they are the same everywhere. */
  private static int time(Instant instant) {
    LocalDateTime at = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    int year = Math.clamp(at.getYear(), FIRST_YEAR, LAST_YEAR) - FIRST_YEAR;
    int date = year << 9 | at.getMonthValue() << 5 | at.getDayOfMonth();
    int time = at.getHour() << 11 | at.getMinute() << 5 | at.getSecond() / 2;
    return date << 16 | time;
  }
}
