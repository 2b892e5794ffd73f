export type VideoStatus = 'pending' | 'processing' | 'completed' | 'failed';

export type Reaction = 'like' | 'dislike';

export type Video = {
  id: string;
  userId: string;
  username: string | null;
  prompt: string;
  videoUrl: string;
  thumbnailUrl: string | null;
  likes: number;
  dislikes: number;
  views: number;
  createdAt: string;
  status: VideoStatus;
  failureReason: string | null;
  durationSeconds: number | null;
  sourceVideoId: string | null;
  rankingScore: number;
  /** What the viewer thinks of it; absent where they think nothing, or are not known. */
  myReaction?: Reaction;
  hidden?: boolean;
};

export type FeedSort = 'hot' | 'new' | 'top';

export type FeedPage = { videos: Video[]; nextCursor: string | null; hasMore: boolean };

export type Creator = {
  id: string;
  username: string | null;
  email: string;
  /** Where the picture lies; pages show the server's copy. */
  avatarUrl: string | null;
  bio: string | null;
  videosCreated: number;
  totalLikes: number;
  totalDislikes: number;
  createdAt: string;
  score: number;
  rank?: number;
};

/** How far the making of a video is. */
export type Job = {
  videoId: string;
  status: 'queued' | 'running' | 'succeeded' | 'failed';
  queuePosition: number;
  estimatedWaitSeconds: number;
  failureReason: string | null;
};
