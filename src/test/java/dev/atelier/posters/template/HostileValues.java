package dev.atelier.posters.template;

import java.util.List;
import java.util.Random;

/** Values that try to be more than a value. */
final class HostileValues {

  static final List<String> ALL =
      List.of(
          "<img src=x onerror=alert(1)>",
          "\"><script>alert(1)</script>",
          "'><svg onload=alert(1)>",
          "\" onmouseover=\"alert(1)",
          "' onmouseover='alert(1)",
          "x onmouseover=alert(1) y=",
          "</style><script>alert(1)</script>",
          "</title><img src=x>",
          "</textarea><img src=x>",
          "</xmp></noscript></template></svg><img src=x>",
          "--><img src=x>",
          "]]><img src=x>",
          "<!--",
          "<![CDATA[",
          "<?php ?>",
          "{{7*7}}",
          "${7*7}",
          "#{7*7}",
          "{bio}",
          "{{bio}}",
          "{v}",
          "\\",
          "\\\"",
          "\\27 ",
          "a\nb",
          "a\r\nb\tc",
          "\u0000<img src=x>",
          "\uFDD00\uFDD1",
          "&lt;img src=x&gt;",
          "&#60;img src=x&#62;",
          "&quot;&apos;",
          "`onload=alert(1)`",
          "url(javascript:alert(1))",
          "url(http://169.254.169.254/)",
          "red;background:url(http://evil.test/)",
          "red}body{display:none",
          "expression(alert(1))",
          "*/body{display:none}/*",
          "@import 'http://evil.test/';",
          "');background:url('http://evil.test/",
          "\");background:url(\"http://evil.test/",
          ")\nurl(http://evil.test/",
          "javascript:alert(1)",
          " \u0001JaVa\tScRiPt:alert(1)",
          "data:text/html,<script>alert(1)</script>",
          "vbscript:x",
          "file:///etc/passwd",
          "//evil.test/x",
          "zoë \u202E 🎈 é");

  private static final String ALPHABET =
      "<>\"'&=/\\{}()[]:;,.!?@#$%*+-_`| \t\n\r\u0000\u00A0\u2028aAbBuUrRlL019xé🎈\uFDD0\uFDD1";

  private HostileValues() {}

  /** Up to 40 characters, mostly such that mean something somewhere. */
  static String random(Random random) {
    int[] alphabet = ALPHABET.codePoints().toArray();
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      value.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
    }
    return value.toString();
  }
}
