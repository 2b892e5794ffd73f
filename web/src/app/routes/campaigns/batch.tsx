import { useParams } from 'react-router';
import { BatchView } from '@/features/campaigns/components/batch-view';

export default function BatchRoute() {
  const { id = '', batch = '' } = useParams();
  return <BatchView key={batch} campaign={id} id={batch} />;
}
