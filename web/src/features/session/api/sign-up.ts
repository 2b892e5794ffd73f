import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { signIn } from './sign-in';

export type NewAccount = { username: string; email: string; password: string };

async function signUp(account: NewAccount) {
  await api.postJson('/api/auth/register', account);
  await signIn({ username: account.username, password: account.password });
}

/** Makes an account and signs in with it. */
export function useSignUp() {
  const client = useQueryClient();
  return useMutation({ mutationFn: signUp, onSuccess: () => client.resetQueries() });
}
