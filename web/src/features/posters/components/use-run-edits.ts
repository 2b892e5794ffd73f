import { useState } from 'react';
import type { RunChanges, Values } from '../api/apply-changes';
import type { Run } from '../types';

/** Edits of a run that were not sent yet. */
export type RunEdits = {
  rows: ReadonlyMap<number, Values>;
  added: readonly Values[];
  removed: ReadonlySet<number>;
  template: string | null;
};

const none: RunEdits = { rows: new Map(), added: [], removed: new Set(), template: null };

export function useRunEdits() {
  const [edits, setEdits] = useState(none);
  return {
    edits,
    clear: () => setEdits(none),
    editRow: (row: number, values: Values) =>
      setEdits((now) => {
        const removed = new Set(now.removed);
        removed.delete(row);
        return { ...now, removed, rows: new Map(now.rows).set(row, values) };
      }),
    removeRow: (row: number) =>
      setEdits((now) => {
        const rows = new Map(now.rows);
        rows.delete(row);
        return { ...now, rows, removed: new Set(now.removed).add(row) };
      }),
    addRow: (values: Values) => setEdits((now) => ({ ...now, added: [...now.added, values] })),
    editTemplate: (template: string) => setEdits((now) => ({ ...now, template })),
  };
}

export function changesOf(edits: RunEdits, run: Run): RunChanges {
  return {
    revision: run.revision,
    rows: [...edits.rows].map(([row, values]) => ({ row, values })),
    added: edits.added.map((values) => ({ values })),
    removed: [...edits.removed],
    ...(edits.template !== null && { template: edits.template }),
  };
}

/** How many rows are edited, added or removed. */
export function sizeOf(edits: RunEdits): number {
  return edits.rows.size + edits.added.length + edits.removed.size;
}

/** How many rows may look different. */
export function affected(edits: RunEdits, run: Run): number {
  return edits.template !== null
    ? run.total - edits.removed.size + edits.added.length
    : edits.rows.size + edits.added.length;
}
