package dev.atelier.database;

import dev.atelier.home.CannotStartException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and how to log in.
 *
 * @param jdbcUrl address without credentials and parameters
 * @param parameters the driver's connection parameters, credentials included
 */
public record DatabaseAddress(String jdbcUrl, Map<String, String> parameters) {

  private static final Pattern URL =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:(?<user>[^/?#]*)@)?(?<hosts>[^/?#@]*)"
              + "(?:/(?<database>[^/?#]*))?(?:\\?(?<query>[^#]*))?");
  private static final Pattern HOST =
      Pattern.compile("(?:\\[[0-9a-fA-F:.]+]|[^:\\[\\]\\s]+)(?::[0-9]{1,5})?");

  /** Names that differ between PostgreSQL's own URLs and its JDBC driver. */
  private static final Map<String, String> DRIVER_NAMES =
      Map.of(
          "application_name", "ApplicationName",
          "channel_binding", "channelBinding",
          "connect_timeout", "connectTimeout");

  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads a URL in PostgreSQL's or JDBC's form.
   *
   * @param setting whose value it is, for the message of a refusal
   */
  public static DatabaseAddress parse(String setting, String url) {
    Matcher matcher = URL.matcher(url.strip());
    if (!matcher.matches()) {
      throw malformed(setting, url.startsWith("psql") ? "it starts with psql" : "it does not");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      addQuery(parameters, matcher.group("query"));
      addCredentials(parameters, matcher.group("user"));
    } catch (IllegalArgumentException e) {
      // Not as the cause: its message quotes the undecodable text.
      throw malformed(setting, "a % in it is not followed by two hexadecimal digits");
    }
    return new DatabaseAddress(
        "jdbc:postgresql://"
            + hosts(setting, matcher.group("hosts"))
            + "/"
            + (matcher.group("database") == null ? "" : matcher.group("database")),
        parameters);
  }

  /** The parameters as the driver takes them; these come on top. */
  public Properties driverProperties(Map<String, String> defaults) {
    Properties properties = new Properties();
    properties.putAll(defaults);
    properties.putAll(parameters);
    return properties;
  }

  @Override
  public String toString() {
    return jdbcUrl.substring("jdbc:postgresql://".length());
  }

  private static String hosts(String setting, String hosts) {
    if (hosts.isEmpty()) {
      return "localhost";
    }
    for (String host : hosts.split(",", -1)) {
      if (!HOST.matcher(host).matches()) {
        throw malformed(setting, "its host or port is not valid");
      }
    }
    return hosts;
  }

  private static void addCredentials(Map<String, String> parameters, @Nullable String credentials) {
    if (credentials == null) {
      return;
    }
    int colon = credentials.indexOf(':');
    parameters.put("user", decode(colon < 0 ? credentials : credentials.substring(0, colon)));
    if (colon >= 0) {
      parameters.put("password", decode(credentials.substring(colon + 1)));
    }
  }

  private static void addQuery(Map<String, String> parameters, @Nullable String query) {
    if (query == null) {
      return;
    }
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = decode(pair.substring(0, equals));
        parameters.put(DRIVER_NAMES.getOrDefault(name, name), decode(pair.substring(equals + 1)));
      }
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static CannotStartException malformed(String setting, String what) {
    return new CannotStartException(
        setting
            + " must look like postgresql://user:password@host:port/database or "
            + "jdbc:postgresql://host:port/database: "
            + what);
  }
}
