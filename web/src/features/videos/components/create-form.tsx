import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { TextArea } from '@/components/ui/field';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { count } from '@/lib/format';
import { useCreateVideo } from '../api/create-video';
import { useMe } from '../api/get-me';
import type { Video } from '../types';
import { AccountWanted } from './account-wanted';
import styles from './create-form.module.css';

const longest = 2_000;

export function CreateForm({ onStarted }: { onStarted: (video: Video) => void }) {
  const me = useMe();
  const [prompt, setPrompt] = useState('');
  const create = useCreateVideo(onStarted);
  const length = Array.from(prompt).length;

  if (me.isPending) return <Loading label="Opening the studio" />;
  if (me.data === null) return <AccountWanted what="Videos of your own" />;

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    create.mutate(prompt.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextArea
        label="What is to be seen?"
        rows={5}
        required
        value={prompt}
        placeholder="A paper boat sails through a rainy street at night, neon lights in the puddles"
        onChange={(event) => setPrompt(event.target.value)}
      />
      <p className={styles.count} data-over={length > longest}>
        {count(length)} of {count(longest)} characters
      </p>
      {create.isError && <ProblemNotice failure={create.error} />}
      <div>
        <Button
          type="submit"
          look="primary"
          large
          busy={create.isPending}
          disabled={prompt.trim() === '' || length > longest}
        >
          Make the video
        </Button>
      </div>
    </form>
  );
}
