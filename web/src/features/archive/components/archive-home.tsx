import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useSetup } from '../api/get-setup';
import styles from './archive.module.css';
import { FileCheck } from './file-check';
import { MissingSource } from './missing-source';
import { RunHistory } from './run-history';
import { StartPanel } from './start-panel';

/** Where runs are started, and those that were. */
export function ArchiveHome() {
  const setup = useSetup();
  return (
    <Page title="Archive" sub="Every user’s media, copied here, checked, and kept apart.">
      {setup.isPending && <Loading label="Loading the archive" />}
      {setup.isError && (
        <ProblemNotice failure={setup.error} onRetry={() => void setup.refetch()} />
      )}
      {setup.data && (
        <div className={styles.stack}>
          {setup.data.configured ? (
            <StartPanel setup={setup.data} />
          ) : (
            <MissingSource setup={setup.data} />
          )}
          <RunHistory />
          <FileCheck folder={setup.data.folder} />
        </div>
      )}
    </Page>
  );
}
