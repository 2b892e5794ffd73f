export type RunState =
  | 'queued'
  | 'processing'
  | 'paused'
  | 'cancelling'
  | 'cancelled'
  | 'completed'
  | 'failed';

export type Warning = { code: string; message: string; row?: number | null };

export type Fault = { code: string; message: string };

export type ImageFormat = 'png' | 'jpeg' | 'webp' | 'pdf';

export type Scale = 1 | 2 | 3;

export type Run = {
  id: string;
  name: string;
  state: RunState;
  total: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  remaining: number;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  reason: string | null;
  width: number;
  height: number;
  /** The ending of its files. */
  format: string;
  scale: number;
  /** Grows with every change of rows or template. */
  revision: number;
  ratePerSecond: number | null;
  secondsLeft: number | null;
  offlineProfiles: boolean;
  warnings: Warning[];
};

export type Poster = {
  row: number;
  username: string;
  displayName: string | null;
  state: string;
  url: string | null;
  /** A small version; null for a PDF. */
  thumbnail: string | null;
  error: Fault | null;
  warnings: Warning[];
};

/** What makes a run, or its preview. */
export type RunInput = {
  people: { csv: File } | { identifiers: string };
  template: { id: string } | { html: string };
  size: string;
  width: number;
  height: number;
  format: ImageFormat;
  scale: Scale;
  /** Of JPEG and WebP, 1 to 100. */
  quality: number;
  /** Columns by the further names that they can be had by. */
  mapping: Record<string, string>;
};

export function hasEnded(run: Run): boolean {
  return run.state === 'completed' || run.state === 'failed' || run.state === 'cancelled';
}

export function formOf(input: RunInput): FormData {
  const form = new FormData();
  if ('csv' in input.people) form.append('csv', input.people.csv, input.people.csv.name);
  else form.append('identifiers', input.people.identifiers);
  if ('id' in input.template) form.append('templateId', input.template.id);
  else form.append('template', input.template.html);
  form.append('size', input.size);
  form.append('width', String(input.width));
  form.append('height', String(input.height));
  form.append('format', input.format);
  form.append('scale', String(input.scale));
  form.append('quality', String(input.quality));
  if (Object.keys(input.mapping).length > 0) form.append('mapping', JSON.stringify(input.mapping));
  return form;
}
