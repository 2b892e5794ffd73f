/** Media in a bucket of Google Cloud Storage; chosen by {@code MEDIA_STORAGE_BACKEND=gcp}. */
@NullMarked
package dev.atelier.providers.gcs;

import org.jspecify.annotations.NullMarked;
