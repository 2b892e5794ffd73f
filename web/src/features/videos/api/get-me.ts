import type { QueryClient } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { ApiProblem } from '@/lib/api-problem';
import { session } from './get-members';
import { videoKeys } from './keys';

export type Me = { id: string; username: string };

/** Who watches; null for whoever has no account in this studio, such as the operator. */
async function getMe(client: QueryClient, signal: AbortSignal): Promise<Me | null> {
  const { account } = await client.fetchQuery(session);
  if (account && !account.member) return null;
  try {
    return await api.get<Me>('/api/auth/me', { signal });
  } catch (failure) {
    const nobody = failure instanceof ApiProblem && (failure.status === 401 || failure.status === 403);
    if (nobody) return null;
    throw failure;
  }
}

export function useMe() {
  return useQuery({
    queryKey: videoKeys.me,
    queryFn: ({ client, signal }) => getMe(client, signal),
    staleTime: 60_000,
  });
}
