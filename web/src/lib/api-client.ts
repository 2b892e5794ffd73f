import { ApiProblem } from './api-problem';
import { connection } from './connection';

type Query = Record<string, string | number | null | undefined>;

type Options = {
  query?: Query;
  signal?: AbortSignal;
  headers?: Record<string, string>;
};

function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (given.length === 0) return path;
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

async function send(method: string, path: string, body: BodyInit | null, options: Options) {
  const request: RequestInit = {
    method,
    body,
    headers: { Accept: 'application/json, application/problem+json', ...options.headers },
    credentials: 'same-origin',
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const response = await fetch(address(path, options.query), request).catch((failure: unknown) => {
    if (options.signal?.aborted) throw failure;
    connection.report(false);
    throw ApiProblem.unreachable();
  });
  connection.report(true);
  if (!response.ok) throw await ApiProblem.from(response);
  return response;
}

/** The one way to the server: JSON in and out, every failure an {@link ApiProblem}. */
export const api = {
  async get<T>(path: string, options: Options = {}): Promise<T> {
    const response = await send('GET', path, null, options);
    return (await response.json()) as T;
  },

  /** A page of a list, and where the list goes on: the server tells that by the header Link. */
  async getPage<T>(path: string, options: Options = {}): Promise<{ items: T[]; next: string | null }> {
    const response = await send('GET', path, null, options);
    const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '')?.[1];
    return { items: (await response.json()) as T[], next: next ?? null };
  },

  async getBlob(path: string, options: Options = {}): Promise<Blob> {
    const headers = { Accept: '*/*', ...options.headers };
    return (await send('GET', path, null, { ...options, headers })).blob();
  },

  async postForm<T>(path: string, form: FormData, options: Options = {}): Promise<T> {
    return (await (await send('POST', path, form, options)).json()) as T;
  },

  /** The answer is undefined where the server sends none. */
  async postJson<T = void>(path: string, body: unknown, options: Options = {}): Promise<T> {
    const headers = { 'Content-Type': 'application/json', ...options.headers };
    const response = await send('POST', path, JSON.stringify(body), { ...options, headers });
    return (response.status === 204 ? undefined : await response.json()) as T;
  },

  /** As {@link postJson}, or with another method, where the answer matters. */
  async sendJson<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body: unknown,
    options: Options = {},
  ): Promise<T> {
    const headers = { 'Content-Type': 'application/json', ...options.headers };
    const response = await send(method, path, JSON.stringify(body), { ...options, headers });
    return (await response.json()) as T;
  },

  async post<T>(path: string, options: Options = {}): Promise<T> {
    return (await (await send('POST', path, null, options)).json()) as T;
  },

  /** For answers that are no JSON document, such as one of JSON lines. */
  async postForText(path: string, options: Options = {}): Promise<string> {
    const headers = { Accept: '*/*', ...options.headers };
    return (await send('POST', path, null, { ...options, headers })).text();
  },

  async delete(path: string, options: Options = {}): Promise<void> {
    await send('DELETE', path, null, options);
  },
};
