/**
 * The people of the video studio: profiles, their videos, what they like, and who is liked most.
 */
@NullMarked
package dev.atelier.videos.creators;

import org.jspecify.annotations.NullMarked;
