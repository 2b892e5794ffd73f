import type { Creator, Job, Reaction, Video } from '@/features/videos/types';
import type { Answer, Call } from './fake-answer';
import { ok, refusal } from './fake-answer';

type Form = { username: string; avatarUrl: string; bio: string };

const start = Date.parse('2026-05-01T12:00:00Z');

/** The video studio as the pages see it, in memory; videos are made when a test says so. */
export class FakeVideos {
  /** Who is signed in. */
  me: { id: string; username: string } | null = { id: 'u1', username: 'ada' };
  readonly videos: Video[] = [];
  queue = 3;
  /** What is refused instead of starting a video. */
  refusal: Answer | null = null;
  bio: string | null = null;
  avatarUrl: string | null = null;
  /** What was reported. */
  readonly reports: { id: string; reason: string }[] = [];

  add(prompt: string, status: Video['status'] = 'completed', userId = 'u2'): Video {
    const video: Video = {
      id: `v${this.videos.length + 1}`,
      userId,
      username: userId === 'u1' ? 'ada' : 'bob',
      prompt,
      videoUrl: status === 'completed' ? '/media/v.mp4' : '',
      thumbnailUrl: null,
      likes: 2,
      dislikes: 0,
      views: 1,
      createdAt: new Date(start + this.videos.length * 60_000).toISOString(),
      status,
      failureReason: null,
      durationSeconds: 8,
      sourceVideoId: null,
      rankingScore: 100 - this.videos.length,
    };
    this.videos.push(video);
    return video;
  }

  finish(id: string): void {
    const video = this.find(id);
    if (video) Object.assign(video, { status: 'completed', videoUrl: '/media/v.mp4' });
  }

  handle(call: Call): Answer | null {
    const { method, query, json } = call;
    const path = call.path.replace(/^\/api\/backend(?=\/)/, '');
    if (path === call.path && method !== 'GET' && /^\/(videos|users)\//.test(path)) {
      return refusal(401, 'invalid_signature', 'Missing request signature headers');
    }
    if (path === '/api/auth/me') {
      return this.me ? ok(this.me) : refusal(401, 'missing_token', 'Missing bearer token');
    }
    if (path === '/videos/feed') return this.feed(Number(query.get('cursor') ?? 0));
    if (path === '/videos/create') return this.create((json as { prompt: string }).prompt);
    if (path === '/users/top') return ok([this.creator('u2', 1), this.creator('u1', 2)]);
    const [, user = '', list = ''] = /^\/users\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (user && list) return this.list(user, list, query);
    if (user) return this.ofCreator(method, user, json as Form);
    const [, id = '', action = ''] = /^\/videos\/([^/]+)\/?(.*)$/.exec(path) ?? [];
    if (action === 'report') return this.report(id, json as { reason: string });
    return id ? this.ofVideo(method, id, action) : null;
  }

  private find(id: string): Video | undefined {
    return this.videos.find((video) => video.id === id);
  }

  private feed(from: number): Answer {
    const all = this.videos.filter(({ status }) => status === 'completed');
    const videos = all.slice(from, from + 2);
    const hasMore = all.length > from + 2;
    return ok({ videos, nextCursor: hasMore ? String(from + 2) : null, hasMore });
  }

  private create(prompt: string): Answer {
    return this.refusal ?? { status: 201, body: this.add(prompt, 'pending', 'u1') };
  }

  private creator(id: string, rank?: number): Creator {
    return {
      id,
      username: id === 'u1' ? (this.me?.username ?? null) : 'bob',
      email: id === 'u1' ? 'ada@example.com' : '',
      avatarUrl: id === 'u1' ? this.avatarUrl : null,
      bio: this.bio,
      videosCreated: this.videos.filter(({ userId }) => userId === id).length,
      totalLikes: 4,
      totalDislikes: 0,
      createdAt: new Date(start).toISOString(),
      score: 51.01,
      ...(rank !== undefined && { rank }),
    };
  }

  private ofCreator(method: string, id: string, form: Form): Answer {
    if (method === 'PATCH') {
      if (form.username === 'bob') return refusal(409, 'username_taken', 'Username already taken');
      if (this.me) this.me.username = form.username;
      this.bio = form.bio;
      this.avatarUrl = form.avatarUrl === '' ? null : form.avatarUrl;
    }
    return ok(this.creator(id));
  }

  private list(id: string, list: string, query: URLSearchParams): Answer {
    const liked = ({ myReaction }: Video) => myReaction === 'like';
    const all = this.videos.filter((video) => (list === 'liked' ? liked(video) : video.userId === id));
    const limit = Number(query.get('limit'));
    const end = Number(query.get('cursor') ?? 0) + limit;
    const next = `</users/${id}/${list}?limit=${limit}&cursor=${end}>; rel="next"`;
    return { ...ok(all.slice(end - limit, end)), ...(all.length > end && { headers: { Link: next } }) };
  }

  private report(id: string, { reason }: { reason: string }): Answer {
    this.reports.push({ id, reason });
    return { status: 204, body: null };
  }

  private ofVideo(method: string, id: string, action: string): Answer {
    const video = this.find(id);
    if (!video) return refusal(404, 'not_found', 'Video not found');
    if (action === 'like' || action === 'dislike') {
      if (!this.me) return refusal(401, 'missing_token', 'Missing bearer token');
      return this.react(video, action, method === 'DELETE');
    }
    if (action === 'view') return ok({ success: true, videoId: id, views: ++video.views });
    if (action === 'job') return ok(this.job(video));
    if (action === 'recreate') return { status: 201, body: this.add(video.prompt, 'pending', 'u1') };
    if (action === 'cancel') Object.assign(video, { status: 'failed', failureReason: 'Cancelled' });
    return ok(video);
  }

  private job(video: Video): Job {
    const status = video.status === 'pending' ? 'queued' : 'running';
    return { videoId: video.id, status, queuePosition: this.queue, estimatedWaitSeconds: 90, failureReason: null };
  }

  private react(video: Video, reaction: Reaction, undo: boolean): Answer {
    if (!undo) video[`${reaction}s`] += 1;
    else video[`${reaction}s`] -= 1;
    if (undo) delete video.myReaction;
    else video.myReaction = reaction;
    return ok({ success: true, reaction: undo ? null : reaction, likes: video.likes, dislikes: video.dislikes });
  }
}
