import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type Row = { row: number; username: string; values: Record<string, string> };

export type RunTemplate = { html: string; columns: string[] };

const path = (id: string) => `/api/posters/runs/${encodeURIComponent(id)}`;

/** A row as it was ordered; asked for anew each time it is to be edited. */
export function useRow(id: string, row: number) {
  return useQuery({
    queryKey: [...posterKeys.run(id), 'row', row],
    queryFn: ({ signal }) => api.get<Row>(`${path(id)}/posters/${row}`, { signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** The template of a run and its columns. */
export function useRunTemplate(id: string) {
  return useQuery({
    queryKey: [...posterKeys.run(id), 'template'],
    queryFn: ({ signal }) => api.get<RunTemplate>(`${path(id)}/template`, { signal }),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
