import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { dateTime, dollars } from '@/lib/format';
import type { Version } from '../types';
import styles from './post-versions.module.css';

type Props = { version: Version; busy: boolean; onRestore: () => void };

export function VersionItem({ version, busy, onRestore }: Props) {
  const name = nameOf(version);
  return (
    <li className={styles.version}>
      {version.image_url && (
        <img src={version.image_url} alt={`${name} as it was drawn`} width={96} height={96} />
      )}
      <div className={styles.text}>
        <p className={styles.head}>
          <strong>Version {version.version}</strong>
          {version.current && <Badge tone="good">Current</Badge>}
          <span className={styles.cost}>{dollars(version.cost_usd)}</span>
        </p>
        {version.caption && <p className={styles.caption}>{version.caption}</p>}
        <p className={styles.made}>
          {madeBy(version)}, <time dateTime={version.created_at}>{dateTime(version.created_at)}</time>
        </p>
        {version.restored.map(({ by, at }) => (
          <p key={at} className={styles.made}>
            Restored by {by}, <time dateTime={at}>{dateTime(at)}</time>, $0.00
          </p>
        ))}
        <Prompt prompt={version.prompt} />
        {!version.current && (
          <Button busy={busy} onClick={onRestore} aria-label={`Restore ${name}`}>
            Restore
          </Button>
        )}
      </div>
    </li>
  );
}

function nameOf({ part, version }: Version): string {
  return `${part === 'caption' ? 'caption' : 'picture'} ${version}`;
}

function madeBy({ model, offline, created_by: by }: Version): string {
  const whose = by ? ` for ${by}` : '';
  if (model === 'imported') return `Came along from the older service${whose}`;
  return `By ${model}${offline ? ' (offline)' : ''}${whose}`;
}

function Prompt({ prompt: { instructions, data } }: { prompt: Version['prompt'] }) {
  if (!instructions) return null;
  return (
    <details className={styles.prompt}>
      <summary>Prompt</summary>
      <p>{instructions}</p>
      <dl>
        {Object.entries(data ?? {}).map(([name, value]) => (
          <div key={name}>
            <dt>{name.replaceAll('_', ' ')}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
