import { ProgressBar } from '@/components/ui/progress-bar';
import { count, counted, duration, rate, secondsBetween } from '@/lib/format';
import type { Run } from '../types';
import { hasEnded } from '../types';
import styles from './run-view.module.css';

type Fact = { name: string; value: string; bad?: boolean };

function factsOf(run: Run): Fact[] {
  const facts: Fact[] = [];
  if (run.failed > 0) facts.push({ name: 'Failed', value: count(run.failed), bad: true });
  if (run.cancelled > 0) facts.push({ name: 'Cancelled', value: count(run.cancelled) });
  if (!hasEnded(run)) {
    facts.push({ name: 'Remaining', value: count(run.remaining) });
    const { ratePerSecond: perSecond, secondsLeft: left } = run;
    facts.push({ name: 'Rate', value: perSecond === null ? '–' : `${rate(perSecond)} posters/s` });
    facts.push({ name: 'Time left', value: left === null ? '–' : duration(left) });
  } else if (run.startedAt && run.endedAt) {
    facts.push({ name: 'Took', value: duration(secondsBetween(run.startedAt, run.endedAt)) });
  }
  return facts;
}

export function RunProgress({ run }: { run: Run }) {
  const done = run.succeeded + run.failed + run.cancelled;
  const percent = run.total === 0 ? 0 : Math.floor((done / run.total) * 100);
  const still = run.state !== 'processing' && run.state !== 'completed';
  return (
    <section className={styles.card} aria-label="Progress">
      <p className={styles.figure}>
        <strong>{count(run.succeeded)}</strong> of {counted(run.total, 'poster')}
      </p>
      <ProgressBar
        label="Progress of the run"
        total={run.total}
        good={run.succeeded}
        bad={run.failed}
        still={still}
      />
      <dl className={styles.facts}>
        {factsOf(run).map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd className={fact.bad ? styles.bad : undefined}>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <p className="visually-hidden" role="status">
        {hasEnded(run) ? `Run ${run.state}` : `${Math.floor(percent / 10) * 10} % done`}
      </p>
    </section>
  );
}
