package dev.atelier.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.IntegrationTest;
import dev.atelier.posters.PosterClient.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class PosterZipTests {

  @LocalServerPort int port;

  @Test
  void holdsEveryFinishedPosterUnderASafeName() throws IOException {
    var client = new PosterClient(port);
    String id =
        client
            .start("username\n../../etc/passwd\nZoë Ünal\n\"\"\"q\"\"\"\nada\nada\n")
            .body()
            .path("id")
            .asString();
    client.awaitEnd(id);

    Answer zip = client.get("/api/posters/runs/" + id + "/posters.zip");

    assertThat(zip.raw().headers().firstValue("Content-Disposition").orElse(""))
        .contains("Autumn-speakers.zip");
    List<String> names = new ArrayList<>();
    try (var entries = new ZipInputStream(new ByteArrayInputStream(zip.raw().body()))) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        names.add(entry.getName());
        assertThat(PngSize.of(entries.readAllBytes())).isEqualTo(new PngSize(200, 200));
      }
    }
    assertThat(names)
        .containsExactly(
            "00001-etc-passwd.png",
            "00002-Zoë-Ünal.png",
            "00003-q.png",
            "00004-ada.png",
            "00005-ada.png");
  }
}
