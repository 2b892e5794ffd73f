import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import type { Setup } from '../types';
import styles from './archive.module.css';

/** Says what has to be set before anything can be archived, and how to look around without. */
export function MissingSource({ setup }: { setup: Setup }) {
  const [explaining, setExplaining] = useState(false);
  return (
    <Notice tone="info">
      <p>{setup.missing}</p>
      <p className={styles.noticeAction}>
        <Button look="link" onClick={() => setExplaining(true)}>
          Try it with sample users
        </Button>
      </p>
      {explaining && (
        <Dialog title="The demo source" onClose={() => setExplaining(false)}>
          <div className={styles.explanation}>
            <p>
              Atelier comes with a few sample users, their pictures and recordings. They are used
              only when they are asked for, so that nothing made up is ever taken for an archive.
              Start the server with
            </p>
            <pre>ATELIER_ARCHIVE_SOURCE=demo</pre>
            <p>
              and everything here works: runs, stopping and resuming, findings, manifests and
              packages. Files go to <code>{setup.folder}</code>.
            </p>
            <p>
              For the real thing set <code>FIREBASE_SERVICE_ACCOUNT_PATH</code>,{' '}
              <code>FIREBASE_STORAGE_BUCKET</code> and <code>FIREBASE_PROJECT_ID</code>.
            </p>
          </div>
          <div className={styles.dialogActions}>
            <Button look="primary" onClick={() => setExplaining(false)}>
              Close
            </Button>
          </div>
        </Dialog>
      )}
    </Notice>
  );
}
