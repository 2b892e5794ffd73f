package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTests {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,0,1",
    "bytes=0-9,0,10",
    "bytes=3-,3,7",
    "bytes=3-100,3,7",
    "bytes=-3,7,3",
    "bytes=-100,0,10",
    "bytes=9-9,9,1",
    "bytes=2-99999999999999999999999,2,8"
  })
  void readsASingleRange(String header, long first, long length) {
    assertThat(ByteRange.parse(header, 10)).contains(new ByteRange(first, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0", "bytes=99999999999999999999999-"})
  void knowsWhatLiesOutside(String header) {
    assertThat(ByteRange.parse(header, 10).orElseThrow().satisfiable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-3",
        "items=0-1",
        "bytes=0-1,3-4",
        "bytes=--1",
        "bytes=1-2-3"
      })
  void ignoresWhatItNeedNotUnderstand(String header) {
    assertThat(ByteRange.parse(header, 10)).isEmpty();
  }

  @Test
  void nothingOfAnEmptyMediumCanBeHad() {
    assertThat(ByteRange.parse("bytes=0-", 0).orElseThrow().satisfiable()).isFalse();
    assertThat(ByteRange.parse("bytes=-1", 0).orElseThrow().satisfiable()).isFalse();
  }
}
