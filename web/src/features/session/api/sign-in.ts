import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

function signIn(token: string) {
  return api.postJson('/api/session', { token });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signIn, onSuccess: () => client.resetQueries() });
}
