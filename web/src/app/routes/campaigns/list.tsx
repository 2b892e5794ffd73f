import { Page } from '@/components/layouts/page';
import { ButtonLink } from '@/components/ui/button';
import { PlusIcon } from '@/components/ui/icons';
import { paths } from '@/config/paths';
import { useCampaigns } from '@/features/campaigns/api/get-campaigns';
import { CampaignList } from '@/features/campaigns/components/campaign-list';

export default function CampaignListRoute() {
  const campaigns = useCampaigns();
  const some = campaigns.data?.pages.some((page) => page.length > 0);
  return (
    <Page
      title="Campaigns"
      sub="Captions and pictures for many posts, at a price you know before."
      actions={
        some && (
          <ButtonLink to={paths.newCampaign} look="primary" icon={<PlusIcon />}>
            New campaign
          </ButtonLink>
        )
      }
    >
      <CampaignList />
    </Page>
  );
}
