import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type SaveState = 'active' | 'paused' | 'cancelling' | 'cancelled' | 'completed' | 'failed';

export type Save = {
  id: string;
  run: string | null;
  name: string;
  state: SaveState;
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  remaining: number;
  createdAt: string;
  endedAt: string | null;
  reason: string | null;
};

const withoutStream = 3_000;

async function getLatestSave(run: string, signal: AbortSignal) {
  const query = { run, limit: 1 };
  const page = await api.get<{ saves: Save[] }>('/api/posters/saves', { query, signal });
  return page.saves[0] ?? null;
}

/** The newest save of a run, if any; asked for again while it is active. */
export function useLatestSave(run: string) {
  return useQuery({
    queryKey: posterKeys.latestSave(run),
    queryFn: ({ signal }) => getLatestSave(run, signal),
    refetchInterval: ({ state }) => (state.data && !state.data.endedAt ? withoutStream : false),
  });
}
