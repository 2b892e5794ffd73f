package dev.atelier.identity.rates;

import dev.atelier.home.CannotStartException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often a member may do what.
 *
 * @param limits {@code VIDEO_RATE_LIMITS}: {@code name=times/seconds}, laid over the defaults; a
 *     name is the last word of a route, {@code profile} or {@code other}; 0 times is no limit, and
 *     {@code off} alone switches all of them off
 * @param addressFactor {@code VIDEO_RATE_LIMIT_ADDRESS_FACTOR}: how many times as often all members
 *     at one address may; 0 is no limit
 */
@ConfigurationProperties("atelier.rates")
record RateProperties(
    @DefaultValue({}) List<String> limits, @DefaultValue("10") String addressFactor) {

  static final String OTHER = "other";

  private static final Pattern ENTRY = Pattern.compile("([a-z-]{1,40})=([0-9]{1,6})/([0-9]{1,5})");
  private static final Map<String, Rate> DEFAULTS =
      Map.of(
          "create",
          new Rate(60, 60),
          "recreate",
          new Rate(60, 60),
          "sync-status",
          new Rate(120, 60),
          "like",
          new Rate(600, 60),
          "dislike",
          new Rate(600, 60),
          "view",
          new Rate(600, 60),
          "profile",
          new Rate(60, 60),
          OTHER,
          new Rate(120, 60));

  RateProperties {
    limits = limits.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
    addressFactor = addressFactor.strip();
    if (!addressFactor.matches("[0-9]{1,4}")) {
      throw new CannotStartException(
          "VIDEO_RATE_LIMIT_ADDRESS_FACTOR: it must be a whole number from 0 to 9999");
    }
  }

  /** The limits by name; empty when all of them are off. */
  Map<String, Rate> rates() {
    if (limits.equals(List.of("off"))) {
      return Map.of();
    }
    Map<String, Rate> rates = new LinkedHashMap<>(DEFAULTS);
    for (String limit : limits) {
      Matcher entry = ENTRY.matcher(limit);
      if (!entry.matches()
          || !DEFAULTS.containsKey(entry.group(1))
          || Integer.parseInt(entry.group(3)) == 0) {
        throw new CannotStartException(
            "VIDEO_RATE_LIMITS: it must look like like=600/60,create=60/60, with the names "
                + DEFAULTS.keySet().stream().sorted().toList()
                + ", or be off");
      }
      rates.put(
          entry.group(1),
          new Rate(Integer.parseInt(entry.group(2)), Integer.parseInt(entry.group(3))));
    }
    return rates;
  }

  int factor() {
    return Integer.parseInt(addressFactor);
  }
}
