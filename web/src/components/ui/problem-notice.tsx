import { asProblem } from '@/lib/api-problem';
import type { FieldProblem } from '@/types/problem';
import { Button } from './button';
import { Notice } from './notice';
import styles from './notice.module.css';

function place({ field, line }: FieldProblem): string {
  if (line == null) return field;
  return field === '' || field === 'csv' ? `Line ${line}` : `Line ${line}, ${field}`;
}

type Props = { failure: unknown; hint?: string; onRetry?: () => void };

/** A failed call: what the server said, where in the input, and the id to find it in the log. */
export function ProblemNotice({ failure, hint, onRetry }: Props) {
  const problem = asProblem(failure);
  return (
    <Notice tone="bad">
      <p>{problem.message}</p>
      {problem.errors.length > 0 && (
        <ul className={styles.errors} aria-label="What is wrong">
          {problem.errors.map((error, index) => (
            <li key={index}>
              <span className={styles.place}>{place(error)}:</span> {error.message}
            </li>
          ))}
        </ul>
      )}
      {hint && <p className={styles.small}>{hint}</p>}
      {problem.status >= 500 && problem.requestId && (
        <p className={styles.small}>Request {problem.requestId}</p>
      )}
      {onRetry && (
        <p className={styles.action}>
          <Button look="link" onClick={onRetry}>
            Try again
          </Button>
        </p>
      )}
    </Notice>
  );
}
