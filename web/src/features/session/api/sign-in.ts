import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

export type Proof = { token: string } | { username: string; password: string };

export function signIn(proof: Proof) {
  return api.postJson('/api/session', proof);
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signIn, onSuccess: () => client.resetQueries() });
}
