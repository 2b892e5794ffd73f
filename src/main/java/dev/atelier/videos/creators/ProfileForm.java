package dev.atelier.videos.creators;

import dev.atelier.http.Problem;
import dev.atelier.http.Problem.FieldError;
import dev.atelier.videos.ProfileName;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people change of their profile; what is absent stays as it is, an empty picture or text is
 * taken away, and further fields are not read.
 */
record ProfileForm(@Nullable String username, @Nullable String avatarUrl, @Nullable String bio) {

  private static final int LONGEST_URL = 2_000;
  private static final int LONGEST_BIO = 512;

  /**
   * The name of the form; null when it names none.
   *
   * @throws Problem 422 that names every field that is wrong
   */
  @Nullable ProfileName checked() {
    List<FieldError> errors = new ArrayList<>();
    ProfileName name = username == null ? null : ProfileName.parse(username);
    if (username != null && name == null) {
      errors.add(
          new FieldError(
              "username",
              "must have %d to %d visible characters, and be none that stands for the server"
                  .formatted(ProfileName.SHORTEST, ProfileName.LONGEST)));
    }
    if (avatarUrl != null && !avatarUrl.isEmpty() && !isPicture(avatarUrl)) {
      errors.add(new FieldError("avatarUrl", "must be an address that starts with http or https"));
    }
    if (bio != null && (bio.codePointCount(0, bio.length()) > LONGEST_BIO || !isText(bio))) {
      errors.add(new FieldError("bio", "must be a text of at most " + LONGEST_BIO + " characters"));
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(
          "validation_failed",
          errors.stream()
              .map(error -> error.field() + " " + error.message())
              .collect(Collectors.joining("; ")),
          errors);
    }
    return name;
  }

  private static boolean isPicture(String url) {
    try {
      URI address = new URI(url);
      return url.length() <= LONGEST_URL
          && address.getScheme() != null
          && Set.of("http", "https").contains(address.getScheme())
          && address.getHost() != null
          && address.getUserInfo() == null;
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
  }
}
