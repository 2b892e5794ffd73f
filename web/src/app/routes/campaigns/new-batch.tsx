import { useNavigate, useParams } from 'react-router';
import { Page } from '@/components/layouts/page';
import { Loading } from '@/components/ui/loading';
import { paths } from '@/config/paths';
import { useCampaign } from '@/features/campaigns/api/get-campaign';
import { BatchBuilder } from '@/features/campaigns/components/batch-builder';
import { CampaignProblem } from '@/features/campaigns/components/campaign-problem';

export default function NewBatchRoute() {
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const query = useCampaign(id);
  return (
    <Page
      title="New batch"
      sub={query.data?.name}
      back={{ to: paths.campaign(id), label: 'The campaign' }}
    >
      {query.isPending && <Loading label="Loading the campaign" />}
      {query.isError && <CampaignProblem failure={query.error} />}
      {query.data && (
        <BatchBuilder
          campaign={query.data}
          onStarted={(batch) => void navigate(paths.batch(id, batch))}
        />
      )}
    </Page>
  );
}
