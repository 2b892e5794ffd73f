import { ProgressBar } from '@/components/ui/progress-bar';
import { count, counted, dollars } from '@/lib/format';
import type { Batch } from '../types';
import { hasEnded } from '../types';
import styles from './batch-progress.module.css';

type Fact = { name: string; value: string; bad?: boolean };

function factsOf({ progress, cost_usd, budget_usd, status }: Batch): Fact[] {
  const facts: Fact[] = [{ name: 'Cost so far', value: dollars(cost_usd) }];
  if (budget_usd !== null) facts.push({ name: 'Budget', value: dollars(budget_usd) });
  if (!hasEnded(status)) facts.push({ name: 'Remaining', value: count(progress.remaining_posts) });
  if (progress.failed_posts > 0) {
    facts.push({ name: 'Failed', value: count(progress.failed_posts), bad: true });
  }
  if (progress.cancelled_posts > 0) {
    facts.push({ name: 'Not made', value: count(progress.cancelled_posts) });
  }
  return facts;
}

export function BatchProgress({ batch }: { batch: Batch }) {
  const { progress, status } = batch;
  return (
    <section className={styles.card} aria-label="Progress">
      <p className={styles.figure}>
        <strong>{count(progress.completed_posts)}</strong> of {counted(progress.total_posts, 'post')}
      </p>
      <ProgressBar
        label="Progress of the batch"
        total={progress.total_posts}
        good={progress.completed_posts}
        bad={progress.failed_posts}
        still={status !== 'processing' && status !== 'completed'}
      />
      <dl className={styles.facts}>
        {factsOf(batch).map((fact) => (
          <div key={fact.name}>
            <dt>{fact.name}</dt>
            <dd className={fact.bad ? styles.bad : undefined}>{fact.value}</dd>
          </div>
        ))}
      </dl>
      <p className="visually-hidden" role="status">
        {hasEnded(status)
          ? `Batch ${status.replaceAll('_', ' ')}`
          : `${Math.floor(progress.percentage / 10) * 10} % done`}
      </p>
    </section>
  );
}
