import { useParams } from 'react-router';
import { RunView } from '@/features/archive/components/run-view';

export default function ArchiveRunRoute() {
  const { id = '' } = useParams();
  return <RunView key={id} id={id} />;
}
