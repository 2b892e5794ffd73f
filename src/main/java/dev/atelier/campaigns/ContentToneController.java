package dev.atelier.campaigns;

import dev.atelier.identity.AccountRequired;
import dev.atelier.identity.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** The tones to choose from. */
@RestController
@AccountRequired
class ContentToneController {

  private final ContentToneRepository tones;

  ContentToneController(ContentToneRepository tones) {
    this.tones = tones;
  }

  @GetMapping({"/api/content-tones", "/api/content-tones/"})
  List<ToneResponse> list(Caller caller) {
    return tones.all().stream().map(ToneResponse::of).toList();
  }

  /** A tone on the wire. */
  @JsonNaming(SnakeCaseStrategy.class)
  record ToneResponse(String id, String name, String description, String promptModifier) {
    static ToneResponse of(ContentTone tone) {
      return new ToneResponse(tone.id(), tone.name(), tone.description(), tone.promptModifier());
    }
  }
}
