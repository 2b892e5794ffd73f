package dev.atelier.providers.chromium;

import dev.atelier.providers.PageRenderer;
import dev.atelier.providers.PageTexts;

/** What browsers are used for. */
record Browsers(PageRenderer renderer, PageTexts texts) {}
