import { ArchiveHome } from '@/features/archive/components/archive-home';

export default function ArchiveRoute() {
  return <ArchiveHome />;
}
