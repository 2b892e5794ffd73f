import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PlusIcon } from '@/components/ui/icons';
import { LinkItem, LinkList } from '@/components/ui/link-list';
import { Loading } from '@/components/ui/loading';
import { MoreItems } from '@/components/ui/more-items';
import { paths } from '@/config/paths';
import { dateTime } from '@/lib/format';
import { useCampaigns } from '../api/get-campaigns';
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
      <LinkList label="Campaigns">
        {campaigns.map((campaign) => (
          <LinkItem
            key={campaign.id}
            to={paths.campaign(campaign.id)}
            name={campaign.name}
            sub={[campaign.brand_name, campaign.tone_id].filter(Boolean).join(' · ')}
            aside={dateTime(campaign.created_at)}
          />
        ))}
      </LinkList>
      <MoreItems query={query} centered>
        Show older campaigns
      </MoreItems>
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
