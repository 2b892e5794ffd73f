package dev.atelier.videos;

import dev.atelier.identity.Member;
import dev.atelier.identity.UserId;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The profiles of members, made when they are first needed.
 *
 * <p>Thread-safe.
 */
@Component
public class Profiles {

  private static final int LONGEST_EMAIL = 320;

  private final ProfileRepository profiles;

  Profiles(ProfileRepository profiles) {
    this.profiles = profiles;
  }

  /**
   * The user's profile, made now if there is none; of many who come first at once one makes it. A
   * new profile takes the name where that can be one and is free. Joins the caller's transaction,
   * but a call before it saves a lock.
   */
  public Profile ensure(UserId user, @Nullable String email, @Nullable String name) {
    return profiles.find(user).orElseGet(() -> make(user, email, name));
  }

  /** The same of a member. */
  public Profile ensure(Member member) {
    return ensure(member.id(), member.email(), member.name());
  }

  /** Says that the user has just done something. */
  public void touch(UserId user) {
    touch(List.of(user));
  }

  /** The same of several; not to be called while a row of a video or of creators is locked. */
  public void touch(Collection<UserId> users) {
    profiles.touch(users);
  }

  private Profile make(UserId user, @Nullable String email, @Nullable String name) {
    String address = email == null || email.length() > LONGEST_EMAIL ? null : email;
    ProfileName chosen = name == null ? null : ProfileName.parse(name);
    if (chosen == null || !profiles.insert(user, chosen, address)) {
      profiles.insert(user, null, address);
    }
    return profiles.find(user).orElseThrow();
  }

  /** What a user goes by: the name they chose, or else the first part of their address. */
  public static @Nullable String displayName(@Nullable String username, @Nullable String email) {
    if (username != null || email == null) {
      return username;
    }
    int at = email.indexOf('@');
    return at < 1 ? null : email.substring(0, at);
  }
}
