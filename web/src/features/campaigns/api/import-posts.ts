import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import type { Imported } from '../types';

function importPosts(campaign: string, file: File) {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.postForm<Imported>(`/api/campaigns/${encodeURIComponent(campaign)}/import`, form);
}

/** Reads a file of posts; nothing is kept on the server. */
export function useImportPosts(campaign: string, onRead: (imported: Imported) => void) {
  return useMutation({
    mutationFn: (file: File) => importPosts(campaign, file),
    onSuccess: onRead,
  });
}
