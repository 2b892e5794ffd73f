import type { RunChanges } from '@/features/posters/api/apply-changes';
import type { Finding, RowReport } from '@/features/posters/api/check-rows';
import type { Preview } from '@/features/posters/api/preview-posters';
import type { Table } from './fake-csv';
import type { Answer, Call } from './fake-answer';
import { ok, refusal } from './fake-answer';
import { FakeArchive } from './fake-archive';
import { FakeCampaigns } from './fake-campaigns';
import { readCsv } from './fake-csv';
import { drawPoster, sampleCsv, sizes, templates } from './fake-data';
import { FakeLibrary } from './fake-library';
import { FakeRun } from './fake-run';
import { FakeSaves } from './fake-saves';
import { FakeSessions } from './fake-sessions';
import { FakeVideos } from './fake-videos';

/** The server as the pages see it, in memory. */
export class FakeApi {
  readonly sessions = new FakeSessions();
  pageSize = 60;
  /** What the next checks of rows find. */
  findings: Finding[] = [];
  readonly runs: FakeRun[] = [];
  readonly library = new FakeLibrary();
  readonly campaigns = new FakeCampaigns();
  readonly archive = new FakeArchive();
  readonly videos = new FakeVideos();
  readonly calls: Call[] = [];
  readonly saving = new FakeSaves();
  private readonly started = new Map<string, FakeRun>();

  async handle(call: Call): Promise<Answer> {
    this.calls.push(call);
    const route = `${call.method} ${call.path}`;
    const ofSession = this.sessions.handle(call);
    if (ofSession) return ofSession;
    const archived = this.archive.handle(call);
    if (archived) return archived;
    const kept = this.library.handle(call);
    if (kept) return kept;
    if (route === 'GET /api/posters/templates') return ok({ templates });
    if (route === 'GET /api/posters/sizes') return ok({ sizes });
    if (route === 'GET /api/posters/sample.csv') return { status: 200, body: sampleCsv, type: 'text/csv' };
    if (route === 'POST /api/posters/preview') return this.preview(call);
    if (route === 'POST /api/posters/columns') return this.columns(call);
    if (route === 'POST /api/posters/runs') return this.start(call);
    if (route === 'GET /api/posters/runs') return this.list(call);
    return this.videos.handle(call) ?? this.campaigns.handle(call) ?? this.saving.handle(call, this.runs) ?? this.ofRun(call);
  }

  run(id: string): FakeRun | undefined {
    return this.runs.find((run) => run.id === id);
  }

