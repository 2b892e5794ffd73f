package dev.atelier.campaigns;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Amounts of dollars, kept as whole millionths. */
final class Money {

  private static final int DIGITS = 6;

  private Money() {}

  static long micros(BigDecimal dollars) {
    return dollars.movePointRight(DIGITS).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  static BigDecimal dollars(long micros) {
    return BigDecimal.valueOf(micros, DIGITS);
  }

  /** For people: {@code $0.0123}. */
  static String shown(long micros) {
    BigDecimal dollars = dollars(micros).stripTrailingZeros();
    return String.format(
        Locale.ROOT, "$%s", dollars.setScale(Math.max(2, dollars.scale())).toPlainString());
  }
}
