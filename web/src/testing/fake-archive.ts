import type { Finding, Run, RunOrder, RunUser, Setup } from '@/features/archive/types';
import type { Answer, Call } from './fake-answer';
import { ok, refusal } from './fake-answer';

const fileSize = 500_000;

/** The archive as the pages see it, in memory; users are archived when a test says so. */
export class FakeArchive {
  readonly runs: Run[] = [];
  readonly users: RunUser[] = [];
  readonly findings: Finding[] = [];
  verification =
    '{"files":4,"bytes":2000000,"ok":4,"missing":0,"changed":0,"unknown":0}\n';
  readonly setup: Setup = {
    source: 'demo',
    configured: true,
    missing: null,
    folder: '/srv/atelier/downloads',
    bytesPerSecond: 0,
  };

  addUser(email: string, media: number, errors: string[] = []): void {
    this.users.push({
      position: this.users.length + 1,
      email,
      folder: email.replace(/[@.]/g, '_'),
      state: 'waiting',
      media,
      done: 0,
      images: 0,
      voices: 0,
      bytes: 0,
      fetched: 0,
      fetchedBytes: 0,
      failed: 0,
      errors,
    });
  }

  /** Archives the next users; the run ends with the last one. */
  step(users: number): void {
    const waiting = this.users.filter((user) => user.state === 'waiting').slice(0, users);
    for (const user of waiting) {
      user.failed = user.errors.length;
      user.state = user.failed > 0 ? 'failed' : 'succeeded';
      user.done = user.media;
      user.images = user.media - user.failed;
      user.bytes = user.images * fileSize;
      user.fetched = user.images;
      user.fetchedBytes = user.bytes;
    }
    const run = this.runs[0];
    if (!run) return;
    this.count(run);
    if (this.users.every((user) => user.state !== 'waiting')) {
      Object.assign(run, {
        state: 'completed',
        phase: 'finishing',
        endedAt: new Date().toISOString(),
        manifestSha256: 'ab12',
        currentUser: null,
        secondsLeft: null,
        bytesPerSecond: null,
      });
    }
  }

  private count(run: Run): void {
    const sum = (value: (user: RunUser) => number) =>
      this.users.reduce((total, user) => total + value(user), 0);
    Object.assign(run, {
      users: this.users.length,
      processed: sum((user) => (user.state === 'waiting' ? 0 : 1)),
      succeeded: sum((user) => (user.state === 'succeeded' ? 1 : 0)),
      failed: sum((user) => (user.state === 'failed' ? 1 : 0)),
      media: sum((user) => user.media),
      done: sum((user) => user.done),
      files: sum((user) => user.images),
      bytes: sum((user) => user.bytes),
      fetched: sum((user) => user.fetched),
      fetchedBytes: sum((user) => user.fetchedBytes),
      failedMedia: sum((user) => user.failed),
      currentUser: this.users.find((user) => user.state === 'waiting')?.email ?? null,
    });
  }

  /** Answers what is for the archive; null lets the call pass. */
  handle(call: Call): Answer | null {
    const { method, path, json } = call;
    if (!path.startsWith('/api/archive')) return null;
    if (path === '/api/archive') return ok(this.setup);
    if (path === '/api/archive/bandwidth') return ok(Object.assign(this.setup, json));
    if (path === '/api/archive/verify') return { status: 200, body: this.verification, type: 'application/jsonl' };
    if (path === '/api/archive/runs') {
      return method === 'POST' ? this.start(json as RunOrder) : ok({ runs: this.runs, next: null });
    }
    const [, , , id, rest = ''] = path.split('/').slice(1);
    const run = this.runs.find((one) => one.id === id);
    if (!run) return refusal(404, 'not_found', 'There is no such run');
    if (rest === 'users') {
      const state = call.query.get('state');
      return ok({ users: this.users.filter((user) => !state || user.state === state), next: null });
    }
    if (rest === 'findings') return ok({ counts: this.counts(), findings: this.findings, next: null });
    if (rest === 'stop') run.state = 'stopped';
    if (rest === 'resume') run.state = 'processing';
    if (rest === 'retry-failed') this.retry(run);
    return ok(run);
  }

  private counts(): Record<string, { count: number; bytes: number }> {
    const counts: Record<string, { count: number; bytes: number }> = {};
    for (const { kind, bytes } of this.findings) {
      const one = (counts[kind] ??= { count: 0, bytes: 0 });
      one.count += 1;
      one.bytes += bytes ?? 0;
    }
    return counts;
  }

  private retry(run: Run): void {
    for (const user of this.users) {
      if (user.state === 'failed') Object.assign(user, { state: 'waiting', done: 0, failed: 0, errors: [] });
    }
    run.state = 'processing';
    this.count(run);
  }

  private start(order: RunOrder): Answer {
    if (order.user === 'nobody') {
      const errors = [{ field: 'user', message: 'is neither an id nor an e-mail address of the source' }];
      return refusal(422, 'unknown_user', 'There is no such user in the source', errors);
    }
    const run: Run = {
      id: `r${this.runs.length + 1}`,
      state: 'processing',
      phase: 'fetching',
      source: this.setup.source,
      dryRun: order.dryRun ?? false,
      onlyUser: order.user ?? null,
      since: order.since ?? null,
      users: 0,
      processed: 0,
      succeeded: 0,
      failed: 0,
      media: 0,
      done: 0,
      files: 0,
      bytes: 0,
      fetched: 0,
      fetchedBytes: 0,
      savedBytes: 0,
      failedMedia: 0,
      currentUser: null,
      errors: [],
      mediaPerSecond: 2,
      bytesPerSecond: 1_200_000,
      secondsLeft: 42,
      seconds: 12,
      manifestSha256: null,
      createdAt: '2026-11-21T10:00:00Z',
      endedAt: null,
    };
    this.runs.unshift(run);
    this.count(run);
    return { status: 202, body: run };
  }
}
