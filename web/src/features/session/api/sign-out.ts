import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

function signOut() {
  return api.delete('/api/session');
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signOut, onSuccess: () => client.resetQueries() });
}
