import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Fault, RunInput, Warning } from '../types';
import { formOf } from '../types';

export type PreviewPoster = {
  row: number;
  username: string;
  image: string | null;
  error: Fault | null;
};

export type Preview = {
  rows: number;
  columns: string[];
  usedColumns: string[];
  unusedColumns: string[];
  missing: string[];
  warnings: Warning[];
  posters: PreviewPoster[];
};

function previewPosters(input: RunInput, signal: AbortSignal) {
  return api.postForm<Preview>('/api/posters/preview', formOf(input), { signal });
}

/** @param revision names the state of the form that the input was taken from */
export function usePreview(input: RunInput | null, revision: string) {
  return useQuery({
    queryKey: ['posters', 'preview', revision],
    queryFn: input ? ({ signal }) => previewPosters(input, signal) : skipToken,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}
