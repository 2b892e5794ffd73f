import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { PlayIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useStartRun } from '../api/start-run';
import { sourceName } from '../source-name';
import type { RunOrder, Setup } from '../types';
import styles from './archive.module.css';

/** Starts a run over everybody, or over less. */
export function StartPanel({ setup }: { setup: Setup }) {
  const start = useStartRun();
  const navigate = useNavigate();
  const [user, setUser] = useState('');
  const [since, setSince] = useState('');

  const begin = (dryRun: boolean) => {
    const order: RunOrder = { dryRun };
    if (user.trim()) order.user = user.trim();
    if (since) order.since = since;
    start.mutate(order, { onSuccess: (run) => void navigate(paths.archiveRun(run.id)) });
  };
  const busy = (dryRun: boolean) => start.isPending && (start.variables.dryRun ?? false) === dryRun;

  return (
    <section className={styles.card} aria-labelledby="start-title">
      <div className={styles.head}>
        <div>
          <h2 id="start-title">Start a run</h2>
          <p className={styles.soft}>
            From <strong>{sourceName(setup.source)}</strong> to <code>{setup.folder}</code>. What is here
            already is not fetched again.
          </p>
        </div>
      </div>
      <div className={styles.fields}>
        <Field
          label="Only one user"
          placeholder="Everybody"
          hint="An e-mail address or the id of a document"
          value={user}
          onChange={(event) => setUser(event.target.value)}
        />
        <Field
          label="Only what changed since"
          type="date"
          value={since}
          onChange={(event) => setSince(event.target.value)}
        />
      </div>
      {start.isError && <ProblemNotice failure={start.error} />}
      <div className={styles.tools}>
        <Button look="primary" icon={<PlayIcon />} busy={busy(false)} onClick={() => begin(false)}>
          Start
        </Button>
        <Button busy={busy(true)} onClick={() => begin(true)}>
          Only count
        </Button>
      </div>
    </section>
  );
}
