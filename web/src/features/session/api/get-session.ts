import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { sessionKey } from '@/lib/query-client';

export type Session = {
  signedIn: boolean;
  operator: boolean;
  tokenRequired: boolean;
  /** Where users of the video studio have their accounts. */
  members: 'accounts' | 'project' | 'tokens';
  /** The user who has signed in; the operator has no account. */
  account: { username: string; email: string; member: boolean } | null;
};

function getSession(signal: AbortSignal) {
  return api.get<Session>('/api/session', { signal });
}

export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: ({ signal }) => getSession(signal),
    staleTime: 60_000,
  });
}
