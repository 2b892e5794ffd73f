/** How often members may do what the video studio's routes do. */
@NullMarked
package dev.atelier.identity.rates;

import org.jspecify.annotations.NullMarked;
