import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { TemplateDraft } from './change-library';
import type { Placeholder } from './get-library';

export type TemplateWarning = { message: string; part: 'html' | 'css' | 'data'; line: number | null };

export type TemplatePreview = {
  preview_image_base64: string;
  content_type: string;
  placeholders: Placeholder[];
  warnings: TemplateWarning[];
};

/** What the server draws of a template that is being written. */
export function useTemplatePreview(draft: TemplateDraft | null, revision: string) {
  return useQuery({
    queryKey: ['posters', 'template-preview', revision],
    queryFn: draft
      ? ({ signal }) => api.sendJson<TemplatePreview>('POST', '/api/templates/preview', draft, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
