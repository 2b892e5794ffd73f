import { Select } from '@/components/ui/field';
import type { Change, RunForm } from './run-form';
import { columnOptions, meanings } from './run-form';
import styles from './column-mapping.module.css';

type Props = { form: RunForm; change: Change };

/** Which column means what; guessed at first. */
export function ColumnMapping({ form, change }: Props) {
  const columns = form.columns ?? [];
  if (columns.length === 0) return null;
  return (
    <fieldset className={styles.mapping}>
      <legend className={styles.legend}>Which column is which</legend>
      {meanings.map(({ name, label, none }) => (
        <Select
          key={name}
          label={label}
          value={form.mapping[name] ?? ''}
          options={columnOptions(columns, none)}
          invalid={name === 'username' && !form.mapping[name]}
          onChange={(column) => change({ mapping: { ...form.mapping, [name]: column } })}
        />
      ))}
    </fieldset>
  );
}
