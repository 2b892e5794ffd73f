package dev.atelier.providers.firebase;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which texts Firestore allows as ids of documents; it refuses a request with any other. */
final class DocumentIds {

  private static final int MAX_BYTES = 1500;
  private static final Pattern RESERVED = Pattern.compile("\\.{1,2}|__.*__", Pattern.DOTALL);

  private DocumentIds() {}

  static boolean canBe(String text) {
    if (text.isEmpty()
        || text.length() > MAX_BYTES
        || text.indexOf('/') >= 0
        || RESERVED.matcher(text).matches()) {
      return false;
    }
    try {
      return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text)).remaining()
          <= MAX_BYTES;
    } catch (CharacterCodingException e) {
      // Half of a surrogate pair, which no document can be named with.
      return false;
    }
  }
}
