import type { Batch, Campaign, CampaignInput, Part, Post, PostInput } from '@/features/campaigns/types';
import type { Answer, Call } from './fake-answer';
import { ok, refusal } from './fake-answer';
import { FakeVersions } from './fake-versions';

type FakeBatch = { id: string; campaign: string; name: string; posts: Post[]; made: number };

const tones = ['friendly', 'casual', 'modern', 'professional', 'humorous'].map((id) => ({
  id,
  name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
  description: `In a ${id} way`,
  prompt_modifier: '',
}));
const picture =
  'data:image/svg+xml,' +
  encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1" fill="#2b46c8"/></svg>');

/** The campaign studio as the pages see it, in memory; posts are made when a test says so. */
export class FakeCampaigns {
  /** Whether callers have an account. */
  known = true;
  readonly campaigns: Campaign[] = [];
  readonly batches: FakeBatch[] = [];
  private readonly versions = new FakeVersions();

  /** Makes the next posts of every batch; those about "broken" things fail. */
  step(posts: number): void {
    for (const batch of this.batches) {
      batch.posts.slice(batch.made, batch.made + posts).forEach((post) => {
        finish(post);
        this.versions.keep(post, 'caption');
        if (post.generated_image_url) this.versions.keep(post, 'image');
      });
      batch.made = Math.min(batch.posts.length, batch.made + posts);
    }
  }

  add(name: string): Campaign {
    const now = new Date().toISOString();
    const campaign: Campaign = {
      id: `c${this.campaigns.length + 1}`,
      name,
      description: null,
      brand_name: 'FashionBrand',
      target_audience: null,
      tone_id: 'friendly',
      status: 'draft',
      created_at: now,
      updated_at: now,
    };
    this.campaigns.unshift(campaign);
    return campaign;
  }

  /** Answers what is for campaigns; null lets the call pass. */
  handle(call: Call): Answer | null {
    const { method, path, json } = call;
    if (!/^\/api\/(campaigns|batch-jobs|campaign-posts|content-tones)/.test(path)) return null;
    if (!this.known) return refusal(401, 'missing_token', 'Missing bearer token');
    if (path === '/api/content-tones') return ok(tones);
    if (path === '/api/campaigns/') {
      if (method === 'GET') return ok(this.campaigns);
      return this.make(json as CampaignInput);
    }
    const [, kind, id = '', rest = ''] = path.split('/').slice(1);
    if (kind === 'campaigns') return this.ofCampaign(call, id, rest);
    if (kind === 'batch-jobs') return this.ofBatch(id, rest);
    return this.ofPost(id, rest, json as { part: Part; version: number });
  }

  private make(input: CampaignInput): Answer {
    if (input.name === 'refused') {
      const errors = [{ field: 'name', message: 'is not allowed' }];
      return refusal(422, 'validation_failed', 'name is not allowed', errors);
    }
    const campaign = Object.assign(this.add(input.name), input);
    return { status: 201, body: campaign };
  }

  private ofCampaign({ method, json }: Call, id: string, rest: string): Answer {
    const campaign = this.campaigns.find((one) => one.id === id);
    if (!campaign) return refusal(404, 'not_found', 'Campaign not found');
    if (rest === 'batches') return ok(this.batches.map(itemOf));
    if (rest === 'quote') return ok(quoteOf((json as { posts: PostInput[] }).posts));
    if (rest === 'import') return ok(imported);
    if (rest === 'generate-batch') return this.start(id, json as { name: string; posts: PostInput[] });
    if (method === 'DELETE') {
      this.campaigns.splice(this.campaigns.indexOf(campaign), 1);
      return { status: 204, body: null };
    }
    if (method === 'PUT') Object.assign(campaign, json);
    return ok(campaign);
  }

  private start(campaign: string, { name, posts }: { name: string; posts: PostInput[] }): Answer {
    const id = `b${this.batches.length + 1}`;
    const made = posts.map((post, index) => postOf(`${id}-${index + 1}`, index + 1, post));
    this.batches.unshift({ id, campaign, name: name || 'Batch', posts: made, made: 0 });
    return { status: 202, body: { batch_job: { id } } };
  }

