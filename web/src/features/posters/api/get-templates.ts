import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type Template = {
  id: string;
  name: string;
  description: string;
  width: number;
  height: number;
  html: string;
  placeholders: string[];
  previewUrl: string;
};

function getTemplates(signal: AbortSignal) {
  return api.get<{ templates: Template[] }>('/api/posters/templates', { signal });
}

export function useTemplates() {
  return useQuery({
    queryKey: posterKeys.templates,
    queryFn: ({ signal }) => getTemplates(signal),
    select: (answer) => answer.templates,
    staleTime: Infinity,
  });
}
