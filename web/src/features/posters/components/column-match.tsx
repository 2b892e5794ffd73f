import { Select } from '@/components/ui/field';
import { cx } from '@/lib/cx';
import type { Preview } from '../api/preview-posters';
import styles from './preview-panel.module.css';
import type { Change, RunForm } from './run-form';
import { columnOptions, meanings } from './run-form';

type Props = {
  preview: Pick<Preview, 'usedColumns' | 'unusedColumns' | 'missing'>;
  form: Pick<RunForm, 'columns' | 'mapping'>;
  change: Change;
};

/** How the columns meet the design, and a column for each placeholder that none fills. */
export function ColumnMatch({ preview, form, change }: Props) {
  const mapped = Object.values(form.mapping);
  const groups = [
    { title: 'Used', names: preview.usedColumns, look: undefined },
    {
      title: 'Not used',
      names: preview.unusedColumns.filter((name) => !mapped.includes(name) && !(name in form.mapping)),
      look: styles.unused,
    },
    { title: 'Nothing fills', names: preview.missing, look: styles.missing },
  ].filter(({ names }) => names.length > 0);
  const chosen = Object.keys(form.mapping).filter((name) => !meanings.some((known) => known.name === name));
  const open = [...new Set([...chosen, ...preview.missing])];
  return (
    <div className={styles.match}>
      <dl className={styles.columns} aria-label="Columns and design">
        {groups.map(({ title, names, look }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {names.map((name) => (
                <span key={name} className={cx(styles.chip, look)}>
                  {name}
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {open.length > 0 && (form.columns ?? []).length > 0 && (
        <fieldset className={styles.fills}>
          <legend>Fill from a column</legend>
          {open.map((name) => (
            <Select
              key={name}
              label={`{${name}}`}
              value={form.mapping[name] ?? ''}
              options={columnOptions(form.columns ?? [], 'Leave as it is')}
              onChange={(column) => change({ mapping: { ...form.mapping, [name]: column } })}
            />
          ))}
        </fieldset>
      )}
    </div>
  );
}
