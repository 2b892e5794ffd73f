import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

/**
 * Has queries read the server's state anew, also those that are being read for the first time: what
 * comes of that may be older than the change, and invalidating alone would leave it at that.
 */
export async function readAgain(client: QueryClient, which: InvalidateQueryFilters): Promise<void> {
  const begun = client
    .getQueryCache()
    .findAll({ ...which, fetchStatus: 'fetching' })
    .filter((query) => query.state.data === undefined);
  await client.invalidateQueries(which);
  if (begun.length > 0) {
    await client.invalidateQueries({ predicate: (query) => begun.includes(query) });
  }
}
