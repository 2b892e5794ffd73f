package dev.atelier.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Tells whether two requests ask for the same: a digest of what they ask for. */
final class Fingerprint implements AutoCloseable {

  private final MessageDigest digest;
  private final HttpServletRequest request;
  private @Nullable SpooledBody body;

  private Fingerprint(HttpServletRequest request) {
    this.request = request;
    this.digest = DigestUtils.getSha256Digest();
  }

  /** Reads the whole request; {@link #readable} can be read again. */
  static Fingerprint of(HttpServletRequest request) throws IOException, ServletException {
    Fingerprint fingerprint = new Fingerprint(request);
    fingerprint.add(request.getMethod());
    fingerprint.add(request.getRequestURI());
    fingerprint.add(String.valueOf(request.getQueryString()));
    if (BodyLimitFilter.isMultipart(request)) {
      fingerprint.addParts();
    } else if (isForm(request)) {
      fingerprint.addForm();
    } else {
      fingerprint.add(String.valueOf(request.getContentType()));
      fingerprint.body = SpooledBody.read(request.getInputStream(), fingerprint.digest);
    }
    return fingerprint;
  }

  byte[] value() {
    return digest.digest();
  }

  HttpServletRequest readable() throws IOException {
    return body == null ? request : new BodyRequest(request, body.open());
  }

  @Override
  public void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }

  private static boolean isForm(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
  }

  // A browser that repeats an upload chooses another boundary, so the raw bytes may differ.
  private void addParts() throws IOException, ServletException {
    for (Part part : request.getParts()) {
      add(part.getName());
      add(String.valueOf(part.getSubmittedFileName()));
      add(String.valueOf(part.getContentType()));
      add(Long.toString(part.getSize()));
      try (InputStream in = part.getInputStream();
          OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        in.transferTo(out);
      }
    }
  }

  private void addForm() {
    Map<String, String[]> form = new TreeMap<>(request.getParameterMap());
    form.forEach((name, values) -> {
      add(name);
      add(Integer.toString(values.length));
      Arrays.stream(values).forEach(this::add);
    });
  }

  private void add(String text) {
    Sha256.add(digest, text);
  }
}
