import { cx } from '@/lib/cx';
import type { Preview } from '../api/preview-posters';
import styles from './preview-panel.module.css';

type Props = { preview: Pick<Preview, 'usedColumns' | 'unusedColumns' | 'missing'> };

export function ColumnMatch({ preview }: Props) {
  const groups = [
    { title: 'Used', names: preview.usedColumns, look: undefined },
    { title: 'Not used', names: preview.unusedColumns, look: styles.unused },
    { title: 'Nothing fills', names: preview.missing, look: styles.missing },
  ].filter(({ names }) => names.length > 0);
  return (
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
  );
}
