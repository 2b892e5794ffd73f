import { useParams } from 'react-router';
import { CampaignView } from '@/features/campaigns/components/campaign-view';

export default function CampaignRoute() {
  const { id = '' } = useParams();
  return <CampaignView key={id} id={id} />;
}
