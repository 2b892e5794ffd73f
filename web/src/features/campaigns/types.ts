export type Campaign = {
  id: string;
  name: string;
  description: string | null;
  brand_name: string;
  target_audience: string | null;
  tone_id: string | null;
  status: string;
  created_at: string;
  updated_at: string;
};

/** What a person fills in of a campaign; empty is "not said". */
export type CampaignInput = {
  name: string;
  description: string;
  brand_name: string;
  target_audience: string;
  tone_id: string;
};

export type Tone = { id: string; name: string; description: string };

export type BatchStatus =
  | 'pending'
  | 'processing'
  | 'completed'
  | 'completed_with_errors'
  | 'failed'
  | 'cancelled';

export type BatchItem = {
  id: string;
  name: string;
  status: BatchStatus;
  total_posts: number;
  completed_posts: number;
  failed_posts: number;
  cancelled_posts: number;
  cost_usd: number;
  created_at: string;
};

export type Batch = {
  id: string;
  name: string;
  campaign_id: string;
  status: BatchStatus;
  progress: {
    total_posts: number;
    completed_posts: number;
    failed_posts: number;
    cancelled_posts: number;
    remaining_posts: number;
    percentage: number;
  };
  cost_usd: number;
  budget_usd: number | null;
  error_log: string | null;
};

export type PostStatus = 'pending' | 'processing' | 'completed' | 'failed' | 'cancelled';

export type Post = {
  id: string;
  position: number;
  brand_name: string;
  topic: string | null;
  tone: string;
  status: PostStatus;
  generated_caption: string | null;
  generated_image_url: string | null;
  error_message: string | null;
  duplicate_of: string | null;
  offline: boolean;
  cost_usd: number;
  regenerating: boolean;
  regenerate_error: string | null;
};

export type Part = 'caption' | 'image';

/** A half of a post as it once was, or is. */
export type Version = {
  version: number;
  part: Part;
  current: boolean;
  caption: string | null;
  image_url: string | null;
  model: string;
  offline: boolean;
  cost_usd: number;
  prompt: { instructions?: string; data?: Record<string, string> };
  created_by: string | null;
  created_at: string;
  restored: { by: string; at: string }[];
};

/** A post to make, as the builder holds it. */
export type PostInput = {
  brand_name: string;
  topic: string;
  tone: string;
  brief: string;
  target_audience: string;
  generate_caption: boolean;
  generate_image: boolean;
};

export type RowError = { row: number; line: number | null; field: string; message: string };

export type Imported = { total: number; posts: PostInput[]; errors: RowError[] };

export type BatchInput = { name: string; posts: PostInput[]; budget_usd: number | null };

export type Quote = {
  posts: number;
  captions: number;
  images: number;
  estimated_cost_usd: number;
  maximum_cost_usd: number;
  caption_model: string;
  caption_priced: boolean;
  image_model: string;
  image_priced: boolean;
  offline: boolean;
  prices_as_of: string;
  day_limit_usd: number | null;
  day_left_usd: number | null;
  batch_limit_usd: number | null;
  affordable: boolean;
};

export function hasEnded(status: BatchStatus): boolean {
  return status !== 'pending' && status !== 'processing';
}
