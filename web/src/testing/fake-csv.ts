import type { FieldProblem } from '@/types/problem';
import type { Person } from './fake-data';

export type Table = { columns: string[]; people: Person[] };

/** Reads just enough CSV to be a server for the pages. */
export function readCsv(text: string, mapping: Record<string, string> = {}): Table | FieldProblem {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  const unclosed = lines.findIndex((line) => (line.match(/"/g)?.length ?? 0) % 2 === 1);
  if (unclosed >= 0) {
    const column = (lines[unclosed]?.indexOf('"') ?? 0) + 1;
    return {
      field: 'csv',
      line: unclosed + 1,
      message: `the quote opened at column ${column} is never closed`,
    };
  }
  const [header = [], ...rows] = lines.map(cells);
  const columns = [...new Set([...Object.keys(mapping), ...header])];
  if (!columns.includes('username')) {
    return { field: 'username', line: 1, message: 'the header has no column named username' };
  }
  if (rows.length === 0) return { field: 'csv', line: 2, message: 'no row follows the header' };
  const people = rows.map((row) =>
    Object.fromEntries(
      columns.map((column) => [column, row[header.indexOf(mapping[column] ?? column)] ?? '']),
    ),
  );
  return { columns, people };
}

function cells(line: string): string[] {
  return Array.from(line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g), ([, quoted, plain]) =>
    quoted ?? plain ?? '',
  );
}
