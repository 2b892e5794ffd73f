import type { SubmitEvent } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { TextArea } from '@/components/ui/field';
import { WarningIcon } from '@/components/ui/icons';
import { ProblemNotice } from '@/components/ui/problem-notice';
import { paths } from '@/config/paths';
import { useMe } from '../api/get-me';
import { useReportVideo } from '../api/report-video';
import type { Video } from '../types';
import styles from './report-button.module.css';

const longest = 500;

/** Tells the operator what is wrong with somebody else's video. */
export function ReportButton({ video }: { video: Video }) {
  const me = useMe();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const report = useReportVideo(video.id);
  if (me.isPending || me.data?.id === video.userId) return null;
  if (report.isSuccess) {
    return (
      <p role="status" className={styles.thanks}>
        Thank you. The operator will look at it.
      </p>
    );
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    report.mutate(reason.trim());
  };
  const close = () => setOpen(false);
  return (
    <>
      <Button
        look="quiet"
        icon={<WarningIcon />}
        onClick={() => (me.data ? setOpen(true) : void navigate(paths.signIn))}
      >
        Report
      </Button>
      {open && (
        <Dialog title="Report this video" onClose={close}>
          <form className={styles.form} onSubmit={submit}>
            <TextArea
              label="What is wrong with it?"
              rows={4}
              required
              maxLength={longest}
              hint="Only the operator reads this."
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            {report.isError && <ProblemNotice failure={report.error} />}
            <div className={styles.buttons}>
              <Button onClick={close}>Cancel</Button>
              <Button type="submit" look="danger" busy={report.isPending} disabled={reason.trim() === ''}>
                Send report
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  );
}
