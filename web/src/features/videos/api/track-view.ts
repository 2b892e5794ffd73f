import { api } from '@/lib/api-client';
import { videoPath } from './get-video';
import { signed } from './signed';

/** Says that the video is being watched. Whoever watches need not know when that fails. */
export function trackView(id: string): void {
  api.post(signed(`${videoPath(id)}/view`)).catch(() => undefined);
}
