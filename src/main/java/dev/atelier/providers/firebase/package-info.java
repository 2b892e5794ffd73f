/** Reads users and media out of Firebase: Firestore and Cloud Storage. */
@NullMarked
package dev.atelier.providers.firebase;

import org.jspecify.annotations.NullMarked;
