import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeRun } from '@/testing/fake-run';
import { openApp } from '@/testing/render-app';

const shape = { width: 1080, height: 1350, format: 'png' } as const;

function runs(count: number): FakeRun[] {
  return Array.from({ length: count }, (_, index) => {
    const people = [{ username: 'ada' }, { username: 'bob' }];
    return new FakeRun(`run_${index}`, `Run ${index}`, people, shape);
  });
}

describe('the list of runs', () => {
  it('leads to the first run when there is none', async () => {
    const { user, router } = openApp('/');
    await user.click(await screen.findByRole('link', { name: 'New run' }));
    expect(await screen.findByRole('heading', { name: 'New posters' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/posters/new');
  });

  it('shows each run with its state and progress, and opens it', async () => {
    const [first, second] = runs(2) as [FakeRun, FakeRun];
    first.step(1);
    second.step(2);
    const { user } = openApp('/posters', (api) => api.runs.push(first, second));

    const [active, done] = within(await screen.findByRole('list', { name: 'Runs' })).getAllByRole('listitem');
    expect(active).toHaveTextContent('Run 0');
    expect(active).toHaveTextContent('Making');
    expect(active).toHaveTextContent('1 of 2');
    expect(screen.getByRole('progressbar', { name: 'Progress of Run 0' })).toHaveAttribute('aria-valuenow', '1');
    expect(done).toHaveTextContent('Done');
    await user.click(screen.getByRole('link', { name: /Run 1/ }));
    expect(await screen.findByRole('heading', { name: 'Run 1' })).toBeVisible();
  });

  it('goes on to older runs', async () => {
    const { user } = openApp('/posters', (api) => api.runs.push(...runs(25)));
    expect(await screen.findAllByRole('listitem')).toHaveLength(20);
    await user.click(screen.getByRole('button', { name: 'Show older runs' }));
    expect(await screen.findByText('Run 24')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Show older runs' })).not.toBeInTheDocument();
  });
});
