import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { RunInput } from '../types';
import { formOf } from '../types';

export type Finding = { row: number | null; column: string | null; rule: string; message: string };

export type RowReport = {
  rows: number;
  /** What was cut short: texts, images or ids. */
  incomplete: string[];
  /** How many rows that is about. */
  unchecked: Record<string, number>;
  total: number;
  counts: Record<string, number>;
  /** The first of each rule. */
  findings: Finding[];
};

type Check = { input: RunInput; revision: number; signal: AbortSignal };

function checkRows({ input, signal }: Check) {
  return api.postForm<RowReport>('/api/posters/runs?dryRun=true', formOf(input), { signal });
}

/** Asks what a run would trip over; nothing is stored or made. */
export function useCheckRows() {
  return useMutation({ mutationFn: checkRows });
}
