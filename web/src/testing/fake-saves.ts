import type { Save } from '@/features/posters/api/get-latest-save';
import type { Saving } from '@/features/posters/api/get-saving';
import type { Answer, Call } from './fake-answer';
import type { FakeRun } from './fake-run';

type Listener = (event: string, data: unknown) => void;

type Row = { username: string; state: 'waiting' | 'succeeded' | 'failed' | 'cancelled' };

const ok = (body: unknown): Answer => ({ status: 200, body });

/** A save that hands posters over only when it is told to. */
export class FakeSave {
  readonly listeners = new Set<Listener>();
  private endedAt: string | null = null;

  constructor(
    readonly id: string,
    readonly run: string,
    readonly name: string,
    readonly rows: Row[],
  ) {}

  /** Hands the next posters over. One of a person whose name starts with "late" fails. */
  step(posters: number): void {
    if (this.endedAt !== null) return;
    for (const row of this.rows.filter(({ state }) => state === 'waiting').slice(0, posters)) {
      row.state = row.username.startsWith('late') ? 'failed' : 'succeeded';
      this.emit('progress');
    }
    if (this.count('waiting') === 0) this.end('complete');
  }

  change(change: string): void {
    if (change === 'cancel') {
      this.rows.filter(({ state }) => state === 'waiting').forEach((row) => (row.state = 'cancelled'));
      this.end('complete');
      return;
    }
    this.endedAt = null;
    for (const row of this.rows.filter(({ state }) => state === 'failed')) {
      row.state = 'waiting';
      row.username = row.username.replace('late', 'done');
    }
  }

  count(state: Row['state']): number {
    return this.rows.filter((row) => row.state === state).length;
  }

  toJson(): Save {
    return {
      id: this.id,
      run: this.run,
      name: this.name,
      state: this.endedAt === null ? 'active' : this.count('cancelled') > 0 ? 'cancelled' : 'completed',
      total: this.rows.length,
      succeeded: this.count('succeeded'),
      failed: this.count('failed'),
      cancelled: this.count('cancelled'),
      remaining: this.count('waiting'),
      createdAt: new Date().toISOString(),
      endedAt: this.endedAt,
      reason: null,
    };
  }

  failed() {
    const error = { code: 'webhook_failed', message: 'Video API failed: 400 - no such user' };
    return this.rows
      .map(({ username, state }, index) => ({ row: index + 1, username, userId: 7, state, error }))
      .filter(({ state }) => state === 'failed');
  }

  private end(event: string) {
    this.endedAt = new Date().toISOString();
    this.emit(event);
  }

  private emit(event: string) {
    this.listeners.forEach((listener) => listener(event, {}));
  }
}

/** The part of the server that saves. */
export class FakeSaves {
  reason: string | null = null;
  missingNames: string[] = [];
  readonly saves: FakeSave[] = [];

  find(id: string): FakeSave | undefined {
    return this.saves.find((save) => save.id === id);
  }

  handle({ method, path, query, json }: Call, runs: FakeRun[]): Answer | null {
    const [, ofRun] = /^\/api\/posters\/runs\/([^/]+)\/saving$/.exec(path) ?? [];
    const run = runs.find(({ id }) => id === ofRun);
    if (run) return ok(this.savingOf(run));
    const [, id, rest = ''] = /^\/api\/posters\/saves\/?([^/]*)\/?(.*)$/.exec(path) ?? [];
    if (id === undefined) return null;
    if (id === '' && method === 'GET') {
      const found = this.saves.filter((save) => save.run === query.get('run'));
      return ok({ saves: found.map((save) => save.toJson()), next: null });
    }
    if (id === '') return this.start(json as { run: string; name: string }, runs);
    const save = this.find(id);
    if (!save) return null;
    if (method === 'POST') save.change(rest);
    return ok(rest === 'posters' ? { posters: save.failed(), next: null } : save.toJson());
  }

  private savingOf(run: FakeRun): Saving {
    const done = new Set(
      this.saves
        .filter((save) => save.run === run.id)
        .flatMap(({ rows }) => rows.filter((row) => row.state === 'succeeded'))
        .map(({ username }) => username),
    );
    return {
      available: this.reason === null,
      reason: this.reason,
      posters: run.posters('succeeded').length - this.missingNames.length,
      saved: done.size,
      missing: this.missingNames.length,
      missingNames: this.missingNames,
    };
  }

  private start({ run, name }: { run: string; name: string }, runs: FakeRun[]): Answer {
    const people = runs.find(({ id }) => id === run)?.posters('succeeded') ?? [];
    const rows = people
      .filter(({ username }) => !this.missingNames.includes(username))
      .map(({ username }): Row => ({ username, state: 'waiting' }));
    const save = new FakeSave(`save_${this.saves.length + 1}`, run, name, rows);
    this.saves.unshift(save);
    return { status: 202, body: save.toJson() };
  }
}
