/** Names of what is kept of the server's campaign data. */
export const campaignKeys = {
  tones: ['campaigns', 'tones'] as const,
  list: ['campaigns', 'list'] as const,
  campaign: (id: string) => ['campaigns', 'campaign', id] as const,
  batches: (id: string) => ['campaigns', 'campaign', id, 'batches'] as const,
  batch: (id: string) => ['campaigns', 'batch', id] as const,
  posts: (id: string) => ['campaigns', 'batch', id, 'posts'] as const,
  versions: (batch: string, post: string) => ['campaigns', 'batch', batch, 'versions', post] as const,
};