  callsTo(method: string, path: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.path === path && !call.query.has('dryRun'));
  }

  private async table(form: FormData): Promise<Table | Answer> {
    const size = Number(form.get('width'));
    if (size < 16 || size > 8_000) {
      const errors = [{ field: 'width', message: 'must be from 16 to 8,000 pixels' }];
      return refusal(422, 'invalid_size', 'This size cannot be made.', errors);
    }
    const mapping = JSON.parse(field(form, 'mapping') || '{}') as Record<string, string>;
    const named = form.get('identifiers');
    const text =
      typeof named === 'string'
        ? ['username', ...named.split(/[\n,]/).map((name) => name.trim())].join('\n')
        : await (form.get('csv') as File).text();
    const table = readCsv(text, mapping);
    return 'people' in table ? table : refusal(422, 'invalid_csv', 'The CSV cannot be read.', [table]);
  }

  private async columns({ form }: Call): Promise<Answer> {
    const text = await (form?.get('csv') as File).text();
    const columns = text.split(/\r?\n/, 1)[0]?.split(',') ?? [];
    const guesses: Record<string, string> = {};
    for (const name of ['username', 'user_id', 'display_name', 'profile_pic']) {
      if (columns.includes(name)) guesses[name] = name;
    }
    const handle = columns.find((column) => /^handle$/i.test(column));
    if (handle) guesses.username ??= handle;
    return ok({ columns, guesses, first: {} });
  }

  private async preview({ form }: Call): Promise<Answer> {
    if (!form) return refusal(400, 'malformed', 'No form.');
    const table = await this.table(form);
    if ('status' in table) return table;
    const html = field(form, 'template') || templates.find(({ id }) => id === form.get('templateId'))?.html;
    const named = Array.from(html?.matchAll(/\{(\w+)\}/g) ?? [], ([, name = '']) => name);
    const used = table.columns.filter((column) => named.includes(column));
    const answer: Preview = {
      rows: table.people.length,
      columns: table.columns,
      usedColumns: used,
      unusedColumns: table.columns.filter((column) => !used.includes(column)),
      missing: named.filter((name) => !table.columns.includes(name)),
      warnings: table.people.flatMap(({ username }, index) =>
        username ? [] : [{ code: 'no_username', message: 'has no username and will fail', row: index + 1 }],
      ),
      posters: table.people.slice(0, 3).map((person, index) => ({
        row: index + 1,
        username: person.username ?? '',
        image: `data:image/svg+xml,${encodeURIComponent(drawPoster(person, Number(form.get('width')), Number(form.get('height'))))}`,
        error: null,
      })),
    };
    return ok(answer);
  }

  private report(rows: number): RowReport {
    const counts: Record<string, number> = {};
    for (const { rule } of this.findings) counts[rule] = (counts[rule] ?? 0) + 1;
    return { rows, incomplete: [], unchecked: {}, total: this.findings.length, counts, findings: this.findings };
  }

  private async start({ form, headers, query }: Call): Promise<Answer> {
    const key = headers.get('Idempotency-Key') ?? '';
    if (!form) return refusal(400, 'malformed', 'No form.');
    const table = await this.table(form);
    if ('status' in table) return table;
    if (query.get('dryRun') === 'true') return ok(this.report(table.people.length));
    const run = this.started.get(key) ?? new FakeRun(
      `run_${this.runs.length + 1}`,
      field(form, 'name'),
      table.people,
      {
        width: Number(form.get('width')),
        height: Number(form.get('height')),
        format: form.get('format') === 'jpeg' ? 'jpg' : field(form, 'format'),
        scale: Number(form.get('scale')),
      },
    );
    if (!this.started.has(key)) this.runs.unshift(run);
    this.started.set(key, run);
    return { status: 202, body: run.toJson(), headers: { Location: `/api/posters/runs/${run.id}` } };
  }

  private list({ query }: Call): Answer {
    const from = Number(query.get('after') ?? 0);
    const to = from + Number(query.get('limit'));
    const runs = this.runs.slice(from, to).map((run) => run.toJson());
    return ok({ runs, next: to < this.runs.length ? String(to) : null });
  }

  private ofRun({ method, path, query, json }: Call): Answer {
    const [, id = '', rest = ''] = /^\/api\/posters\/runs\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    const run = this.run(id);
    if (!run) return refusal(404, 'not_found', 'There is no such run.');
    if (method === 'POST' && rest === 'changes') {
      return run.edit(json as RunChanges)
        ? { status: 202, body: run.toJson() }
        : refusal(409, 'run_changed', 'The run was changed meanwhile; read it again and repeat your change');
    }
    if (method === 'POST') {
      if (run.change(rest)) return ok(run.toJson());
      return refusal(409, 'wrong_state', `The run is ${run.state}.`);
    }
    if (rest === '') return ok(run.toJson());
    if (rest === 'template') return ok({ html: run.template, columns: Object.keys(run.valuesOf(1)) });
    const [, row] = /^posters\/(\d+)$/.exec(rest) ?? [];
    if (row) return ok({ row: Number(row), username: '', values: run.valuesOf(Number(row)) });
    const after = Number(query.get('after') ?? 0);
    const all = run.posters(query.get('state') ?? '').filter(({ row }) => row > after);
    const posters = all.slice(0, this.pageSize);
    return ok({ posters, next: all.length > this.pageSize ? (posters.at(-1)?.row ?? null) : null });
  }
}

function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