  private ofBatch(id: string, rest: string): Answer {
    const batch = this.batches.find((one) => one.id === id);
    if (!batch) return refusal(404, 'not_found', 'Batch job not found');
    if (rest === 'posts') return ok(batch.posts);
    return ok(statusOf(batch));
  }

  private ofPost(id: string, rest: string, input: { part: Part; version: number }): Answer {
    const post = this.batches.flatMap(({ posts }) => posts).find((one) => one.id === id);
    if (!post) return refusal(404, 'not_found', 'Post not found');
    if (rest === 'versions') return ok(this.versions.of(post));
    const { part, version } = input;
    if (rest === 'restore') {
      return this.versions.restore(post, part, version)
        ? ok(post)
        : refusal(404, 'not_found', 'Version not found');
    }
    if (part === 'caption') post.generated_caption = `Another caption about ${post.topic}`;
    this.versions.keep(post, part);
    return { status: 202, body: post };
  }
}

const imported = {
  total: 3,
  posts: [{ ...blank('Hats') }, { ...blank('Scarves') }],
  errors: [{ row: 3, line: 4, field: 'tone', message: 'is required' }],
};

function blank(topic: string): PostInput {
  return {
    brand_name: 'FashionBrand',
    topic,
    tone: 'modern',
    brief: '',
    target_audience: '',
    generate_caption: true,
    generate_image: true,
  };
}

function postOf(id: string, position: number, post: PostInput): Post {
  return {
    id,
    position,
    brand_name: post.brand_name,
    topic: post.topic,
    tone: post.tone,
    status: 'pending',
    generated_caption: null,
    generated_image_url: null,
    error_message: null,
    duplicate_of: null,
    offline: true,
    cost_usd: 0,
    regenerating: false,
    regenerate_error: null,
  };
}

function finish(post: Post) {
  const failed = post.topic?.startsWith('broken') ?? false;
  post.status = failed ? 'failed' : 'completed';
  post.generated_caption = `A caption about ${post.topic}`;
  if (failed) post.error_message = 'Image generation failed: refused';
  else post.generated_image_url = picture;
}

function statusOf(batch: FakeBatch): Batch {
  const of = (status: string) => batch.posts.filter((post) => post.status === status).length;
  const ended = batch.made === batch.posts.length;
  const failed = of('failed');
  return {
    id: batch.id,
    name: batch.name,
    campaign_id: batch.campaign,
    status: ended ? (failed > 0 ? 'completed_with_errors' : 'completed') : 'processing',
    progress: {
      total_posts: batch.posts.length,
      completed_posts: of('completed'),
      failed_posts: failed,
      cancelled_posts: 0,
      remaining_posts: batch.posts.length - batch.made,
      percentage: (100 * batch.made) / batch.posts.length,
    },
    cost_usd: 0.0123 * batch.made,
    budget_usd: null,
    error_log: failed > 0 ? 'Post 2 (broken heel): Image generation failed: refused' : null,
  };
}

function itemOf(batch: FakeBatch) {
  const { progress, ...status } = statusOf(batch);
  return { ...status, ...progress, created_at: new Date().toISOString() };
}

function quoteOf(posts: PostInput[]) {
  return {
    posts: posts.length,
    captions: posts.filter((post) => post.generate_caption).length,
    images: posts.filter((post) => post.generate_image).length,
    estimated_cost_usd: 0.0533 * posts.length,
    maximum_cost_usd: 0.0536 * posts.length,
    caption_model: 'gpt-6-luna',
    caption_priced: true,
    image_model: 'gpt-image-2.5-flare',
    image_priced: true,
    offline: false,
    prices_as_of: '2026-11-21',
    day_limit_usd: 5,
    day_left_usd: 4.2,
    batch_limit_usd: null,
    affordable: true,
  };
}
