import { useState } from 'react';
import { creatorPath } from '../api/get-creator';
import type { Creator } from '../types';
import styles from './face.module.css';

type Props = { creator: Pick<Creator, 'id' | 'username' | 'avatarUrl'>; large?: boolean };

/** A person's picture, or the first letter of their name where there is none to be had. */
export function Face({ creator, large = false }: Props) {
  const { id, username, avatarUrl } = creator;
  const [missing, setMissing] = useState<string | null>(null);
  return (
    <span className={styles.face} data-large={large} aria-hidden="true">
      {avatarUrl !== null && missing !== avatarUrl ? (
        <img
          key={avatarUrl}
          src={`${creatorPath(id)}/avatar?of=${encodeURIComponent(avatarUrl.slice(-40))}`}
          alt=""
          loading="lazy"
          onError={() => setMissing(avatarUrl)}
        />
      ) : (
        (username ?? '?').charAt(0).toUpperCase()
      )}
    </span>
  );
}
