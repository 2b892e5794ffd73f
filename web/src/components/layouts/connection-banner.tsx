import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/button';
import { api } from '@/lib/api-client';
import { connection } from '@/lib/connection';
import styles from './app-layout.module.css';

const tryEvery = 4_000;

/** Says that the server cannot be reached, keeps trying, and refreshes the page once it can. */
export function ConnectionBanner() {
  const client = useQueryClient();
  const lost = useSyncExternalStore(connection.subscribe, connection.isLost);
  const attempt = useQuery({
    queryKey: ['connection'],
    queryFn: async ({ signal }) => {
      await api.get('/api/session', { signal });
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'connection' });
      return null;
    },
    enabled: lost,
    refetchInterval: tryEvery,
    retry: false,
    gcTime: 0,
  });
  if (!lost) return null;
  return (
    <div className={styles.banner} role="status">
      <span>Atelier cannot be reached. Work that was started goes on; trying again…</span>
      <Button look="link" onClick={() => void attempt.refetch()}>
        Retry now
      </Button>
    </div>
  );
}
