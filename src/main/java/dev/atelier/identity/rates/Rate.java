package dev.atelier.identity.rates;

/** So many times within so many seconds; 0 times is as often as one likes. */
record Rate(int times, int seconds) {

  boolean isLimit() {
    return times > 0;
  }

  Rate times(int factor) {
    return new Rate(times * factor, seconds);
  }
}
