import { useEffect, useRef, useState } from 'react';
import { PlayIcon } from '@/components/ui/icons';
import { trackView } from '../api/track-view';
import type { Video } from '../types';
import { SoundIcon } from './icons';
import styles from './video-player.module.css';

type Props = { video: Video; muted: boolean; onMute: (muted: boolean) => void };

/** Plays while most of it is in view, and counts as seen the first time that it does. */
export function VideoPlayer({ video, muted, onMute }: Props) {
  const element = useRef<HTMLVideoElement>(null);
  const seen = useRef(false);
  const [playing, setPlaying] = useState(false);
  const [broken, setBroken] = useState(false);

  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return target.pause();
        // A browser that wants a gesture first leaves it to the button.
        target.play().catch(() => undefined);
        if (!seen.current) trackView(video.id);
        seen.current = true;
      },
      { threshold: 0.5 },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [video.id]);

  const toggle = () => {
    const target = element.current;
    if (!target) return;
    if (target.paused) target.play().catch(() => setBroken(true));
    else target.pause();
  };

  return (
    <div className={styles.frame}>
      <video
        ref={element}
        className={styles.video}
        src={video.videoUrl}
        poster={video.thumbnailUrl ?? undefined}
        aria-label={video.prompt}
        muted={muted}
        loop
        playsInline
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onError={() => setBroken(true)}
      />
      <button
        type="button"
        className={styles.cover}
        onClick={toggle}
        aria-label={playing ? 'Pause' : 'Play'}
      >
        {!playing && !broken && <PlayIcon size={44} />}
      </button>
      {broken && <p className={styles.broken}>This video cannot be played here.</p>}
      <button
        type="button"
        className={styles.sound}
        onClick={() => onMute(!muted)}
        aria-pressed={!muted}
        aria-label="Sound"
      >
        <SoundIcon filled={!muted} />
      </button>
    </div>
  );
}
