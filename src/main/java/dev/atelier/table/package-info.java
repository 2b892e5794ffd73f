/**
 * Owns the reading of tables that people upload: rows of text by column name, each row with its
 * line. No Spring, no database.
 *
 * <p>Publishes {@link dev.atelier.table.CsvTable}, {@link dev.atelier.table.Row}, {@link
 * dev.atelier.table.RowProblem}, {@link dev.atelier.table.Cells} and {@link
 * dev.atelier.table.FormulaSafe}.
 */
@ApplicationModule(allowedDependencies = {"http"})
@NullMarked
package dev.atelier.table;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
