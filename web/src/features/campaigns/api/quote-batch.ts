import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { BatchInput, Quote } from '../types';

function quoteBatch(campaign: string, input: BatchInput, signal: AbortSignal) {
  const path = `/api/campaigns/${encodeURIComponent(campaign)}/quote`;
  return api.sendJson<Quote>('POST', path, input, { signal });
}

/** What the posts will cost; nothing is asked while there are none. */
export function useQuote(campaign: string, input: BatchInput) {
  return useQuery({
    queryKey: ['campaigns', 'quote', campaign, input],
    queryFn: ({ signal }) => quoteBatch(campaign, input, signal),
    enabled: input.posts.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  });
}
