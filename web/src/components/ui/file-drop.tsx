import type { DragEvent } from 'react';
import { useState } from 'react';
import { cx } from '@/lib/cx';
import { bytes } from '@/lib/format';
import { Button } from './button';
import styles from './file-drop.module.css';
import { CrossIcon, FileIcon, UploadIcon } from './icons';

type Props = {
  label: string;
  hint: string;
  accept: string;
  file: File | null;
  onChange: (file: File | null) => void;
};

/**
 * A place for one file. The bytes are read at once: a file that is edited on disk afterwards could
 * not be sent any more.
 */
export function FileDrop({ label, hint, accept, file, onChange }: Props) {
  const [over, setOver] = useState(false);

  const take = async (list: FileList | null) => {
    const chosen = list?.[0];
    if (!chosen) return;
    const content = await chosen.arrayBuffer();
    onChange(new File([content], chosen.name, { type: chosen.type }));
  };

  const drag = (inside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(inside);
  };

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files);
  };

  if (file) {
    return (
      <div className={styles.chosen} onDragOver={drag(true)} onDrop={drop}>
        <FileIcon />
        <p className={styles.name}>
          <span>{file.name}</span>
          <span className={styles.size}>{bytes(file.size)}</span>
        </p>
        <Button look="quiet" iconOnly aria-label={`Remove ${file.name}`} onClick={() => onChange(null)}>
          <CrossIcon />
        </Button>
      </div>
    );
  }
  return (
    <label
      className={cx(styles.drop, over && styles.over)}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={drop}
    >
      <UploadIcon size={22} />
      <span className={styles.call}>
        Drop it here or <span className={styles.pick}>choose a file</span>
      </span>
      <span className={styles.hint}>{hint}</span>
      <input
        type="file"
        className="cover"
        aria-label={label}
        accept={accept}
        onChange={(event) => void take(event.target.files)}
      />
    </label>
  );
}
