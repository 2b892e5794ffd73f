import { Link } from 'react-router';
import { Button, ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlusIcon } from '@/components/ui/icons';
import { Loading } from '@/components/ui/loading';
import { paths } from '@/config/paths';
import { dateTime } from '@/lib/format';
import { useCampaigns } from '../api/get-campaigns';
import styles from './campaign-list.module.css';
import { CampaignProblem } from './campaign-problem';

export function CampaignList() {
  const query = useCampaigns();
  const campaigns = query.data?.pages.flat() ?? [];

  if (query.isPending) return <Loading label="Loading campaigns" />;
  if (query.isError && campaigns.length === 0) {
    return <CampaignProblem failure={query.error} onRetry={() => void query.refetch()} />;
  }
  if (campaigns.length === 0) return <NoCampaigns />;
  return (
    <>
      <ul className={styles.list} aria-label="Campaigns">
        {campaigns.map((campaign) => (
          <li key={campaign.id} className={styles.item}>
            <Link to={paths.campaign(campaign.id)} className={styles.link}>
              <div className={styles.main}>
                <p className={styles.name}>{campaign.name}</p>
                <p className={styles.sub}>
                  {campaign.brand_name}
                  {campaign.tone_id ? ` · ${campaign.tone_id}` : ''}
                </p>
              </div>
              <p className={styles.sub}>{dateTime(campaign.created_at)}</p>
            </Link>
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older campaigns
          </Button>
        </div>
      )}
    </>
  );
}

function NoCampaigns() {
  return (
    <EmptyState
      title="Start your first campaign"
      text="Say what your brand stands for once. Atelier then writes captions and draws pictures for as many posts as you like."
      action={
        <ButtonLink to={paths.newCampaign} look="primary" large icon={<PlusIcon />}>
          New campaign
        </ButtonLink>
      }
    />
  );
}
