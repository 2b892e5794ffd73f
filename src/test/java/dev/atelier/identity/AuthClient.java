package dev.atelier.identity;

import dev.atelier.RawHttp;
import dev.atelier.RawHttp.Answer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the routes of accounts. */
record AuthClient(int port) {

  static final String PASSWORD = "securepassword123";

  Answer register(String username) {
    return register(username, username + "@example.com", PASSWORD);
  }

  Answer register(String username, String email, String password) {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("username", username);
    form.put("email", email);
    form.put("password", password);
    return post("/api/auth/register", form);
  }

  Answer login(String username, String password, String... headers) {
    return post("/api/auth/login", Map.of("username", username, "password", password), headers);
  }

  Answer me(String token) {
    return get("/api/auth/me", token);
  }

  Answer logout(String token) {
    return RawHttp.request(port, "POST", "/api/auth/logout", "Authorization: Bearer " + token);
  }

  Answer get(String path, String token) {
    return RawHttp.request(port, "GET", path, "Authorization: Bearer " + token);
  }

  /** A new user's token. */
  String token(String username) {
    return token(register(username));
  }

  static String token(Answer answer) {
    return answer.json().path("access_token").asString();
  }

  Answer post(String path, Object body, String... headers) {
    byte[] json = JsonMapper.shared().writeValueAsBytes(body);
    return send("POST", path, "application/json", json, headers);
  }

  Answer send(String method, String path, String type, byte[] body, String... headers) {
    StringBuilder head =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    head.append("Content-Type: ").append(type).append("\r\nConnection: close\r\nContent-Length: ");
    head.append(body.length).append("\r\n\r\n");
    byte[] start = head.toString().getBytes(StandardCharsets.UTF_8);
    byte[] request = new byte[start.length + body.length];
    System.arraycopy(start, 0, request, 0, start.length);
    System.arraycopy(body, 0, request, start.length, body.length);
    return RawHttp.sendBytes(port, request);
  }
}
