import { useNavigate, useParams } from 'react-router';
import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { paths } from '@/config/paths';
import { useCampaign } from '@/features/campaigns/api/get-campaign';
import { CampaignForm } from '@/features/campaigns/components/campaign-form';
import { CampaignProblem } from '@/features/campaigns/components/campaign-problem';

export default function EditCampaignRoute() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const query = useCampaign(id);
  return (
    <Page title="Edit the campaign" back={{ to: paths.campaign(id), label: 'The campaign' }}>
      {query.isPending && <Loading label="Loading the campaign" />}
      {query.isError && <CampaignProblem failure={query.error} />}
      {query.data && (
        <CampaignForm campaign={query.data} onSaved={() => void navigate(paths.campaign(id))} />
      )}
    </Page>
  );
}
