import { useMutation } from '@tanstack/react-query';
import { api } from '@/lib/api-client';
import { videoPath } from './get-video';
import { signed } from './signed';

export function useReportVideo(id: string) {
  return useMutation({
    mutationFn: (reason: string) => api.postJson(signed(`${videoPath(id)}/report`), { reason }),
  });
}
