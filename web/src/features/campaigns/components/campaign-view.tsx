import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Page } from '@/components/layouts/page';
import { Button, ButtonLink, DownloadLink } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DownloadIcon, PlusIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { paths } from '@/config/paths';
import { useDeleteCampaign } from '../api/delete-campaign';
import { useCampaign } from '../api/get-campaign';
import { BatchList } from './batch-list';
import { CampaignProblem } from './campaign-problem';
import styles from './campaign-view.module.css';

const back = { to: paths.campaigns, label: 'All campaigns' };

export function CampaignView({ id }: { id: string }) {
  const query = useCampaign(id);
  const navigate = useNavigate();
  const remove = useDeleteCampaign(id, () => void navigate(paths.campaigns));
  const [asking, setAsking] = useState(false);
  const campaign = query.data;

  if (!campaign) {
    return (
      <Page title="Campaign" back={back}>
        {query.isError ? (
          <CampaignProblem failure={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Loading label="Loading the campaign" />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={campaign.name}
      back={back}
      sub={[campaign.brand_name, campaign.tone_id].filter(Boolean).join(' · ')}
      actions={
        <>
          <ButtonLink to={paths.newBatch(id)} look="primary" icon={<PlusIcon />}>
            New batch
          </ButtonLink>
          <ButtonLink to={paths.editCampaign(id)}>Edit</ButtonLink>
          <DownloadLink
            href={`/api/campaigns/${encodeURIComponent(id)}/export?format=csv`}
            icon={<DownloadIcon />}
          >
            Export
          </DownloadLink>
          <Button busy={remove.isPending} onClick={() => setAsking(true)}>
            Delete
          </Button>
          {remove.isError && <CampaignProblem failure={remove.error} />}
        </>
      }
    >
      <div className={styles.stack}>
        {(campaign.description || campaign.target_audience) && (
          <dl className={styles.about}>
            {campaign.description && (
              <div>
                <dt>About</dt>
                <dd>{campaign.description}</dd>
              </div>
            )}
            {campaign.target_audience && (
              <div>
                <dt>For</dt>
                <dd>{campaign.target_audience}</dd>
              </div>
            )}
          </dl>
        )}
        <BatchList campaign={id} />
      </div>
      {asking && (
        <ConfirmDialog
          title="Delete this campaign?"
          text="Its batches end, and its posts are no longer shown."
          confirm="Delete the campaign"
          dismiss="Keep it"
          onConfirm={() => {
            setAsking(false);
            remove.mutate();
          }}
          onDismiss={() => setAsking(false)}
        />
      )}
    </Page>
  );
}
