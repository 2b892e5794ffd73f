import { skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type Placeholder = { name: string; sample_value: string | null };

/** A version of a template; lists leave its content out. */
export type StoredTemplate = {
  id: string;
  section: string;
  name: string;
  version: number;
  is_active: boolean;
  html_content: string | null;
  css_content: string | null;
  placeholders: Placeholder[];
  preview_data: Record<string, unknown> | null;
  width: number;
  height: number;
  preview_url: string;
  created_at: string;
};

/** A section by its active version, or else its newest. */
export type Section = { name: string; versions: number; template: StoredTemplate };

type SectionPage = { sections: Section[]; next: string | null };

export function useSections() {
  return useInfiniteQuery({
    queryKey: posterKeys.sections,
    queryFn: ({ pageParam, signal }) =>
      api.get<SectionPage>('/api/templates/sections', { query: { after: pageParam, limit: 50 }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
}

type VersionPage = { templates: StoredTemplate[]; next: number | null };

/** The versions of the section that this one is of, newest first. */
export function useVersions(id: string, wanted: boolean) {
  return useQuery({
    queryKey: posterKeys.versions(id),
    queryFn: wanted
      ? ({ signal }) =>
          api.get<VersionPage>(`/api/templates/${id}/versions`, { query: { limit: 100 }, signal })
      : skipToken,
    select: (page) => page.templates,
  });
}

export function useStoredTemplate(id: string | null) {
  return useQuery({
    queryKey: posterKeys.version(id ?? ''),
    queryFn:
      id === null
        ? skipToken
        : ({ signal }) => api.get<StoredTemplate>(`/api/templates/${id}`, { signal }),
    staleTime: Infinity,
  });
}
