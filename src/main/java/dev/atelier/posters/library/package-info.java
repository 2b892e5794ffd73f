/**
 * What a person keeps to make posters of: templates in versions, pictures and fonts for them.
 *
 * <p>Entry points for the studio are {@link dev.atelier.posters.library.TemplateLibrary} and {@link
 * dev.atelier.posters.library.OwnAssets}.
 */
@NullMarked
package dev.atelier.posters.library;

import org.jspecify.annotations.NullMarked;
