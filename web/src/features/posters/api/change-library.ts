import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { posterKeys } from './keys';

export type TemplateDraft = {
  section: string;
  name: string;
  html_content: string;
  css_content: string;
  preview_data: Record<string, unknown>;
  width: number;
  height: number;
};

export type SavedTemplate = { id: string; section: string; version: number };

type Save = { draft: TemplateDraft; earlier: string | null; activate: boolean };

function saveTemplate({ draft, earlier, activate }: Save) {
  const body = { ...draft, set_as_active: activate };
  return earlier === null
    ? api.sendJson<SavedTemplate>('POST', '/api/templates/upload', body)
    : api.sendJson<SavedTemplate>('PUT', `/api/templates/${earlier}`, body);
}

function useLibraryChange<T, R>(change: (input: T) => Promise<R>, onDone?: (result: R) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (result) => {
      void client.invalidateQueries({ queryKey: posterKeys.library });
      onDone?.(result);
    },
  });
}

export function useSaveTemplate(onSaved: (saved: SavedTemplate) => void) {
  return useLibraryChange(saveTemplate, onSaved);
}

export function useActivateTemplate() {
  return useLibraryChange((id: string) => api.post<unknown>(`/api/templates/${id}/activate`));
}

export function useDeleteTemplate() {
  return useLibraryChange((id: string) => api.delete(`/api/templates/${id}`));
}

export function useDeleteAsset(kind: 'template-images' | 'custom-fonts') {
  return useLibraryChange((id: string) => api.delete(`/api/${kind}/${id}`));
}

export function useUploadAsset(kind: 'template-images' | 'custom-fonts') {
  return useLibraryChange((file: File) => {
    const form = new FormData();
    form.append('file', file, file.name);
    return api.postForm<unknown>(`/api/${kind}`, form);
  });
}
