package dev.atelier.identity;

import java.util.UUID;

/** Identifies a user, and so the owner of what the user makes. */
public record UserId(UUID value) {

  /** Whoever runs this Atelier. */
  public static final UserId OPERATOR = new UserId(new UUID(0, 0));

  @Override
  public String toString() {
    return value.toString();
  }
}
