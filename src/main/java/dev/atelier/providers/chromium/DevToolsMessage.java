package dev.atelier.providers.chromium;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A message from the browser.
 *
 * @param json the message; where it carried a picture, that field is null
 * @param picture the picture
 */
record DevToolsMessage(JsonNode json, byte @Nullable [] picture) {}
