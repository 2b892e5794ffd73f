import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

export type FileProblem = { path: string; problem: string; detail: string };

export type Verification = {
  problems: FileProblem[];
  files: number;
  bytes: number;
  ok: number;
  missing: number;
  changed: number;
  unknown: number;
};

const most = 100;

/** Has every file read again: a line for each problem, and one with the sums. */
async function verify(): Promise<Verification> {
  const lines = (await api.postForText('/api/archive/verify')).trim().split('\n');
  const sums = JSON.parse(lines.pop() ?? '{}') as Omit<Verification, 'problems'>;
  return { ...sums, problems: lines.slice(0, most).map((line) => JSON.parse(line) as FileProblem) };
}

export function useVerifyFiles() {
  return useMutation({ mutationFn: verify });
}
