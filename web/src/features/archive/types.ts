export type RunState = 'processing' | 'stopped' | 'completed' | 'failed';

export type Phase = 'listing' | 'fetching' | 'finishing';

/** A pass over every user, or over one. */
export type Run = {
  id: string;
  state: RunState;
  phase: Phase;
  source: string;
  dryRun: boolean;
  onlyUser: string | null;
  since: string | null;
  users: number;
  processed: number;
  succeeded: number;
  failed: number;
  media: number;
  done: number;
  files: number;
  bytes: number;
  fetched: number;
  fetchedBytes: number;
  savedBytes: number;
  failedMedia: number;
  currentUser: string | null;
  errors: string[];
  mediaPerSecond: number | null;
  bytesPerSecond: number | null;
  secondsLeft: number | null;
  seconds: number;
  manifestSha256: string | null;
  createdAt: string;
  endedAt: string | null;
};

export type UserState = 'waiting' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export type RunUser = {
  position: number;
  email: string;
  folder: string | null;
  state: UserState;
  media: number;
  done: number;
  images: number;
  voices: number;
  bytes: number;
  fetched: number;
  fetchedBytes: number;
  failed: number;
  errors: string[];
};

export type Setup = {
  source: string;
  configured: boolean;
  missing: string | null;
  folder: string;
  bytesPerSecond: number;
};

export type RunOrder = { user?: string; since?: string; dryRun?: boolean };

export type Finding = {
  id: number;
  kind: string;
  subject: string;
  folder: string | null;
  detail: string;
  bytes: number | null;
};

export type FindingCounts = Record<string, { count: number; bytes: number }>;

export function isActive(run: Run): boolean {
  return run.state === 'processing';
}
