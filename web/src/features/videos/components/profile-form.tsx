import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, TextArea } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSaveProfile } from '../api/get-creator';
import type { Creator } from '../types';
import styles from './profile-view.module.css';

type Props = { creator: Creator; onDone: () => void };

export function ProfileForm({ creator, onDone }: Props) {
  const [username, setUsername] = useState(creator.username ?? '');
  const [avatarUrl, setAvatarUrl] = useState(creator.avatarUrl ?? '');
  const [bio, setBio] = useState(creator.bio ?? '');
  const save = useSaveProfile(creator.id, onDone);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate({ username, avatarUrl: avatarUrl.trim(), bio });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Field
        label="Name"
        required
        minLength={3}
        maxLength={32}
        value={username}
        onChange={(event) => setUsername(event.target.value)}
      />
      <Field
        label="Address of a picture of you"
        type="url"
        placeholder="https://…"
        hint="The server fetches it; nobody who looks at you is seen there."
        maxLength={2_000}
        value={avatarUrl}
        onChange={(event) => setAvatarUrl(event.target.value)}
      />
      <TextArea
        label="About you"
        rows={3}
        maxLength={512}
        value={bio}
        onChange={(event) => setBio(event.target.value)}
      />
      {save.isError && <ProblemNotice failure={save.error} />}
      <div className={styles.buttons}>
        <Button type="submit" look="primary" busy={save.isPending}>
          Save
        </Button>
        <Button onClick={onDone}>Leave as it is</Button>
      </div>
    </form>
  );
}
