package dev.atelier.providers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.atelier.providers.ProviderException.Reason;
import dev.atelier.providers.RemoteImages.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteImagesTests {

  @RegisterExtension
  static final WireMockExtension server =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private final OutboundHttp http = OutboundHttps.allowing("127.0.0.1:" + server.getPort());
  private final RemoteImages images = new RemoteImages(http, Duration.ofSeconds(30));

  @AfterEach
  void close() {
    http.close();
  }

  private static String url(String path) {
    return "http://127.0.0.1:" + server.getPort() + path;
  }

  private static void serve(byte[] bytes) {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withBody(bytes)));
  }

  private ProviderException failure(String url) {
    ProviderException failure =
        catchThrowableOfType(ProviderException.class, () -> images.fetch(url));
    assertThat(failure).isNotNull();
    return failure;
  }

  private static BufferedImage decoded(Image image) {
    try {
      return ImageIO.read(new ByteArrayInputStream(image.bytes()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean red(BufferedImage image, int x, int y) {
    return (image.getRGB(x, y) >> 16 & 0xFF) > 150;
  }

  @ParameterizedTest
  @CsvSource({"png, image/jpeg", "jpg, image/jpeg", "gif, image/png"})
  void fetchesAPictureAndEncodesItAnew(String format, String contentType) {
    byte[] source = Pictures.encoded(format, 80, 40);
    serve(source);

    Image image = images.fetch(url("/logo"));

    assertThat(image.contentType()).isEqualTo(contentType);
    assertThat(image.width()).isEqualTo(80);
    assertThat(image.height()).isEqualTo(40);
    assertThat(image.bytes()).isNotEqualTo(source);
    assertThat(image.dataUrl()).startsWith("data:" + contentType + ";base64,");
    BufferedImage pixels = decoded(image);
    assertThat(red(pixels, 10, 20)).isTrue();
    assertThat(red(pixels, 70, 20)).isFalse();
  }

  @Test
  void fetchesWebp() {
    serve(Pictures.webp());

    assertThat(images.fetch(url("/x.webp")).width()).isEqualTo(1);
  }

  @Test
  void keepsTransparency() {
    Image image = images.fetch(Pictures.dataUrl(Pictures.transparentPng(10, 10)));

    assertThat(image.contentType()).isEqualTo("image/png");
    assertThat(decoded(image).getRGB(5, 5) >>> 24).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2400,1200,1200,600", "1300,10,1200,9", "1,3000,1,1200", "1200,1200,1200,1200"})
  void scalesDownToFit(int width, int height, int toWidth, int toHeight) {
    Image image = images.fetch(Pictures.dataUrl(Pictures.encoded("png", width, height)));

    assertThat(image.width()).isEqualTo(toWidth);
    assertThat(image.height()).isEqualTo(toHeight);
    assertThat(decoded(image).getWidth()).isEqualTo(toWidth);
  }

  @ParameterizedTest
  @CsvSource({
    "1,60,30,true,false", "2,60,30,false,true", "3,60,30,false,true", "4,60,30,true,false",
    "5,30,60,true,false", "6,30,60,true,false", "7,30,60,false,true", "8,30,60,false,true"
  })
  void turnsAPhotoUpright(int orientation, int width, int height, boolean first, boolean last) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      Image image =
          images.fetch(Pictures.dataUrl(Pictures.jpegWithOrientation(orientation, order)));

      assertThat(image.width()).isEqualTo(width);
      assertThat(image.height()).isEqualTo(height);
      BufferedImage pixels = decoded(image);
      assertThat(red(pixels, 3, 3)).isEqualTo(first);
      assertThat(red(pixels, width - 4, height - 4)).isEqualTo(last);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "DATA:image/gif;BASE64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "data:;base64,R0lGODlhAQABAIAAAAAAAP%2F%2F%2FyH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        " data:text/html;x=y;base64,R0lGODlhAQABAIAAAAAAAP///yH5 BAEAAAAALAAAAAABAAEAAAIBRAA7"
      })
  void readsDataUrls(String url) {
    assertThat(images.fetch(url).width()).isEqualTo(1);
  }

  static Stream<Arguments> t14Refused() {
    byte[] png = Pictures.encoded("png", 8, 8);
    return Stream.of(
        Arguments.of("huge claim", Pictures.pngClaiming(50_000, 50_000, 2), "image_too_large"),
        Arguments.of("just over", Pictures.pngClaiming(5_001, 5_000, 2), "image_too_large"),
        Arguments.of(
            "largest claim",
            Pictures.pngClaiming(Integer.MAX_VALUE - 8, Integer.MAX_VALUE, 0),
            "image_too_large"),
        Arguments.of("zero size", Pictures.pngClaiming(0, 5, 1), "not_an_image"),
        Arguments.of("negative size", Pictures.pngClaiming(-5, 5, 0), "not_an_image"),
        Arguments.of("webp frame", Pictures.webpWithLargerFrame(), "image_too_large"),
        Arguments.of("webp in webp", Pictures.webpOfNestedFrames(), "not_an_image"),
        Arguments.of("tiff", Pictures.encoded("tiff", 8, 8), "image_refused"),
        Arguments.of("bmp", Pictures.encoded("bmp", 8, 8), "image_refused"),
        Arguments.of(
            "svg",
            utf8("<?xml version='1.0'?><svg xmlns='x'><script>alert(1)</script></svg>"),
            "image_refused"),
        Arguments.of("svg upper", utf8("\uFEFF <!-- --> <SVG onload=x>"), "image_refused"),
        Arguments.of("html", utf8("<html><img src=x></html>"), "not_an_image"),
        Arguments.of("empty", new byte[0], "not_an_image"),
        Arguments.of("one byte", new byte[] {(byte) 0x89}, "not_an_image"),
        Arguments.of("truncated", Arrays.copyOf(png, 20), "not_an_image"),
        Arguments.of("head only", Arrays.copyOf(png, 8), "not_an_image"),
        Arguments.of("gif head", utf8("GIF89a"), "not_an_image"),
        Arguments.of("11 MB", new byte[11 * 1024 * 1024], "image_too_large"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void t14Refused(String name, byte[] bytes, String code) {
    ProviderException failure = failure(Pictures.dataUrl(bytes));

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure.code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpg", "gif"})
  void t14DamagedBytesAnywhereNeverEscapeAsAnotherFailure(String format) {
    byte[] source = Pictures.encoded(format, 30, 20);
    for (int i = 0; i < source.length; i += 3) {
      byte[] damaged = source.clone();
      damaged[i] ^= (byte) 0xA5;
      try {
        assertThat(images.fetch(Pictures.dataUrl(damaged)).bytes()).isNotEmpty();
      } catch (ProviderException e) {
        assertThat(e.code()).isIn("not_an_image", "image_refused", "image_too_large");
      }
    }
  }

  @Test
  void t14OfTenThousandFramesOnlyTheFirstIsUsed() {
    Image image = images.fetch(Pictures.dataUrl(Pictures.gif(10_000)));

    assertThat(image.contentType()).isEqualTo("image/png");
    assertThat(red(decoded(image), 5, 5)).isTrue();
  }

  @Test
  void t14OfAPolyglotOnlyThePixelsAreLeft() {
    byte[] png = Pictures.encoded("png", 8, 8);
    byte[] tail = utf8("<script>alert(1)</script>PK\u0003\u0004");
    byte[] polyglot = Arrays.copyOf(png, png.length + tail.length);
    System.arraycopy(tail, 0, polyglot, png.length, tail.length);

    Image image = images.fetch(Pictures.dataUrl(polyglot));

    assertThat(new String(image.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("script");
  }

  @Test
  void t14TheTypeIsToldByTheBytesNotByTheHeader() {
    server.stubFor(
        any(anyUrl())
            .willReturn(
                aResponse()
                    .withHeader("Content-Type", "image/svg+xml")
                    .withBody(Pictures.encoded("png", 8, 8))));

    assertThat(images.fetch(url("/x.svg")).contentType()).isEqualTo("image/jpeg");
  }

  @Test
  void t14ALargerFileIsNotTaken() {
    serve(new byte[RemoteImages.MAX_BYTES + 1]);

    assertThat(failure(url("/large")).code()).isEqualTo("image_too_large");
  }

  @Test
  void t14ANeverEndingPictureTimesOut() throws IOException {
    try (DribblingServer dribble = new DribblingServer();
        OutboundHttp client = OutboundHttps.allowing(dribble.url().replaceAll("http://|/", ""))) {
      RemoteImages impatient = new RemoteImages(client, Duration.ofMillis(500));

      assertThat(
              catchThrowableOfType(ProviderException.class, () -> impatient.fetch(dribble.url()))
                  .reason())
          .isEqualTo(Reason.TIMED_OUT);
    }
  }

  @Test
  void t14LargestAllowedPicturesAtOnceStayWithinMemory() throws Exception {
    byte[] large = Pictures.largestPng();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Image>> pictures =
          IntStream.range(0, 6)
              .mapToObj(i -> Pictures.dataUrl(Arrays.copyOf(large, large.length + i)))
              .map(url -> threads.submit(() -> images.fetch(url)))
              .toList();
      for (Future<Image> picture : pictures) {
        assertThat(picture.get().width()).isEqualTo(1_200);
      }
    }
  }

  @Test
  void aMissingPictureIsRejected() {
    server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(404)));

    assertThat(failure(url("/gone")).code()).isEqualTo("not_found");
  }

  @Test
  void t13APrivateAddressIsRefused() {
    assertThat(failure("http://127.0.0.1/x.png").code()).isEqualTo("address_refused");
  }

  @Test
  void aThousandRowsWithOneLogoFetchItOnce() throws Exception {
    server.stubFor(
        any(anyUrl())
            .willReturn(aResponse().withBody(Pictures.encoded("png", 8, 8)).withFixedDelay(100)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Image> fetch = () -> images.fetch(url("/logo.png"));
      List<Callable<Image>> rows = Stream.generate(() -> fetch).limit(1_000).toList();
      for (Future<Image> row : threads.invokeAll(rows)) {
        assertThat(row.get().width()).isEqualTo(8);
      }
    }
    assertThat(server.getAllServeEvents()).hasSize(1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
