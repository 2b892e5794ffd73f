import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';

export type Columns = {
  columns: string[];
  /** Columns by what they seem to mean. */
  guesses: Record<string, string>;
};

/** The header and the first row are never longer. */
const enough = 2 * 1024 * 1024;

function readColumns(csv: File) {
  const form = new FormData();
  form.append('csv', csv.slice(0, enough), csv.name);
  return api.postForm<Columns>('/api/posters/columns', form);
}

export function useReadColumns() {
  return useMutation({ mutationFn: readColumns });
}
