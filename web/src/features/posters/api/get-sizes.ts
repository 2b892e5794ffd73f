import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type Size = { id: string; width: number; height: number };

function getSizes(signal: AbortSignal) {
  return api.get<{ sizes: Size[] }>('/api/posters/sizes', { signal });
}

export function useSizes() {
  return useQuery({
    queryKey: posterKeys.sizes,
    queryFn: ({ signal }) => getSizes(signal),
    select: (answer) => answer.sizes.filter((size) => size.id !== 'custom'),
    staleTime: Infinity,
  });
}
