package dev.atelier.campaigns;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.atelier.home.CannotStartException;
import dev.atelier.providers.ImageModel.Quality;
import dev.atelier.providers.ModelUsage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What models cost: a file of ours, over which the operator may lay one of his own. */
@Component
class ModelPrices {

  private static final String OURS = "/campaigns/prices.json";

  private final Map<String, Price> prices = new TreeMap<>();
  private String asOf;

  ModelPrices(CampaignProperties properties, JsonMapper json) {
    properties.verify();
    PriceFile ours = read(json);
    prices.putAll(ours.models());
    asOf = ours.asOf();
    if (!properties.prices().isBlank()) {
      PriceFile theirs = read(Path.of(properties.prices()), json);
      prices.putAll(theirs.models());
      asOf = theirs.asOf();
    }
  }

  /**
   * A file of prices, in dollars.
   *
   * @param asOf the day the prices were looked up
   */
  record PriceFile(@JsonProperty("as_of") String asOf, Map<String, Price> models) {
    PriceFile {
      Objects.requireNonNull(asOf, "as_of");
      models = Map.copyOf(Objects.requireNonNull(models, "models"));
    }
  }

  /**
   * What a model costs, in dollars.
   *
   * @param perImage by quality; for models whose answers do not say what was used, and for
   *     estimates
   */
  record Price(
      @JsonProperty("input_per_million") @Nullable BigDecimal input,
      @JsonProperty("cached_input_per_million") @Nullable BigDecimal cachedInput,
      @JsonProperty("output_per_million") @Nullable BigDecimal output,
      @JsonProperty("per_image") @Nullable Map<String, BigDecimal> perImage) {}

  private static PriceFile read(JsonMapper json) {
    try (InputStream file = ModelPrices.class.getResourceAsStream(OURS)) {
      return json.readValue(Objects.requireNonNull(file), PriceFile.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PriceFile read(Path path, JsonMapper json) {
    try (InputStream file = Files.newInputStream(path)) {
      return json.readValue(file, PriceFile.class);
    } catch (IOException | JacksonException e) {
      throw new CannotStartException(
          "ATELIER_CAMPAIGNS_PRICES must name a readable JSON file of prices, such as {\"as_of\":"
              + " \"2026-11-21\", \"models\": {\"a-model\": {\"input_per_million\": 0.1,"
              + " \"output_per_million\": 0.5}}}",
          e);
    }
  }

  /** The day the prices were looked up. */
  String asOf() {
    return asOf;
  }

  /** Whether a price is known; what has none, such as a model of one's own, counts as free. */
  boolean knows(String model) {
    return price(model) != null;
  }

  long text(String model, ModelUsage usage) {
    Price price = price(model);
    return price == null ? 0 : tokens(price, usage);
  }

  long image(String model, ModelUsage usage, Quality quality) {
    Price price = price(model);
    if (price == null) {
      return 0;
    }
    return usage.outputTokens() > 0 && price.output() != null
        ? tokens(price, usage)
        : image(model, quality);
  }

  /** A picture's price before it is made. */
  long image(String model, Quality quality) {
    Price price = price(model);
    Map<String, BigDecimal> perImage = price == null ? null : price.perImage();
    BigDecimal dollars =
        perImage == null ? null : perImage.get(quality.name().toLowerCase(Locale.ROOT));
    if (dollars != null) {
      return Money.micros(dollars);
    }
    return price == null || price.output() == null
        ? 0
        : tokens(price, new ModelUsage(0, 0, usualTokens(quality)));
  }

  /** What a picture of 1024 pixels takes where only the price of tokens is known. */
  private static long usualTokens(Quality quality) {
    return switch (quality) {
      case LOW -> 272;
      case MEDIUM -> 1_056;
      case HIGH -> 4_160;
    };
  }

  private static long tokens(Price price, ModelUsage usage) {
    BigDecimal input = or(price.input(), BigDecimal.ZERO);
    BigDecimal cached = or(price.cachedInput(), input);
    BigDecimal output = or(price.output(), BigDecimal.ZERO);
    // Dollars for a million tokens are millionths of a dollar for one.
    return input
        .multiply(BigDecimal.valueOf(usage.inputTokens() - usage.cachedInputTokens()))
        .add(cached.multiply(BigDecimal.valueOf(usage.cachedInputTokens())))
        .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static BigDecimal or(@Nullable BigDecimal value, BigDecimal otherwise) {
    return value == null ? otherwise : value;
  }

  /** Of the model of that name, or of the one whose dated edition it is. */
  private @Nullable Price price(String model) {
    Price exact = prices.get(model);
    if (exact != null) {
      return exact;
    }
    return prices.entrySet().stream()
        .filter(entry -> model.startsWith(entry.getKey() + "-20"))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }
}
