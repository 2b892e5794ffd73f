package dev.atelier.posters.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltInTemplatesTests {

  private static final String PICTURE = "data:image/png;base64,AAAA";

  static List<BuiltInTemplate> templates() {
    return BuiltInTemplates.all();
  }

  @Test
  void thereIsOneForEachCommonShape() {
    assertThat(templates())
        .extracting(template -> template.size().id())
        .containsExactly("instagram-square", "instagram-story", "facebook-post");
    assertThat(BuiltInTemplates.find("mosaic")).contains(templates().getLast());
    assertThat(BuiltInTemplates.find("none")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("templates")
  void nothingInThemIsRemovedFetchedOrUnknown(BuiltInTemplate template) {
    PosterTemplate compiled = compile(template);
    assertThat(compiled.warnings()).isEmpty();
    assertThat(compiled.isDocument()).isTrue();
    assertThat(compiled.placeholders())
        .contains("display_name", "username", "profile_pic", "bio", "expertise_category");
    assertThat(template.sampleValues())
        .containsKeys(compiled.placeholders().toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource("templates")
  void thePictureTakesThePlaceOfTheInitial(BuiltInTemplate template) {
    Document without = Jsoup.parse(fill(template, ""));
    assertThat(without.expectFirst("#profilePic").attr("style")).contains("display:none");
    assertThat(without.expectFirst("#placeholder").attr("style")).isEmpty();
    Document with = Jsoup.parse(fill(template, "https://a.test/x.png"));
    assertThat(with.expectFirst("#profilePic").attr("style")).isEmpty();
    assertThat(with.expectFirst("#profilePic").attr("src")).isEqualTo(PICTURE);
    assertThat(with.expectFirst("#placeholder").attr("style")).isEqualTo("display:none");
  }

  private static String fill(BuiltInTemplate template, String picture) {
    return compile(template)
        .fill(
            name -> name.equals("profile_pic") ? picture : template.sampleValues().get(name),
            reference -> PICTURE);
  }

  private static PosterTemplate compile(BuiltInTemplate template) {
    return PosterTemplate.compile(template.html(), template.sampleValues().keySet());
  }
}
