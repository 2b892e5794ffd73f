import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Tone } from '../types';
import { campaignKeys } from './keys';

function getTones(signal: AbortSignal) {
  return api.get<Tone[]>('/api/content-tones', { signal });
}

export function useTones() {
  return useQuery({
    queryKey: campaignKeys.tones,
    queryFn: ({ signal }) => getTones(signal),
    staleTime: Infinity,
  });
}
