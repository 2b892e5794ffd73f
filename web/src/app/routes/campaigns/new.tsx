import { useNavigate } from 'react-router';
import { Page } from '@/components/layouts/page';
import { paths } from '@/config/paths';
import { CampaignForm } from '@/features/campaigns/components/campaign-form';

export default function NewCampaignRoute() {
  const navigate = useNavigate();
  return (
    <Page title="New campaign" back={{ to: paths.campaigns, label: 'All campaigns' }}>
      <CampaignForm
        campaign={null}
        onSaved={(campaign) => void navigate(paths.campaign(campaign.id))}
      />
    </Page>
  );
}
