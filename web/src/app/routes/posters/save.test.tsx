import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FakeApi } from '@/testing/fake-api';
import { FakeRun } from '@/testing/fake-run';
import { openApp } from '@/testing/render-app';

function openRun(usernames: string[], prepare: (api: FakeApi) => void = () => {}) {
  const people = usernames.map((username) => ({ username, display_name: username }));
  const run = new FakeRun('run_1', 'Autumn', people, { width: 1080, height: 1350, format: 'png' });
  run.step(usernames.length);
  return openApp('/posters/run_1', (api) => {
    api.runs.push(run);
    prepare(api);
  });
}

const panel = () => screen.findByRole('region', { name: 'Save to Topmate' });
const button = (name: string) => screen.findByRole('button', { name });

describe('saving a run', () => {
  it('asks, saves with progress, and ends', async () => {
    const { api, user } = openRun(['ada', 'bob', 'eve']);
    expect(await panel()).toHaveTextContent('3 posters can be saved.');
    const name = screen.getByRole('textbox', { name: 'Campaign name' });
    await user.clear(name);
    expect(await button('Save 3 posters')).toBeDisabled();
    await user.type(name, 'autumn-speakers');
    await user.click(await button('Save 3 posters'));
    const dialog = await screen.findByRole('dialog', { name: 'Save to Topmate?' });
    expect(dialog).toHaveTextContent('3 posters will appear in people’s accounts as “autumn-speakers”.');
    expect(api.saving.saves).toHaveLength(0);
    await user.click(within(dialog).getByRole('button', { name: 'Save' }));

    const bar = await screen.findByRole('progressbar', { name: 'Progress of the save' });
    api.saving.saves[0]?.step(2);
    await waitFor(() => expect(bar).toHaveAttribute('aria-valuenow', '2'));
    expect(await panel()).toHaveTextContent('2 of 3 posters saved as “autumn-speakers”');

    api.saving.saves[0]?.step(1);
    expect(await screen.findByText('All 3 posters are saved.')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^Save / })).not.toBeInTheDocument();
    const [call] = api.callsTo('POST', '/api/posters/saves');
    expect(call?.headers.get('Idempotency-Key')).toBeTruthy();
  });

  it('shows what failed and tries only that again', async () => {
    const { api, user } = openRun(['ada', 'late-bob']);
    await user.click(await button('Save 2 posters'));
    await user.click(await button('Save'));
    await waitFor(() => expect(api.saving.saves).toHaveLength(1));
    api.saving.saves[0]?.step(2);

    expect(await screen.findByText('1 poster could not be saved')).toBeVisible();
    expect(await screen.findByRole('row', { name: /late-bob/ })).toHaveTextContent(
      '2late-bobVideo API failed: 400 - no such user webhook_failed',
    );
    await user.click(await button('Retry failed'));
    await screen.findByRole('progressbar', { name: 'Progress of the save' });
    api.saving.saves[0]?.step(1);
    expect(await screen.findByText('All 2 posters are saved.')).toBeVisible();
    expect(screen.queryByText(/could not be saved/)).not.toBeInTheDocument();
  });

  it('can be stopped, and then saves the rest', async () => {
    const { api, user } = openRun(['ada', 'bob', 'eve']);
    await user.click(await button('Save 3 posters'));
    await user.click(await button('Save'));
    await waitFor(() => expect(api.saving.saves).toHaveLength(1));
    api.saving.saves[0]?.step(1);
    await user.click(await button('Stop saving'));
    expect(await screen.findByText('1 poster saved, 2 not yet.')).toBeVisible();
    expect(await button('Save 2 posters')).toBeEnabled();
  });

  it('names whose posters cannot be saved', async () => {
    openRun(['ada', 'bob'], (api) => (api.saving.missingNames = ['bob']));
    expect(await panel()).toHaveTextContent(
      '1 poster cannot be saved, because the person has no Topmate id: bob',
    );
    expect(await button('Save 1 poster')).toBeEnabled();
  });

  it('says why saving is off', async () => {
    const reason = 'Saving is not set up: set DJANGO_API_URL or TOPMATE_DATABASE_URL';
    openRun(['ada'], (api) => (api.saving.reason = reason));
    expect(await panel()).toHaveTextContent(reason);
    expect(await button('Save 1 poster')).toBeDisabled();
  });
});
