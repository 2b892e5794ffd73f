/**
 * Reads files of people: rows of text by column name, and who each row is about.
 *
 * <p>Entry points are {@link dev.atelier.posters.table.CsvFile} and {@link
 * dev.atelier.posters.table.PeopleColumns}. No Spring, no database.
 */
@NullMarked
package dev.atelier.posters.table;

import org.jspecify.annotations.NullMarked;
