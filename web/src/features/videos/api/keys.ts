import type { FeedSort } from '../types';

/** Names of what is kept of the server's video data. */
export const videoKeys = {
  me: ['videos', 'me'] as const,
  feeds: ['videos', 'feed'] as const,
  feed: (sort: FeedSort) => ['videos', 'feed', sort] as const,
  video: (id: string) => ['videos', 'video', id] as const,
  job: (id: string) => ['videos', 'job', id] as const,
  creators: ['videos', 'creator'] as const,
  creator: (id: string) => ['videos', 'creator', id] as const,
  list: (id: string, list: string) => ['videos', 'creator', id, list] as const,
  top: ['videos', 'top'] as const,
};
