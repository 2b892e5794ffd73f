/**
 * Turns an HTML template and a row of values into the HTML of one poster, and brings the templates
 * that ship with the product.
 *
 * <p>Entry points are {@link dev.atelier.posters.template.PosterTemplate}, {@link
 * dev.atelier.posters.template.PosterSize} and {@link
 * dev.atelier.posters.template.BuiltInTemplates}. No Spring, no database, no network.
 */
@NullMarked
package dev.atelier.posters.template;

import org.jspecify.annotations.NullMarked;
