/**
 * Draws pages with headless Chromium: finds or unpacks a browser, starts it without any network,
 * and speaks the Chrome DevTools Protocol with it over a pipe.
 */
@NullMarked
package dev.atelier.providers.chromium;

import org.jspecify.annotations.NullMarked;
