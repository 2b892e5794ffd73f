/** One thing that is wrong with the input; the line counts from 1 in the uploaded file. */
export type FieldProblem = {
  field: string;
  message: string;
  line?: number | null;
};

/** The error body of every endpoint (RFC 9457, application/problem+json). */
export type ProblemBody = {
  status: number;
  detail: string;
  error: string;
  errors?: FieldProblem[];
  requestId?: string;
};
