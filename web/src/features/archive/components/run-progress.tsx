import { ProgressBar } from '@/components/ui/progress-bar';
import { bytes, count, counted, duration } from '@/lib/format';
import type { Run } from '../types';
import { isActive } from '../types';
import styles from './archive.module.css';

type Fact = { name: string; value: string; bad?: boolean };

function factsOf(run: Run): Fact[] {
  const facts: Fact[] = [
    { name: 'Users', value: `${count(run.processed)} of ${count(run.users)}` },
    { name: run.dryRun ? 'To fetch' : 'Fetched', value: bytes(run.fetchedBytes) },
  ];
  if (run.savedBytes > 0) facts.push({ name: 'Not fetched again', value: bytes(run.savedBytes) });
  if (run.failedMedia > 0) facts.push({ name: 'Failed', value: count(run.failedMedia), bad: true });
  if (isActive(run)) {
    const { bytesPerSecond: speed, secondsLeft: left } = run;
    facts.push({ name: 'Rate', value: speed === null ? '–' : `${bytes(speed)}/s` });
    facts.push({ name: 'Time left', value: left === null ? '–' : duration(left) });
  } else {
    facts.push({ name: 'In the archive', value: bytes(run.bytes) });
    facts.push({ name: 'Took', value: duration(run.seconds) });
  }
  return facts;
}

function figureOf(run: Run): { strong: string; rest: string } {
  if (run.phase === 'listing' && isActive(run)) return { strong: count(run.users), rest: 'users found so far' };
  if (run.dryRun) {
    return { strong: count(run.fetched), rest: `of ${counted(run.media, 'file')} would be fetched` };
  }
  return { strong: count(isActive(run) ? run.done : run.files), rest: `of ${counted(run.media, 'file')}` };
}

export function RunProgress({ run }: { run: Run }) {
  const { strong, rest } = figureOf(run);
  const percent = run.media === 0 ? 0 : Math.floor((run.done / run.media) * 100);
  return (
    <section className={styles.card} aria-label="Progress">
      <p className={styles.figure}>
        <strong>{strong}</strong> {rest}
      </p>
      <ProgressBar
        label="Progress of the run"
        total={run.media}
        good={Math.max(0, run.done - run.failedMedia)}
        bad={Math.min(run.done, run.failedMedia)}
        still={run.state === 'stopped' || run.state === 'failed'}
      />
      <dl className={styles.facts}>
        {factsOf(run).map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd className={fact.bad ? styles.bad : undefined}>{fact.value}</dd>
          </div>
        ))}
      </dl>
      {run.currentUser && (
        <p className={styles.soft}>
          Now: <span className={styles.wrap}>{run.currentUser}</span>
        </p>
      )}
      <p className="visually-hidden" role="status">
        {isActive(run) ? `${Math.floor(percent / 10) * 10} % done` : `Run ${run.state}`}
      </p>
    </section>
  );
}
