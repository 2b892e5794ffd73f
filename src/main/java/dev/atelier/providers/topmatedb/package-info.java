/**
 * Topmate's own database, written without its API: a poster's {@code Video} and {@code
 * UserShareContent} rows. Chosen by {@code TOPMATE_DATABASE_URL}.
 */
@NullMarked
package dev.atelier.providers.topmatedb;

import org.jspecify.annotations.NullMarked;
