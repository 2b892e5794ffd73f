import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem } from './api-problem';

export const sessionKey = ['session'] as const;

function worthAnotherTry(attempt: number, failure: unknown): boolean {
  const passing = failure instanceof ApiProblem && (failure.status === 0 || failure.status >= 500);
  return passing && attempt < 2;
}

/** Server state of the whole app. A call refused with 401 asks for the session anew. */
export function createQueryClient(): QueryClient {
  const onError = (failure: unknown) => {
    if (failure instanceof ApiProblem && failure.status === 401) {
      void client.invalidateQueries({ queryKey: sessionKey });
    }
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: worthAnotherTry,
        staleTime: 2_000,
        // The server is often on this very machine, reachable without any network.
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}
