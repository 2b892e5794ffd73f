import { useState } from 'react';
import { Button, DownloadLink } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DownloadIcon, PauseIcon, PlayIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { counted } from '@/lib/format';
import { useChangeRun } from '../api/change-run';
import type { Run } from '../types';
import { hasEnded } from '../types';

function exportUrl(run: Run, format: 'csv' | 'json') {
  return `/api/posters/runs/${encodeURIComponent(run.id)}/export?format=${format}`;
}

export function RunActions({ run }: { run: Run }) {
  const change = useChangeRun(run.id);
  const [asking, setAsking] = useState(false);
  const busy = (name: string) => change.isPending && change.variables === name;
  const running = run.state === 'queued' || run.state === 'processing';
  const ended = hasEnded(run);

  const cancel = () => {
    setAsking(false);
    change.mutate('cancel');
  };

  return (
    <>
      {running && (
        <Button icon={<PauseIcon />} busy={busy('pause')} onClick={() => change.mutate('pause')}>
          Pause
        </Button>
      )}
      {run.state === 'paused' && (
        <Button
          look="primary"
          icon={<PlayIcon />}
          busy={busy('resume')}
          onClick={() => change.mutate('resume')}
        >
          Resume
        </Button>
      )}
      {(running || run.state === 'paused') && (
        <Button busy={busy('cancel')} onClick={() => setAsking(true)}>
          Cancel
        </Button>
      )}
      {run.succeeded > 0 && (
        <DownloadLink
          look={ended ? 'primary' : 'secondary'}
          href={`/api/posters/runs/${encodeURIComponent(run.id)}/posters.zip`}
          icon={<DownloadIcon />}
        >
          Download ZIP
        </DownloadLink>
      )}
      {ended && (
        <>
          <DownloadLink href={exportUrl(run, 'csv')} label="Results as CSV">
            CSV
          </DownloadLink>
          <DownloadLink href={exportUrl(run, 'json')} label="Results as JSON">
            JSON
          </DownloadLink>
        </>
      )}
      {change.isError && <ProblemNotice failure={change.error} />}
      {asking && (
        <ConfirmDialog
          title="Cancel this run?"
          text={`${counted(run.remaining, 'row')} will not be made. Posters that are done stay.`}
          confirm="Cancel the run"
          dismiss="Keep going"
          onConfirm={cancel}
          onDismiss={() => setAsking(false)}
        />
      )}
    </>
  );
}
