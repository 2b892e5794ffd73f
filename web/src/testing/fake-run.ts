import type { RunChanges } from '@/features/posters/api/apply-changes';
import type { Poster, Run, RunState } from '@/features/posters/types';
import type { Person } from './fake-data';

type Listener = (event: string, data: unknown) => void;

export type FakeRow = Person & { state: 'waiting' | 'succeeded' | 'failed' | 'cancelled' };

/** A run that makes posters only when it is told to. */
export class FakeRun {
  readonly rows: FakeRow[];
  state: RunState = 'queued';
  offlineProfiles = true;
  revision = 0;
  template = '<h1>{display_name}</h1>';
  readonly listeners = new Set<Listener>();
  private readonly createdAt = new Date().toISOString();
  private startedAt: string | null = null;
  private endedAt: string | null = null;

  constructor(
    readonly id: string,
    readonly name: string,
    people: readonly Person[],
    readonly shape: Pick<Run, 'width' | 'height' | 'format'> & { scale?: number },
  ) {
    this.rows = people.map((person) => ({ ...person, state: 'waiting' }));
  }

  /** Makes the next posters. A row whose username starts with "broken" fails. */
  step(posters: number): void {
    if (this.state !== 'queued' && this.state !== 'processing') return;
    this.state = 'processing';
    this.startedAt ??= new Date().toISOString();
    for (const row of this.rows.filter(({ state }) => state === 'waiting').slice(0, posters)) {
      row.state = row.username === '' || row.username?.startsWith('broken') ? 'failed' : 'succeeded';
      this.emit('poster_completed', { username: row.username });
      this.emit('progress', {});
    }
    if (this.rows.some(({ state }) => state === 'waiting')) return;
    this.end('completed');
    this.emit('job_completed', {});
  }

  change(change: string): boolean {
    const active = this.state === 'queued' || this.state === 'processing';
    if (change === 'pause' && active) this.state = 'paused';
    else if (change === 'resume' && this.state === 'paused') this.state = 'processing';
    else if (change === 'cancel' && (active || this.state === 'paused')) this.cancel();
    else if (change === 'retry-failed' && this.endedAt !== null) this.retry();
    else return false;
    this.emit('status', {});
    return true;
  }

  /** Changes rows and template; what changed waits. False when made for another revision. */
  edit({ revision, rows = [], added = [], removed = [], template }: RunChanges): boolean {
    if (revision !== this.revision || this.endedAt === null) return false;
    this.revision++;
    if (template !== undefined) this.template = template;
    for (const { row, values } of rows) {
      const target = this.rows[row - 1];
      if (target) Object.assign(target, values, { state: 'waiting' });
    }
    added.forEach(({ values }) => this.rows.push({ ...values, state: 'waiting' }));
    if (template !== undefined) this.rows.forEach((row) => (row.state = 'waiting'));
    this.rows.splice(0, this.rows.length, ...this.rows.filter((_, at) => !removed.includes(at + 1)));
    if (!this.rows.some(({ state }) => state === 'waiting')) return true;
    this.endedAt = null;
    this.state = 'queued';
    return true;
  }

  valuesOf(row: number): Person {
    const values = Object.entries(this.rows[row - 1] ?? {});
    return Object.fromEntries(values.filter(([name]) => name !== 'state'));
  }

  toJson(): Run {
    const of = (state: FakeRow['state']) => this.rows.filter((row) => row.state === state).length;
    const remaining = of('waiting');
    const going = this.state === 'processing';
    return {
      scale: 1,
      ...this.shape,
      revision: this.revision,
      id: this.id,
      name: this.name,
      state: this.state,
      total: this.rows.length,
      succeeded: of('succeeded'),
      failed: of('failed'),
      cancelled: of('cancelled'),
      remaining,
      createdAt: this.createdAt,
      startedAt: this.startedAt,
      endedAt: this.endedAt,
      reason: null,
      ratePerSecond: going ? 18.4 : null,
      secondsLeft: going ? remaining / 18.4 : null,
      offlineProfiles: this.offlineProfiles,
      warnings: [],
    };
  }

  posters(state: string): Poster[] {
    return this.rows
      .map((row, index) => this.posterOf(row, index + 1))
      .filter((poster) => poster.state === state);
  }

  private posterOf(row: FakeRow, number: number): Poster {
    const failed = row.state === 'failed';
    return {
      row: number,
      username: row.username ?? '',
      displayName: row.display_name ?? null,
      state: row.state,
      url: row.state === 'succeeded' ? `/api/fake/${this.id}/${number}.svg` : null,
      thumbnail:
        row.state === 'succeeded' && this.shape.format !== 'pdf'
          ? `/api/fake/${this.id}/${number}.svg`
          : null,
      error: failed ? { code: 'render_failed', message: 'The photo could not be read.' } : null,
      warnings: number === 4 ? [{ code: 'text_cut', message: 'The headline was cut.' }] : [],
    };
  }

  private cancel() {
    this.rows.filter(({ state }) => state === 'waiting').forEach((row) => (row.state = 'cancelled'));
    this.end('cancelled');
  }

  private retry() {
    for (const row of this.rows.filter(({ state }) => state === 'failed')) {
      row.state = 'waiting';
      row.username = row.username?.replace('broken', 'mended') ?? '';
    }
    this.endedAt = null;
    this.state = 'queued';
  }

  private end(state: RunState) {
    this.state = state;
    this.endedAt = new Date().toISOString();
  }

  private emit(event: string, data: unknown) {
    this.listeners.forEach((listener) => listener(event, data));
  }
}
