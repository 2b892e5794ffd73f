package dev.atelier.posters;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server that saves to a stand-in of the Django API, which is the same for all its tests. */
abstract class SaveScene {

  static final DjangoServer DJANGO = new DjangoServer();

  @LocalServerPort int port;
  PosterClient client;
  SaveClient saves;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("atelier.topmate.django-url", DJANGO::url);
  }

  @BeforeEach
  void connect() {
    client = new PosterClient(port);
    saves = new SaveClient(client);
    DJANGO.reset();
  }
}
