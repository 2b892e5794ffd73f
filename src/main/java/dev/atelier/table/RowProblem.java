package dev.atelier.table;

/**
 * Why one row cannot become a poster; the other rows are not affected.
 *
 * @param code stable word for programs: {@code missing_username}, {@code invalid_user_id} or {@code
 *     ragged_row}
 * @param message what is wrong, for people
 */
public record RowProblem(String code, String message) {}
