import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useRunTemplate } from '../api/get-row';
import styles from './edit-run.module.css';

type Props = {
  run: string;
  edited: string | null;
  onEdit: (html: string) => void;
  onClose: () => void;
};

export function TemplateDialog({ run, edited, onEdit, onClose }: Props) {
  const query = useRunTemplate(run);
  const [typed, setTyped] = useState(edited);
  const html = typed ?? query.data?.html ?? '';
  const keep = () => {
    if (html !== query.data?.html) onEdit(html);
    onClose();
  };
  return (
    <Dialog title="Template" wide onClose={onClose}>
      {query.isPending && <Loading label="Loading the template" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <div className={styles.form}>
          <TextArea
            code
            label="HTML"
            rows={16}
            value={html}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className={styles.soft}>
            Columns: {query.data.columns.map((column) => `{${column}}`).join(', ')}
          </p>
          <div className={styles.actions}>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" disabled={html.trim() === ''} onClick={keep}>
              Keep the changes
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
