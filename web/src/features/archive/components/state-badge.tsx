import type { Tone } from '@/components/ui/badge';
import { Badge } from '@/components/ui/badge';
import { count } from '@/lib/format';
import type { Phase, Run, RunState, RunUser, UserState } from '../types';

const runs: Record<RunState, { tone: Tone; text: string }> = {
  processing: { tone: 'active', text: 'Archiving' },
  stopped: { tone: 'warn', text: 'Stopped' },
  completed: { tone: 'good', text: 'Done' },
  failed: { tone: 'bad', text: 'Failed' },
};

const phases: Record<Phase, string> = {
  listing: 'Listing',
  fetching: 'Archiving',
  finishing: 'Finishing',
};

export function StateBadge({ run }: { run: Run }) {
  if (run.state === 'completed' && run.failed > 0) {
    return <Badge tone="warn">Done, {count(run.failed)} failed</Badge>;
  }
  const { tone, text } = runs[run.state];
  return <Badge tone={tone}>{run.state === 'processing' ? phases[run.phase] : text}</Badge>;
}

const users: Record<UserState, { tone: Tone; text: string }> = {
  waiting: { tone: 'calm', text: 'Waiting' },
  running: { tone: 'active', text: 'In work' },
  succeeded: { tone: 'good', text: 'Done' },
  failed: { tone: 'bad', text: 'Failed' },
  cancelled: { tone: 'calm', text: 'Left out' },
};

export function UserBadge({ user }: { user: RunUser }) {
  const { tone, text } = users[user.state];
  return <Badge tone={tone}>{text}</Badge>;
}
