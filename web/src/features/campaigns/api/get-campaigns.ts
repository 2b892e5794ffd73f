import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Campaign } from '../types';
import { campaignKeys } from './keys';

const pageSize = 30;

function getCampaigns(skip: number, signal: AbortSignal) {
  return api.get<Campaign[]>('/api/campaigns/', { query: { skip, limit: pageSize }, signal });
}

export function useCampaigns() {
  return useInfiniteQuery({
    queryKey: campaignKeys.list,
    queryFn: ({ pageParam, signal }) => getCampaigns(pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.length < pageSize ? null : pages.length * pageSize),
  });
}
