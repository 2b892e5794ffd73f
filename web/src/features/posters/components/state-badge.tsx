import type { Tone } from '@/components/ui/badge';
import { Badge } from '@/components/ui/badge';
import type { Run, RunState } from '../types';

const looks: Record<RunState, { tone: Tone; text: string }> = {
  queued: { tone: 'calm', text: 'Queued' },
  processing: { tone: 'active', text: 'Making' },
  paused: { tone: 'warn', text: 'Paused' },
  cancelling: { tone: 'warn', text: 'Cancelling' },
  cancelled: { tone: 'calm', text: 'Cancelled' },
  completed: { tone: 'good', text: 'Done' },
  failed: { tone: 'bad', text: 'Failed' },
};

export function StateBadge({ run }: { run: Run }) {
  if (run.state === 'completed' && run.failed > 0) {
    return <Badge tone="warn">Done, {run.failed} failed</Badge>;
  }
  const { tone, text } = looks[run.state];
  return <Badge tone={tone}>{text}</Badge>;
}
