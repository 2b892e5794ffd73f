import { useRouteError } from 'react-router';
import { Button } from '@/components/ui/button';
import { ProblemNotice } from '@/components/ui/problem-notice';

/** The last resort: a page that could not be shown at all. */
export default function CrashRoute() {
  const failure = useRouteError();
  return (
    <main style={{ maxWidth: '36rem', margin: '4rem auto', padding: '0 1rem' }}>
      <title>Something went wrong · Atelier</title>
      <ProblemNotice failure={failure} />
      <p style={{ marginTop: '1rem' }}>
        <Button onClick={() => location.reload()}>Load the page again</Button>
      </p>
    </main>
  );
}
