import { type Fact, ProgressCard } from '@/components/ui/progress-card';
import { bytes, count, counted, duration } from '@/lib/format';
import type { Run } from '../types';
import { isActive } from '../types';
import styles from './archive.module.css';

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

function figureOf(run: Run): { figure: string; rest: string } {
  if (run.phase === 'listing' && isActive(run)) return { figure: count(run.users), rest: 'users found so far' };
  if (run.dryRun) {
    return { figure: count(run.fetched), rest: `of ${counted(run.media, 'file')} would be fetched` };
  }
  return { figure: count(isActive(run) ? run.done : run.files), rest: `of ${counted(run.media, 'file')}` };
}

export function RunProgress({ run }: { run: Run }) {
  return (
    <ProgressCard
      {...figureOf(run)}
      bar={{
        label: 'Progress of the run',
        total: run.media,
        good: Math.max(0, run.done - run.failedMedia),
        bad: Math.min(run.done, run.failedMedia),
        still: run.state === 'stopped' || run.state === 'failed',
      }}
      facts={factsOf(run)}
      ended={isActive(run) ? undefined : `Run ${run.state}`}
    >
      {run.currentUser && (
        <p className={styles.soft}>
          Now: <span className={styles.wrap}>{run.currentUser}</span>
        </p>
      )}
    </ProgressCard>
  );
}
