import { type Fact, ProgressCard } from '@/components/ui/progress-card';
import { count, counted, dollars } from '@/lib/format';
import type { Batch } from '../types';
import { hasEnded } from '../types';

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
    <ProgressCard
      figure={count(progress.completed_posts)}
      rest={`of ${counted(progress.total_posts, 'post')}`}
      bar={{
        label: 'Progress of the batch',
        total: progress.total_posts,
        good: progress.completed_posts,
        bad: progress.failed_posts,
        still: status !== 'processing' && status !== 'completed',
      }}
      facts={factsOf(batch)}
      ended={hasEnded(status) ? `Batch ${status.replaceAll('_', ' ')}` : undefined}
    />
  );
}
