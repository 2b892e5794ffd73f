import { FileDrop } from '@/components/ui/file-drop';
import { Loading } from '@/components/ui/loading';
import { Notice } from '@/components/ui/notice';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useImportPosts } from '../api/import-posts';
import type { Imported } from '../types';
import styles from './post-rows.module.css';

const shownErrors = 8;

type Props = { campaign: string; onRead: (imported: Imported) => void };

/** Posts from a file go into the table; what cannot be read is told row by row. */
export function PostImport({ campaign, onRead }: Props) {
  const read = useImportPosts(campaign, onRead);
  const errors = read.data?.errors ?? [];
  return (
    <div className={styles.import}>
      <FileDrop
        label="File of posts"
        hint="CSV or JSON with topic, brief, tone, … up to 10,000 posts"
        accept=".csv,.json,text/csv,application/json"
        file={null}
        onChange={(file) => file && read.mutate(file)}
      />
      {read.isPending && <Loading label="Reading the file" />}
      {read.isError && <ProblemNotice failure={read.error} />}
      {read.data && (
        <Notice tone={errors.length > 0 ? 'warn' : 'info'}>
          <p>
            {counted(read.data.posts.length, 'post')} of {counted(read.data.total, 'row')} added to
            the table.
          </p>
          {errors.length > 0 && (
            <ul className={styles.errors} aria-label="Rows that are no posts">
              {errors.slice(0, shownErrors).map((error, index) => (
                <li key={index}>
                  {error.line === null ? `Row ${error.row}` : `Line ${error.line}`}: {error.field}{' '}
                  {error.message}
                </li>
              ))}
              {errors.length > shownErrors && (
                <li>… and {counted(errors.length - shownErrors, 'further error')}</li>
              )}
            </ul>
          )}
        </Notice>
      )}
    </div>
  );
}
