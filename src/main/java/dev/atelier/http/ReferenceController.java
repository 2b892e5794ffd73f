package dev.atelier.http;

import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Hidden
class ReferenceController {

  @GetMapping(path = "/redoc", produces = MediaType.TEXT_HTML_VALUE)
  String redoc() {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Atelier API</title>
    <redoc spec-url="/openapi.json"></redoc>
    <script src="/redoc/assets/redoc/redoc.standalone.js"></script>
    </html>
    """;
  }
}
