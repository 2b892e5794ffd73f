package dev.atelier.providers.topmate;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads the base of an API from a setting. */
final class BaseUrl {

  private BaseUrl() {}

  /** The URL without a slash at its end. */
  static String of(String setting, String url) {
    URI parsed;
    try {
      parsed = new URI(url.strip());
    } catch (URISyntaxException e) {
      throw unusable(setting);
    }
    boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
    if (!web
        || parsed.getHost() == null
        || parsed.getRawUserInfo() != null
        || parsed.getRawQuery() != null
        || parsed.getRawFragment() != null) {
      throw unusable(setting);
    }
    return parsed.toString().replaceAll("/+$", "");
  }

  /** Does not quote the URL, which may hold a password. */
  private static CannotStartException unusable(String setting) {
    return new CannotStartException(
        setting + " must be an http or https URL without user name, query and fragment");
  }
}
