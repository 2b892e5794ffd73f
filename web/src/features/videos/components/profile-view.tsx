import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { EditIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { Segmented } from '@/components/ui/segmented';
import { count } from '@/lib/format';
import type { CreatorList } from '../api/get-creator';
import { useCreator } from '../api/get-creator';
import type { Creator } from '../types';
import { Face } from './face';
import { ProfileForm } from './profile-form';
import styles from './profile-view.module.css';
import { VideoGrid } from './video-grid';

type Props = { id: string; own: boolean };

export function ProfileView({ id, own }: Props) {
  const query = useCreator(id);
  const [list, setList] = useState<CreatorList>('videos');
  const [editing, setEditing] = useState(false);
  if (query.isPending) return <Loading label="Loading the profile" />;
  if (query.isError) {
    return <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />;
  }
  const creator = query.data;
  return (
    <div className={styles.profile}>
      <header className={styles.head}>
        <Face creator={creator} large />
        <div className={styles.who}>
          <h2>{creator.username ?? 'A creator'}</h2>
          {own && creator.email && <p className={styles.sub}>{creator.email}</p>}
          {creator.bio && <p className={styles.bio}>{creator.bio}</p>}
        </div>
        {own && !editing && (
          <Button icon={<EditIcon />} onClick={() => setEditing(true)}>
            Edit
          </Button>
        )}
      </header>
      {editing && <ProfileForm creator={creator} onDone={() => setEditing(false)} />}
      <Figures creator={creator} />
      <Segmented
        label="Show"
        value={list}
        options={[
          { value: 'videos', label: own ? 'My videos' : 'Videos' },
          { value: 'liked', label: 'Liked' },
        ]}
        onChange={setList}
      />
      <VideoGrid
        key={list}
        creator={id}
        list={list}
        empty={list === 'videos' ? 'No videos yet.' : 'Nothing liked yet.'}
      />
    </div>
  );
}

function Figures({ creator }: { creator: Creator }) {
  const figures = [
    ['Videos', creator.videosCreated],
    ['Likes', creator.totalLikes],
    ['Dislikes', creator.totalDislikes],
    ['Score', Math.round(creator.score * 10) / 10],
  ] as const;
  return (
    <dl className={styles.figures}>
      {figures.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
