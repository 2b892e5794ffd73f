import { useCallback, useState } from 'react';
import type { ApiProblem } from '@/lib/api-problem';
import { randomId } from '@/lib/random-id';
import type { Template } from '../api/get-templates';
import type { ImageFormat, RunInput, Scale } from '../types';

/** What the page for a new run holds; null is "not chosen yet". */
export type RunForm = {
  csv: File | null;
  /** null as long as the file was not looked into. */
  columns: string[] | null;
  /** Column by what it means or fills; an empty one is none. */
  mapping: Record<string, string>;
  /** Usernames and ids as typed; null while people come from a CSV. */
  identifiers: string | null;
  template: Template | 'own' | null;
  html: string;
  size: string;
  width: string;
  height: string;
  format: ImageFormat;
  scale: Scale;
  quality: string;
  /** null as long as the name follows from the file. */
  name: string | null;
  /** Grows with every change that the preview would show. */
  revision: number;
};

export type Change = (patch: Partial<Omit<RunForm, 'revision'>>) => void;

const empty: RunForm = {
  csv: null,
  columns: null,
  mapping: {},
  identifiers: null,
  template: null,
  html: '',
  size: 'instagram-portrait',
  width: '1080',
  height: '1350',
  format: 'png',
  scale: 1,
  quality: '90',
  name: null,
  revision: 0,
};

export function useRunForm() {
  const [form, setForm] = useState(empty);
  const change: Change = useCallback((patch) => {
    const visible = Object.keys(patch).some((field) => field !== 'name');
    setForm((now) => ({ ...now, ...patch, revision: now.revision + (visible ? 1 : 0) }));
  }, []);
  return { form, change };
}

/** What a column may mean, whatever it is called. */
export const meanings = [
  { name: 'username', label: 'Username', none: 'Choose a column' },
  { name: 'user_id', label: 'User id', none: 'Look them up' },
  { name: 'display_name', label: 'Display name', none: 'None' },
  { name: 'profile_pic', label: 'Picture', none: 'None' },
] as const;

export function columnOptions(columns: readonly string[], none: string) {
  return [{ value: '', label: none }, ...columns.map((column) => ({ value: column, label: column }))];
}

/** What of the mapping the columns' own names do not say already. */
function mappingOf(form: RunForm): Record<string, string> {
  if (form.identifiers !== null) return {};
  const chosen = Object.entries(form.mapping);
  return Object.fromEntries(chosen.filter(([name, column]) => column !== '' && column !== name));
}

/** What would be sent, or null while something is missing. */
export function inputOf(form: RunForm): RunInput | null {
  const { template, html, size, format, scale } = form;
  const people = peopleOf(form);
  const width = pixels(form.width);
  const height = pixels(form.height);
  const quality = pixels(form.quality);
  if (!people || !template) return null;
  if (width === null || height === null || quality === null) return null;
  if (template === 'own' && html.trim() === '') return null;
  return {
    people,
    template: template === 'own' ? { html } : { id: template.id },
    size,
    width,
    height,
    format,
    scale,
    quality,
    mapping: mappingOf(form),
  };
}

function peopleOf({ csv, columns, identifiers }: RunForm): RunInput['people'] | null {
  if (identifiers === null) return csv && columns && { csv };
  return /[^\s,]/.test(identifiers) ? { identifiers } : null;
}

/** The first thing that is still to be done, in words. */
export function missingStep(form: RunForm): string | null {
  if (form.identifiers === null && !form.csv) return 'Choose a CSV of people to begin.';
  if (form.identifiers !== null && !peopleOf(form)) return 'Name at least one person to begin.';
  if (!form.template) return 'Choose a design to see a preview.';
  if (form.template === 'own' && form.html.trim() === '') return 'Add the HTML of your design.';
  if (pixels(form.width) === null || pixels(form.height) === null) return 'Give a width and height.';
  if (pixels(form.quality) === null) return 'Give a quality from 1 to 100.';
  return null;
}

function pixels(text: string): number | null {
  return /^\d{1,6}$/.test(text.trim()) ? Number(text) : null;
}

export function nameOf(form: RunForm): string {
  if (form.name !== null) return form.name;
  if (form.identifiers !== null) return 'Posters';
  const words = /_|(?<=\p{L})-(?=\p{L})/gu;
  const file = form.csv?.name.replace(/\.[^.]*$/, '').replaceAll(words, ' ').trim() ?? '';
  return file.charAt(0).toUpperCase() + file.slice(1);
}

const startKeys = new WeakMap<RunForm, string>();

/** One key per state of the form: a second click or a retry starts no second run. */
export function startKeyOf(form: RunForm): string {
  const key = startKeys.get(form) ?? randomId();
  startKeys.set(form, key);
  return key;
}

export type Place = 'csv' | 'template' | 'size' | 'other';

/** Beside which part of the form a refusal belongs. */
export function placeOf(problem: ApiProblem): Place {
  if (problem.status < 400 || problem.status >= 500) return 'other';
  const names = [problem.code, ...problem.errors.map((error) => error.field)];
  const about = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (about(/^(template|html)/i)) return 'template';
  if (about(/^(size|width|height|format|custom|scale|quality)/i)) return 'size';
  const people = /^(csv|row|username|header|mapping|identifiers|missing_identifiers|too_many_rows)/i;
  if (about(people) || problem.errors.some(({ line }) => line != null)) {
    return 'csv';
  }
  return 'other';
}
