import type { FormEvent } from 'react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import type { Values } from '../api/apply-changes';
import { useRow, useRunTemplate } from '../api/get-row';
import styles from './edit-run.module.css';

type EditProps = {
  run: string;
  row: number;
  /** What was edited already and not sent yet. */
  edited: Values | undefined;
  onEdit: (values: Values) => void;
  onRemove: () => void;
  onClose: () => void;
};

export function EditRowDialog({ run, row, edited, onEdit, onRemove, onClose }: EditProps) {
  const query = useRow(run, row);
  const keep = (values: Values) => {
    const own = query.data?.values ?? {};
    const changed = Object.entries(values).filter(([name, value]) => value !== own[name]);
    if (changed.length > 0) onEdit(Object.fromEntries(changed));
    onClose();
  };
  return (
    <Dialog title={`Row ${row}`} onClose={onClose}>
      {query.isPending && <Loading label="Loading the row" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <RowForm
          values={{ ...query.data.values, ...edited }}
          done="Keep the changes"
          onDone={keep}
          onClose={onClose}
          onRemove={() => {
            onRemove();
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

type AddProps = { run: string; onAdd: (values: Values) => void; onClose: () => void };

export function AddRowDialog({ run, onAdd, onClose }: AddProps) {
  const query = useRunTemplate(run);
  return (
    <Dialog title="Another row" onClose={onClose}>
      {query.isPending && <Loading label="Loading the columns" />}
      {query.isError && <ProblemNotice failure={query.error} onRetry={() => void query.refetch()} />}
      {query.data && (
        <RowForm
          values={Object.fromEntries(query.data.columns.map((column) => [column, '']))}
          done="Add the row"
          onClose={onClose}
          onDone={(values) => {
            onAdd(values);
            onClose();
          }}
        />
      )}
    </Dialog>
  );
}

type FormProps = {
  values: Values;
  done: string;
  onDone: (values: Values) => void;
  onClose: () => void;
  onRemove?: () => void;
};

function RowForm({ values: given, done, onDone, onClose, onRemove }: FormProps) {
  const [values, setValues] = useState(given);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone(values);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.fields}>
        {Object.entries(values).map(([name, value]) => (
          <Field
            key={name}
            label={name}
            value={value}
            onChange={(event) => setValues({ ...values, [name]: event.target.value })}
          />
        ))}
      </div>
      <div className={styles.actions}>
        {onRemove && (
          <Button look="quiet" className={styles.spread} onClick={onRemove}>
            Remove the row
          </Button>
        )}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary">
          {done}
        </Button>
      </div>
    </form>
  );
}
