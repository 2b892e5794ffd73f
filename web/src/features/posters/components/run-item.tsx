import { LinkItem } from '@/components/ui/link-list';
import { ProgressBar } from '@/components/ui/progress-bar';
import { paths } from '@/config/paths';
import { count, counted, dateTime, duration } from '@/lib/format';
import type { Run } from '../types';
import { hasEnded } from '../types';
import { StateBadge } from './state-badge';

function progressOf(run: Run): string {
  if (run.succeeded === run.total) return counted(run.total, 'poster');
  const done = `${count(run.succeeded)} of ${count(run.total)}`;
  return run.secondsLeft === null || hasEnded(run) ? done : `${done} · ${duration(run.secondsLeft)} left`;
}

export function RunItem({ run }: { run: Run }) {
  return (
    <LinkItem
      to={paths.posterRun(run.id)}
      name={run.name || 'Unnamed run'}
      sub={`${run.width} × ${run.height} · ${dateTime(run.createdAt)}`}
      progress={
        <>
          <span>{progressOf(run)}</span>
          {!hasEnded(run) && (
            <ProgressBar
              slim
              label={`Progress of ${run.name}`}
              total={run.total}
              good={run.succeeded}
              bad={run.failed}
              still={run.state !== 'processing'}
            />
          )}
        </>
      }
      aside={<StateBadge run={run} />}
    />
  );
}
