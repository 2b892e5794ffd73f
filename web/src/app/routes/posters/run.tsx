import { useParams } from 'react-router';
import { RunView } from '@/features/posters/components/run-view';

export default function PosterRunRoute() {
  const { id = '' } = useParams();
  return <RunView key={id} id={id} />;
}
