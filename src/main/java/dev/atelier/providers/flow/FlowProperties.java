package dev.atelier.providers.flow;

import dev.atelier.home.CannotStartException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Flow is and how it is asked.
 *
 * @param generateUrl {@code FLOW_API_GENERATE_URL}; empty where Flow is not used
 * @param statusUrl {@code FLOW_API_STATUS_URL}
 * @param projectId {@code FLOW_PROJECT_ID}
 * @param defaultVideoModel {@code FLOW_DEFAULT_VIDEO_MODEL}
 * @param defaultAspectRatio {@code FLOW_DEFAULT_ASPECT_RATIO}
 * @param userPaygateTier {@code FLOW_USER_PAYGATE_TIER}
 * @param accessToken {@code FLOW_ACCESS_TOKEN}
 * @param accessTokenFile {@code FLOW_ACCESS_TOKEN_FILE}, read again when it changes
 * @param deadline longest time of one call
 */
@ConfigurationProperties("atelier.flow")
record FlowProperties(
    @DefaultValue("") String generateUrl,
    @DefaultValue("") String statusUrl,
    @DefaultValue("") String projectId,
    @DefaultValue("veo_3_1_t2v_fast_portrait_ultra") String defaultVideoModel,
    @DefaultValue("VIDEO_ASPECT_RATIO_PORTRAIT") String defaultAspectRatio,
    @DefaultValue("PAYGATE_TIER_NOT_PAID") String userPaygateTier,
    @DefaultValue("") String accessToken,
    @DefaultValue("") String accessTokenFile,
    @DefaultValue("30s") Duration deadline) {

  FlowProperties {
    generateUrl = generateUrl.strip();
    statusUrl = statusUrl.strip();
    projectId = projectId.strip();
    accessToken = accessToken.strip();
    accessTokenFile = accessTokenFile.strip();
    if (!generateUrl.isEmpty() || !statusUrl.isEmpty()) {
      requireAddress("FLOW_API_GENERATE_URL", generateUrl);
      requireAddress("FLOW_API_STATUS_URL", statusUrl);
      require("FLOW_PROJECT_ID", projectId);
      require("FLOW_DEFAULT_VIDEO_MODEL", defaultVideoModel);
      require("FLOW_DEFAULT_ASPECT_RATIO", defaultAspectRatio);
      require("FLOW_USER_PAYGATE_TIER", userPaygateTier);
      if (!accessToken.isEmpty() && !accessTokenFile.isEmpty()) {
        throw new CannotStartException(
            "Only one of FLOW_ACCESS_TOKEN and FLOW_ACCESS_TOKEN_FILE may be set");
      }
      if (!accessToken.matches("[\\x21-\\x7E]*")) {
        throw new CannotStartException("FLOW_ACCESS_TOKEN must be printable ASCII without spaces");
      }
    }
    if (!deadline.isPositive()) {
      throw new CannotStartException("atelier.flow.deadline must be positive");
    }
  }

  private static void require(String setting, String value) {
    if (value.isBlank()) {
      throw new CannotStartException(setting + " must be set where Flow's addresses are");
    }
  }

  /** Does not quote the address, which may hold a key. */
  private static void requireAddress(String setting, String url) {
    require(setting, url);
    try {
      URI address = new URI(url);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getRawUserInfo() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new CannotStartException(setting + " is no address: " + e.getReason());
    }
    throw new CannotStartException(setting + " must be an http or https URL without user name");
  }

  @Override
  public String toString() {
    return "FlowProperties[" + projectId + "]";
  }
}
