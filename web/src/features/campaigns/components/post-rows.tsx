import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { PlusIcon } from '@/components/ui/icons';
import { counted } from '@/lib/format';
import { randomId } from '@/lib/random-id';
import type { Campaign, PostInput } from '../types';
import { PostRow } from './post-row';
import styles from './post-rows.module.css';

/** A post in the table, with an id that stays while others come and go. */
export type Row = PostInput & { key: string };

const pageSize = 50;

export function emptyRow(campaign: Campaign): Row {
  return {
    key: randomId(),
    brand_name: campaign.brand_name,
    topic: '',
    tone: campaign.tone_id || 'friendly',
    brief: '',
    target_audience: campaign.target_audience ?? '',
    generate_caption: true,
    generate_image: true,
  };
}

export function rowsOf(posts: readonly PostInput[]): Row[] {
  return posts.map((post) => ({ ...post, key: randomId() }));
}

/** The posts that the rows stand for; a row without topic and brief is none. */
export function inputsOf(rows: readonly Row[]): PostInput[] {
  return rows
    .filter((row) => row.topic.trim() !== '' || row.brief.trim() !== '')
    .map((row) => ({
      brand_name: row.brand_name,
      topic: row.topic,
      tone: row.tone,
      brief: row.brief,
      target_audience: row.target_audience,
      generate_caption: row.generate_caption,
      generate_image: row.generate_image,
    }));
}

type Props = { campaign: Campaign; rows: Row[]; onChange: (rows: Row[]) => void };

export function PostRows({ campaign, rows, onChange }: Props) {
  const [shown, setShown] = useState(pageSize);
  return (
    <section className={styles.rows} aria-labelledby="posts-title">
      <h2 id="posts-title">Posts</h2>
      <ol className={styles.list}>
        {rows.slice(0, shown).map((row, index) => (
          <PostRow
            key={row.key}
            row={row}
            number={index + 1}
            onChange={(next) => onChange(rows.map((one) => (one.key === row.key ? next : one)))}
            onRemove={() => onChange(rows.filter((one) => one.key !== row.key))}
          />
        ))}
      </ol>
      <div className={styles.more}>
        {rows.length > shown && (
          <Button look="quiet" onClick={() => setShown(shown + pageSize)}>
            Show more of {counted(rows.length, 'post')}
          </Button>
        )}
        <Button
          icon={<PlusIcon />}
          onClick={() => {
            setShown(Math.max(shown, rows.length + 1));
            onChange([...rows, emptyRow(campaign)]);
          }}
        >
          Add a post
        </Button>
      </div>
    </section>
  );
}
