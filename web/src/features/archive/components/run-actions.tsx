import { Button, DownloadLink } from '@/components/ui/button';
import { DownloadIcon, PauseIcon, PlayIcon, RetryIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { useChangeRun } from '../api/change-run';
import type { Run } from '../types';
import { isActive } from '../types';

export function RunActions({ run }: { run: Run }) {
  const change = useChangeRun(run.id);
  const busy = (name: string) => change.isPending && change.variables === name;
  return (
    <>
      {isActive(run) && (
        <Button icon={<PauseIcon />} busy={busy('stop')} onClick={() => change.mutate('stop')}>
          Stop
        </Button>
      )}
      {run.state === 'stopped' && (
        <Button
          look="primary"
          icon={<PlayIcon />}
          busy={busy('resume')}
          onClick={() => change.mutate('resume')}
        >
          Resume
        </Button>
      )}
      {!isActive(run) && run.failed > 0 && (
        <Button
          icon={<RetryIcon />}
          busy={busy('retry-failed')}
          onClick={() => change.mutate('retry-failed')}
        >
          Retry failed
        </Button>
      )}
      {run.manifestSha256 && (
        <DownloadLink
          href={`/api/archive/runs/${encodeURIComponent(run.id)}/manifest.jsonl`}
          icon={<DownloadIcon />}
        >
          Manifest
        </DownloadLink>
      )}
      {change.isError && <ProblemNotice failure={change.error} />}
    </>
  );
}
