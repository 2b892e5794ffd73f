package dev.atelier.table;

/** How large a row may be, wherever it comes from. */
public final class RowLimits {

  public static final int MAX_COLUMNS = 1_000;

  /** Characters of a cell. */
  public static final int MAX_CELL = 64 * 1024;

  /** Characters of all cells together. */
  public static final int MAX_ROW = 1024 * 1024;

  private RowLimits() {}
}
