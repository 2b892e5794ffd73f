import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useStartSave } from '../api/start-save';
import type { Run } from '../types';
import styles from './save-panel.module.css';

export function SaveForm({ run, posters }: { run: Run; posters: number }) {
  const [name, setName] = useState(run.name);
  const [asking, setAsking] = useState(false);
  const start = useStartSave(run.id);
  const campaign = name.trim();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        setAsking(true);
      }}
    >
      <Field
        label="Campaign name"
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={campaign === ''} busy={start.isPending}>
        Save {counted(posters, 'poster')}
      </Button>
      {start.isError && <ProblemNotice failure={start.error} />}
      {asking && (
        <ConfirmDialog
          title="Save to Topmate?"
          text={`${counted(posters, 'poster')} will appear in people’s accounts as “${campaign}”. Each is saved once, however often you save.`}
          confirm="Save"
          look="primary"
          dismiss="Not now"
          onConfirm={() => {
            setAsking(false);
            start.mutate(campaign);
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </form>
  );
}
