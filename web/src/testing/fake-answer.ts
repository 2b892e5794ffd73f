import type { FieldProblem } from '@/types/problem';

export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Headers;
  form: FormData | null;
  json: unknown;
};

export type Answer = { status: number; body: unknown; type?: string; headers?: Record<string, string> };

export const ok = (body: unknown): Answer => ({ status: 200, body });

export function refusal(status: number, error: string, detail: string, errors: FieldProblem[] = []): Answer {
  return { status, type: 'application/problem+json', body: { status, detail, error, errors, requestId: 'r-1' } };
}
