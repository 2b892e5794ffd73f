import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Plugin } from 'vite';
import { FakeApi } from './fake-api';
import { zipOf } from './fake-zip';
import { drawPoster, templates } from './fake-data';

const policy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'";

/** Serves the fake API beside the pages, to look at them without the real server. */
export function fakeServer(): Plugin {
  const api = new FakeApi();
  api.sessions.token = process.env.FAKE_TOKEN ?? null;
  const step = Number(process.env.FAKE_STEP ?? 3);
  const addresses = ['ada@example.com', 'grace.hopper@a-very-long-company-name.example.org', 'bob@example.com'];
  addresses.forEach((email, user) => api.archive.addUser(email, 12 + user));
  api.archive.addUser('eve@example.com', 4, ['Image metadata not found: a7f3', 'Error processing voice v2: The object is gone']);
  if (process.env.FAKE_SOURCE === 'none') {
    const missing = 'Set FIREBASE_STORAGE_BUCKET and FIREBASE_PROJECT_ID to archive from Firebase.';
    Object.assign(api.archive.setup, { source: 'none', configured: false, missing });
  }
  setInterval(() => api.archive.step(1), 4_000).unref();
  setInterval(() => [...api.runs, ...api.saving.saves].forEach((work) => work.step(step)), 200).unref();

  const handle = (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/')) {
      if (process.env.FAKE_POLICY) response.setHeader('Content-Security-Policy', policy);
      next();
      return;
    }
    if (url.pathname.endsWith('/stream')) stream(api, url, response);
    else if (drawing(api, url.pathname, response)) return;
    else void answer(api, url, request, response);
  };
  return {
    name: 'fake-server',
    configureServer: ({ middlewares }) => void middlewares.use(handle),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(handle),
  };
}

async function answer(api: FakeApi, url: URL, request: IncomingMessage, response: ServerResponse) {
  const method = request.method ?? 'GET';
  const headers = new Headers(request.headers as Record<string, string>);
  const type = headers.get('Content-Type') ?? '';
  const body = method === 'POST' || method === 'PUT' ? (Readable.toWeb(request) as ReadableStream<Uint8Array>) : null;
  const web = new Request(url, { method, headers, ...(body && { body, duplex: 'half' }) });
  const result = await api.handle({
    method,
    path: url.pathname,
    query: url.searchParams,
    headers,
    form: type.startsWith('multipart/') ? await web.formData() : null,
    json: type.startsWith('application/json') ? await web.json() : null,
  });
  response.writeHead(result.status, {
    'Content-Type': result.type ?? 'application/json',
    ...result.headers,
  });
  response.end(typeof result.body === 'string' ? result.body : JSON.stringify(result.body));
}

function stream(api: FakeApi, url: URL, response: ServerResponse) {
  const topic = url.pathname.split('/').at(-2) ?? '';
  const run = api.run(topic) ?? api.saving.find(topic);
  response.writeHead(run ? 200 : 404, { 'Content-Type': 'text/event-stream' });
  if (!run) return response.end();
  let id = 0;
  const send = (event: string, data: unknown) =>
    response.write(`id: ${++id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  send('connected', {});
  run.listeners.add(send);
  response.on('close', () => run.listeners.delete(send));
  return response;
}

function drawing(api: FakeApi, path: string, response: ServerResponse): boolean {
  const [, id = '', row = ''] = /^\/api\/fake\/([^/]+)\/(\d+)\.svg$/.exec(path) ?? [];
  const run = api.run(id);
  const template = templates.find(({ previewUrl }) => previewUrl === path);
  const sample = { display_name: template?.name ?? '', headline: template?.description ?? '' };
  const person = run?.rows[Number(row) - 1] ?? (template ? sample : null);
  if (path.endsWith('/posters.zip')) {
    const names = api.run(path.split('/').at(-2) ?? '')?.posters('succeeded') ?? [];
    response.writeHead(200, { 'Content-Type': 'application/zip' });
    response.end(zipOf(names.map(({ row, username }) => `${row}-${username}.png`)));
    return true;
  }
  if (!person) return false;
  const { width, height } = run?.shape ?? template ?? { width: 1, height: 1 };
  response.setHeader('Content-Type', 'image/svg+xml').end(drawPoster(person, width, height));
  return true;
}
