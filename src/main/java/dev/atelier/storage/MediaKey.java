package dev.atelier.storage;

import java.util.regex.Pattern;

/**
 * Names a medium: segments made of ids, never of what users type.
 *
 * @param value such as {@code posters/0197…/0197….png}
 */
public record MediaKey(String value) {

  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

  public MediaKey {
    if (value.length() > 500 || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a media key: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
