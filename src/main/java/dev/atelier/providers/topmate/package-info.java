/**
 * Topmate over HTTP: public profiles by username, chosen by {@code TOPMATE_API_URL}, and the Django
 * API that posters are saved to, chosen by {@code DJANGO_API_URL}.
 */
@NullMarked
package dev.atelier.providers.topmate;

import org.jspecify.annotations.NullMarked;
