import { Spinner } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { ApiProblem } from '@/lib/api-problem';
import { cx } from '@/lib/cx';
import { counted } from '@/lib/format';
import type { Preview } from '../api/preview-posters';
import { ColumnMatch } from './column-match';
import styles from './preview-panel.module.css';
import { PreviewTiles } from './preview-tiles';
import type { Change, RunForm } from './run-form';
import { Warnings } from './warnings';

type Props = {
  preview: Preview | undefined;
  form: RunForm;
  change: Change;
  missingStep: string | null;
  updating: boolean;
  problem: ApiProblem | null;
  refused: boolean;
  onRetry: () => void;
};

/** The first and the longest posters as they will be, and how the columns meet the design. */
export function PreviewPanel(props: Props) {
  const { preview, form, change, missingStep, updating, problem, refused, onRetry } = props;
  const shown = missingStep === null && !problem && !refused ? preview : undefined;
  return (
    <section className={styles.panel} aria-labelledby="preview-title" aria-busy={updating}>
      <div className={styles.head}>
        <h2 id="preview-title">Preview</h2>
        <p className={styles.state} role="status">
          {updating && <Spinner />}
          {updating ? 'Rendering' : shown && counted(shown.rows, 'row')}
        </p>
      </div>
      {shown ? (
        <>
          <PreviewTiles posters={shown.posters} stale={updating} />
          {shown.posters.length > 3 && (
            <p className={styles.state}>The first three rows, then those with the longest texts.</p>
          )}
          <ColumnMatch preview={shown} form={form} change={change} />
          <Warnings warnings={shown.warnings} />
        </>
      ) : (
        <Blank waiting={updating} />
      )}
      {missingStep && <p className={styles.state}>{missingStep}</p>}
      {problem && <ProblemNotice failure={problem} onRetry={onRetry} />}
      {refused && <p className={styles.state}>Something in the form needs a correction first.</p>}
    </section>
  );
}

function Blank({ waiting }: { waiting: boolean }) {
  return (
    <div className={cx(styles.blank, waiting && styles.waiting)} aria-hidden="true">
      <span />
      <span />
      <span />
    </div>
  );
}
