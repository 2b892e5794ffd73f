/**
 * Makes videos: takes prompts into the queue, has the provider film them, one at a time, and keeps
 * the files.
 */
@NullMarked
package dev.atelier.videos.generation;

import org.jspecify.annotations.NullMarked;
