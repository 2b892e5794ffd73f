import type { Part, Post, Version } from '@/features/campaigns/types';

/** What the posts of the fake campaign studio have been. */
export class FakeVersions {
  private readonly kept = new Map<string, Version[]>();

  /** Keeps what a half of the post is now. */
  keep(post: Post, part: Part): void {
    const all = this.of(post);
    const number = all.filter((version) => version.part === part).length + 1;
    all.filter((version) => version.part === part).forEach((version) => (version.current = false));
    all.unshift({
      version: number,
      part,
      current: true,
      caption: part === 'caption' ? post.generated_caption : null,
      image_url: part === 'image' ? post.generated_image_url : null,
      model: part === 'caption' ? 'gpt-6-luna' : 'gpt-image-2.5-flare',
      offline: false,
      cost_usd: part === 'caption' ? 0.0003 : 0.053,
      prompt: { instructions: 'Write a caption.', data: { brand_name: post.brand_name, topic: post.topic ?? '' } },
      created_by: 'ada',
      created_at: new Date().toISOString(),
      restored: [],
    });
  }

  of(post: Post): Version[] {
    const all = this.kept.get(post.id) ?? [];
    this.kept.set(post.id, all);
    return all;
  }

  /** Gives the post an earlier version back; false when there is none. */
  restore(post: Post, part: Part, number: number): boolean {
    const half = this.of(post).filter((version) => version.part === part);
    const wanted = half.find(({ version }) => version === number);
    if (!wanted) return false;
    half.forEach((version) => (version.current = version === wanted));
    wanted.restored = [{ by: 'ada', at: new Date().toISOString() }, ...wanted.restored];
    if (part === 'caption') post.generated_caption = wanted.caption;
    else post.generated_image_url = wanted.image_url;
    return true;
  }
}
