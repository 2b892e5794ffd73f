package dev.atelier.http;

import java.util.UUID;

/**
 * The same for every try of a request that carries an {@code Idempotency-Key}, even where an
 * earlier try has died before it could answer. A controller that takes it as a {@code @Nullable}
 * parameter (null without a key) and makes it the id of what it creates creates it once.
 *
 * @param value a new time-ordered UUID (version 7) for each new key
 */
public record RequestKey(UUID value) {

  static final String ATTRIBUTE = RequestKey.class.getName();
}
