import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button, ButtonLink } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { counted } from '@/lib/format';
import { useActivateTemplate, useDeleteTemplate } from '../api/change-library';
import type { Section, StoredTemplate } from '../api/get-library';
import { useVersions } from '../api/get-library';
import styles from './library.module.css';

export function TemplateSection({ section }: { section: Section }) {
  const { template } = section;
  const [open, setOpen] = useState(false);
  const versions = useVersions(template.id, open);
  return (
    <li className={styles.section}>
      <div className={styles.summary}>
        <span className={styles.thumb}>
          <img src={template.preview_url} alt="" loading="lazy" />
        </span>
        <div className={styles.about}>
          <h2>{section.name}</h2>
          <p>
            {template.name} · version {template.version} · {template.width} × {template.height}
          </p>
          <p>
            {template.is_active ? <Badge tone="good">Active</Badge> : <Badge>No active version</Badge>}
          </p>
          <p className={styles.names}>{template.placeholders.map(({ name }) => `{${name}}`).join(' ')}</p>
          <div className={styles.actions}>
            <ButtonLink to={paths.posterTemplate(template.id)}>Edit</ButtonLink>
            <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              {counted(section.versions, 'version')}
            </Button>
          </div>
        </div>
      </div>
      {open && versions.isPending && <Loading label="Loading versions" />}
      {open && versions.isError && <ProblemNotice failure={versions.error} />}
      {open && versions.data && (
        <ol className={styles.versions} aria-label={`Versions of ${section.name}`}>
          {versions.data.map((version) => (
            <Version key={version.id} version={version} />
          ))}
        </ol>
      )}
    </li>
  );
}

function Version({ version }: { version: StoredTemplate }) {
  const [asking, setAsking] = useState(false);
  const activate = useActivateTemplate();
  const remove = useDeleteTemplate();
  const failure = activate.error ?? remove.error;
  return (
    <li className={styles.version}>
      <span className={styles.number}>{version.version}</span>
      <span className={styles.versionName}>
        {version.name}
        <small>{new Date(version.created_at).toLocaleString()}</small>
      </span>
      {version.is_active ? (
        <Badge tone="good">Active</Badge>
      ) : (
        <Button look="link" busy={activate.isPending} onClick={() => activate.mutate(version.id)}>
          Make active
        </Button>
      )}
      <ButtonLink to={paths.posterTemplate(version.id)} look="link">
        Open
      </ButtonLink>
      <Button look="link" busy={remove.isPending} onClick={() => setAsking(true)}>
        Delete
      </Button>
      {failure && <ProblemNotice failure={failure} />}
      {asking && (
        <ConfirmDialog
          title={`Delete version ${version.version}?`}
          text="Runs that were started from it keep their own copy. Its number is not used again."
          confirm="Delete version"
          dismiss="Keep it"
          onConfirm={() => {
            setAsking(false);
            remove.mutate(version.id);
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </li>
  );
}
