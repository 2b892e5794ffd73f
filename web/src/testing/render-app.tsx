import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { vi } from 'vitest';
import { routes } from '@/app/router';
import { createQueryClient } from '@/lib/query-client';
import type { Answer } from './fake-answer';
import { FakeApi } from './fake-api';
import { FakeEventSource } from './fake-event-source';

function responseOf({ status, body, type, headers }: Answer): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const contentType = { 'Content-Type': type ?? 'application/json' };
  const response = new Response(status === 204 ? null : text, {
    status,
    headers: { ...contentType, ...headers },
  });
  // The page's own Blob: jsdom does not take that of Node for one.
  response.blob = () => Promise.resolve(new Blob([text]));
  return response;
}

/** The network between the pages and the fake API; it can be cut. */
export class FakeNetwork {
  readonly api = new FakeApi();
  cut = false;
  /** Calls arrive, but their answers get lost. */
  losesAnswers = false;

  readonly fetch = async (address: RequestInfo | URL, init: RequestInit = {}) => {
    const target = address instanceof Request ? address.url : String(address);
    const url = new URL(target, 'http://localhost');
    await Promise.resolve();
    if (this.cut) throw new TypeError('Failed to fetch');
    const answer = await this.api.handle({
      method: init.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: new Headers(init.headers),
      form: init.body instanceof FormData ? init.body : null,
      json: typeof init.body === 'string' ? JSON.parse(init.body) : null,
    });
    if (this.losesAnswers) throw new TypeError('Failed to fetch');
    return responseOf(answer);
  };
}

/** Opens the whole app at an address, as a person at the keyboard. */
export function openApp(path: string, prepare: (api: FakeApi) => void = () => {}) {
  const network = new FakeNetwork();
  prepare(network.api);
  FakeEventSource.api = network.api;
  FakeEventSource.opened = [];
  vi.stubGlobal('fetch', network.fetch);
  vi.stubGlobal('EventSource', FakeEventSource);

  const router = createMemoryRouter(routes, { initialEntries: [path] });
  const client = createQueryClient();
  client.setDefaultOptions({ queries: { ...client.getDefaultOptions().queries, retry: false } });
  render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { api: network.api, network, router, user: userEvent.setup() };
}
