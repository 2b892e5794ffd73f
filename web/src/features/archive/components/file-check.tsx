import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { bytes, counted } from '@/lib/format';
import { useVerifyFiles } from '../api/verify-files';
import styles from './archive.module.css';

/** Has all files read again and compared with what is known of them. */
export function FileCheck({ folder }: { folder: string }) {
  const verify = useVerifyFiles();
  const result = verify.data;
  return (
    <section className={styles.card} aria-labelledby="check-title">
      <div className={styles.head}>
        <div>
          <h2 id="check-title">Check the files</h2>
          <p className={styles.soft}>
            Reads every file in <code>{folder}</code> again and compares its SHA-256. Asks nobody
            else.
          </p>
        </div>
        <Button busy={verify.isPending} onClick={() => verify.mutate()}>
          Check
        </Button>
      </div>
      {verify.isError && <ProblemNotice failure={verify.error} />}
      {result && (
        <Notice tone={result.missing + result.changed > 0 ? 'bad' : 'info'}>
          <p>
            {counted(result.files, 'file')}, {bytes(result.bytes)}: {result.ok} as they were,{' '}
            {result.missing} missing, {result.changed} changed, {result.unknown} unknown.
          </p>
          {result.problems.length > 0 && (
            <ul className={styles.problems}>
              {result.problems.map((problem) => (
                <li key={problem.path}>
                  <code>{problem.path}</code> {problem.detail}
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </section>
  );
}
