import { useState } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '@/config/paths';
import { ApiProblem } from '@/lib/api-problem';
import { cx } from '@/lib/cx';
import { count } from '@/lib/format';
import { useMe } from '../api/get-me';
import { useReactToVideo } from '../api/react-to-video';
import type { Reaction, Video } from '../types';
import { DownIcon, HeartIcon } from './icons';
import styles from './reactions.module.css';

const names = { like: 'Like', dislike: 'Dislike' } as const;

/** Likes and dislikes; the numbers move at once and are set right by the answer. */
export function Reactions({ video }: { video: Video }) {
  const me = useMe();
  const navigate = useNavigate();
  const react = useReactToVideo(video.id);
  const [own, setOwn] = useState<Reaction | null>(video.myReaction ?? null);
  const [counts, setCounts] = useState({ like: video.likes, dislike: video.dislikes });

  const choose = (reaction: Reaction) => {
    if (me.data === null) return void navigate(paths.signIn);
    const before = { own, counts };
    const undo = own === reaction;
    setOwn(undo ? null : reaction);
    setCounts({
      like: counts.like + gained('like', reaction, own, undo),
      dislike: counts.dislike + gained('dislike', reaction, own, undo),
    });
    react.mutate(
      { reaction, undo },
      {
        onSuccess: (now) => {
          setOwn(now.reaction);
          setCounts({ like: now.likes, dislike: now.dislikes });
        },
        onError: (failure) => {
          setOwn(before.own);
          setCounts(before.counts);
          // Chosen before it was known who watches.
          if (failure instanceof ApiProblem && failure.status === 401) void navigate(paths.signIn);
        },
      },
    );
  };

  return (
    <div className={styles.row}>
      {(['like', 'dislike'] as const).map((reaction) => (
        <button
          key={reaction}
          type="button"
          className={cx(styles.button, own === reaction && styles[reaction])}
          aria-pressed={own === reaction}
          aria-label={`${names[reaction]}, ${count(counts[reaction])}`}
          disabled={react.isPending}
          onClick={() => choose(reaction)}
        >
          {reaction === 'like' ? <HeartIcon filled={own === 'like'} /> : <DownIcon filled={own === 'dislike'} />}
          {count(counts[reaction])}
        </button>
      ))}
      {react.isError && (
        <p role="alert" className={styles.failure}>
          {react.error.message}
        </p>
      )}
    </div>
  );
}

function gained(of: Reaction, chosen: Reaction, own: Reaction | null, undo: boolean): number {
  if (of === chosen) return undo ? -1 : 1;
  return own === of ? -1 : 0;
}
