package dev.atelier.posters.template;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The picture that stands in for one that is missing: the outline of a person on grey. */
final class NeutralImage {

  private static final String SVG =
      """
      <svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">\
      <rect width="400" height="400" fill="#d9dde3"/>\
      <circle cx="200" cy="156" r="68" fill="#f5f6f8"/>\
      <path d="M68 400c0-84 59-142 132-142s132 58 132 142z" fill="#f5f6f8"/></svg>\
      """;

  static final String URL =
      "data:image/svg+xml;base64,"
          + Base64.getEncoder().encodeToString(SVG.getBytes(StandardCharsets.UTF_8));

  private NeutralImage() {}
}
