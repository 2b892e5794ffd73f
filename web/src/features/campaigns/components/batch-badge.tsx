import type { Tone } from '@/components/ui/badge';
import { Badge } from '@/components/ui/badge';
import type { BatchStatus } from '../types';

const looks: Record<BatchStatus, { tone: Tone; text: string }> = {
  pending: { tone: 'calm', text: 'Queued' },
  processing: { tone: 'active', text: 'Making' },
  completed: { tone: 'good', text: 'Done' },
  completed_with_errors: { tone: 'warn', text: 'Done with errors' },
  failed: { tone: 'bad', text: 'Stopped' },
  cancelled: { tone: 'calm', text: 'Cancelled' },
};

export function BatchBadge({ status }: { status: BatchStatus }) {
  const { tone, text } = looks[status];
  return <Badge tone={tone}>{text}</Badge>;
}
