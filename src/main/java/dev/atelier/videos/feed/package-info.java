/**
 * The feed of public videos, and what viewers make of them: likes, dislikes, views. Who reads the
 * feed reads it as of the moment of the first page, however much is voted meanwhile.
 */
@NullMarked
package dev.atelier.videos.feed;

import org.jspecify.annotations.NullMarked;
