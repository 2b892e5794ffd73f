import { type Fact, ProgressCard } from '@/components/ui/progress-card';
import { count, counted, duration, rate, secondsBetween } from '@/lib/format';
import type { Run } from '../types';
import { hasEnded } from '../types';

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
  return (
    <ProgressCard
      figure={count(run.succeeded)}
      rest={`of ${counted(run.total, 'poster')}`}
      bar={{
        label: 'Progress of the run',
        total: run.total,
        good: run.succeeded,
        bad: run.failed,
        still: run.state !== 'processing' && run.state !== 'completed',
      }}
      facts={factsOf(run)}
      ended={hasEnded(run) ? `Run ${run.state}` : undefined}
    />
  );
}
