import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { sessionKey } from '@/lib/query-client';

/** Where members have their accounts: here, at a project that signs them in, or elsewhere. */
export type Members = 'accounts' | 'project' | 'tokens';

type Session = { members: Members; account: { member: boolean } | null };

export const session = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => api.get<Session>('/api/session', { signal }),
  staleTime: 60_000,
});

export function useMembers(): Members {
  return useQuery(session).data?.members ?? 'accounts';
}
