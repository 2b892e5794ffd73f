import type { FieldProblem, ProblemBody } from '@/types/problem';

/** Why a call to the server failed. Status 0 means that the server could not be reached. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: FieldProblem[];
  readonly requestId: string | undefined;

  constructor(body: ProblemBody) {
    super(body.detail);
    this.name = 'ApiProblem';
    this.status = body.status;
    this.code = body.error;
    this.errors = body.errors ?? [];
    this.requestId = body.requestId;
  }

  get unreachable(): boolean {
    return this.status === 0;
  }

  static unreachable(): ApiProblem {
    return new ApiProblem({
      status: 0,
      error: 'unreachable',
      detail: 'Atelier cannot be reached. Check that it is running and that you are online.',
    });
  }

  static async from(response: Response): Promise<ApiProblem> {
    const body: unknown = await response.json().catch(() => null);
    if (isProblemBody(body)) return new ApiProblem({ ...body, status: response.status });
    return new ApiProblem({
      status: response.status,
      error: 'unexpected_answer',
      detail: `The server answered ${response.status} without saying why.`,
    });
  }
}

function isProblemBody(body: unknown): body is ProblemBody {
  return (
    typeof body === 'object' && body !== null && 'detail' in body && typeof body.detail === 'string'
  );
}

/** Any thrown value as a problem, so that every failure can be shown the same way. */
export function asProblem(failure: unknown): ApiProblem {
  if (failure instanceof ApiProblem) return failure;
  const detail = failure instanceof Error ? failure.message : 'Something went wrong.';
  return new ApiProblem({ status: -1, error: 'unexpected', detail });
}
