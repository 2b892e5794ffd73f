import { useState } from 'react';
import { DownloadLink } from '@/components/ui/button';
import { DownloadIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import { bytes, count, counted } from '@/lib/format';
import { useRunUsers } from '../api/get-users';
import type { Run, RunUser } from '../types';
import styles from './archive.module.css';
import { UserBadge } from './state-badge';
import table from './user-table.module.css';

type Shown = 'all' | 'failed' | 'running';

const choices = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
  { value: 'running', label: 'In work' },
] as const;

/** The results, user by user, with what went wrong and each one's package. */
export function RunUsers({ run }: { run: Run }) {
  const [shown, setShown] = useState<Shown>('all');
  const query = useRunUsers(run.id, shown);
  const users = query.data?.pages.flatMap((page) => page.users) ?? [];
  return (
    <section className={styles.card} aria-labelledby="users-title">
      <div className={styles.head}>
        <h2 id="users-title">Users</h2>
        <Segmented label="Which users" value={shown} options={choices} onChange={setShown} />
      </div>
      {query.isPending && <Loading label="Loading users" />}
      {query.isError && (
        <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.isSuccess && users.length === 0 && <p className={styles.soft}>There are none.</p>}
      {users.length > 0 && (
        <ul className={table.rows} aria-label="Results">
          {users.map((user) => (
            <UserRow key={user.position} user={user} dryRun={run.dryRun} />
          ))}
        </ul>
      )}
      <MoreItems query={query} look="quiet" />
    </section>
  );
}

function UserRow({ user, dryRun }: { user: RunUser; dryRun: boolean }) {
  const files = user.images + user.voices;
  return (
    <li className={table.row}>
      <div className={table.who}>
        <p className={table.email}>{user.email}</p>
        <p className={table.sub}>
          {dryRun
            ? `${count(user.fetched)} to fetch, ${bytes(user.fetchedBytes)}`
            : `${counted(user.images, 'image')}, ${counted(user.voices, 'voice')} · ${bytes(user.bytes)}`}
        </p>
      </div>
      <div className={table.state}>
        <UserBadge user={user} />
      </div>
      <div className={table.tools}>
        {user.folder && files > 0 && (
          <DownloadLink
            look="quiet"
            iconOnly
            href={`/api/archive/folders/${encodeURIComponent(user.folder)}/package.zip`}
            label={`Package of ${user.email}`}
          >
            <DownloadIcon />
          </DownloadLink>
        )}
      </div>
      {user.errors.length > 0 && (
        <details className={table.errors}>
          <summary>
            {counted(user.errors.length, 'error')}
          </summary>
          <ul>
            {user.errors.map((error, index) => (
              <li key={index}>{error}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
