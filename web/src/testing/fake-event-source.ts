import type { FakeApi } from './fake-api';

/** The live stream of the fake API, under the control of a test. */
export class FakeEventSource extends EventTarget {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSED = 2;
  static api: FakeApi;
  static opened: FakeEventSource[] = [];

  readyState: number = FakeEventSource.CONNECTING;
  private readonly listener = (event: string) => this.dispatchEvent(new Event(event));

  constructor(readonly url: string) {
    super();
    FakeEventSource.opened.push(this);
    queueMicrotask(() => this.open());
  }

  static get latest(): FakeEventSource {
    const source = this.opened.at(-1);
    if (!source) throw new Error('No stream was opened.');
    return source;
  }

  /** The connection comes (back) up. */
  open(): void {
    if (this.readyState === FakeEventSource.CLOSED) return;
    this.readyState = FakeEventSource.OPEN;
    this.run?.listeners.add(this.listener);
    this.dispatchEvent(new Event('open'));
  }

  /** The connection breaks; the browser will try again. */
  drop(): void {
    this.run?.listeners.delete(this.listener);
    this.readyState = FakeEventSource.CONNECTING;
    this.dispatchEvent(new Event('error'));
  }

  close(): void {
    this.run?.listeners.delete(this.listener);
    this.readyState = FakeEventSource.CLOSED;
  }

  private get run() {
    const id = this.url.split('/').at(-2) ?? '';
    return FakeEventSource.api.run(id) ?? FakeEventSource.api.saving.find(id);
  }
}
