import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeEventSource } from '@/testing/fake-event-source';
import { FakeRun } from '@/testing/fake-run';
import { openApp } from '@/testing/render-app';

function openRun(usernames: string[], prepare: (run: FakeRun) => void = () => {}) {
  const people = usernames.map((username) => ({ username, display_name: username.toUpperCase() }));
  const run = new FakeRun('run_1', 'Autumn', people, { width: 1080, height: 1350, format: 'png' });
  prepare(run);
  return { run, ...openApp('/posters/run_1', (api) => api.runs.push(run)) };
}

const gallery = () => screen.findByRole('list', { name: 'Finished posters' });
const button = (name: string) => screen.findByRole('button', { name });
const noneYet = () => screen.findByText('The first posters appear here in a moment.');
const bar = () => screen.findByRole('progressbar', { name: 'Progress of the run' });

describe('a run', () => {
  it('fills while it is made, and ends', async () => {
    const { run } = openRun(['ada', 'bob', 'eve']);
    expect(await screen.findByText('Queued')).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Download ZIP' })).not.toBeInTheDocument();
    expect(await noneYet()).toBeVisible();

    run.step(2);
    expect(await within(await gallery()).findByRole('img', { name: 'Poster of BOB' })).toBeVisible();
    await waitFor(async () => expect(await bar()).toHaveAttribute('aria-valuenow', '2'));
    expect(screen.getByText('18 posters/s')).toBeVisible();

    run.step(1);
    expect(await screen.findByText('Done')).toBeVisible();
    await waitFor(async () => expect(within(await gallery()).getAllByRole('img')).toHaveLength(3));
    expect(screen.getByRole('link', { name: 'Download ZIP' })).toHaveAttribute(
      'href',
      '/api/posters/runs/run_1/posters.zip',
    );
    await waitFor(() => expect(FakeEventSource.latest.readyState).toBe(FakeEventSource.CLOSED));
    expect(FakeEventSource.opened).toHaveLength(1);
  });

  it('catches up with what happened while the stream was down', async () => {
    const { run } = openRun(['ada', 'bob', 'eve']);
    await noneYet();
    FakeEventSource.latest.drop();
    run.step(2);
    FakeEventSource.latest.open();

    await waitFor(async () => expect(within(await gallery()).getAllByRole('img')).toHaveLength(2));
    await waitFor(async () => expect(await bar()).toHaveAttribute('aria-valuenow', '2'));
  });

  it('shows failed rows with their reason and makes them again', async () => {
    const { run, user } = openRun(['ada', 'broken1'], (made) => made.step(2));
    expect(await screen.findByText('Done, 1 failed')).toBeVisible();
    const row = await screen.findByRole('row', { name: /broken1/ });
    expect(row).toHaveTextContent('2broken1The photo could not be read. render_failed');
    expect(FakeEventSource.opened).toHaveLength(0);

    await user.click(await button('Retry failed'));
    await waitFor(() => expect(FakeEventSource.opened).toHaveLength(1));
    run.step(1);
    expect(await screen.findByText('Done')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Retry failed' })).not.toBeInTheDocument();
    await waitFor(async () => expect(within(await gallery()).getAllByRole('img')).toHaveLength(2));
  });

  it('pauses, resumes, and cancels only after asking', async () => {
    const { user } = openRun(['ada', 'bob'], (made) => made.step(1));
    await user.click(await button('Pause'));
    expect(await screen.findByText('Paused')).toBeVisible();
    await user.click(await button('Resume'));
    await user.click(await button('Cancel'));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel this run?' });
    expect(dialog).toHaveTextContent('1 row will not be made.');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel the run' }));
    expect(await screen.findByText('Run cancelled')).toBeInTheDocument();
  });

  it('enlarges one poster, moves by key and offers its download', async () => {
    const { user } = openRun(['ada', 'bob'], (made) => made.step(2));
    await user.click(await button('Enlarge the poster of ADA'));
    const dialog = await screen.findByRole('dialog', { name: 'Poster of ADA' });
    expect(within(dialog).getByRole('link', { name: 'Download' })).toHaveAttribute('download', '1-ada.png');
    await user.click(within(dialog).getByRole('button', { name: 'Next' }));
    expect(await screen.findByRole('dialog', { name: 'Poster of BOB' })).toHaveTextContent('@bob · row 2');
    await user.keyboard('{ArrowLeft}');
    expect(await screen.findByRole('dialog', { name: 'Poster of ADA' })).toBeVisible();
  });

  it('loads more posters when asked', async () => {
    const { api, user } = openRun(['a', 'b', 'c'], (made) => made.step(3));
    api.pageSize = 2;
    expect(await within(await gallery()).findAllByRole('img')).toHaveLength(2);
    await user.click(await button('Show more'));
    await waitFor(async () => expect(within(await gallery()).getAllByRole('img')).toHaveLength(3));
  });

  it('says when profiles were made up', async () => {
    openRun(['ada']);
    expect(await screen.findByRole('note')).toHaveTextContent(
      'Profiles are sample data: set TOPMATE_API_URL to look people up.',
    );
  });

  it('says that the server is away and refreshes when it is back', async () => {
    const { run, network, user } = openRun(['ada', 'bob']);
    await screen.findByText('Queued');
    network.cut = true;
    run.step(1);
    const banner = await screen.findByText(/cannot be reached\. Work that was started goes on/);
    expect(screen.getByRole('heading', { name: 'Autumn' })).toBeVisible();

    network.cut = false;
    await user.click(await button('Retry now'));
    await waitFor(() => expect(banner).not.toBeInTheDocument());
    await waitFor(async () => expect(await bar()).toHaveAttribute('aria-valuenow', '1'));
  });

  it('says so when there is no such run', async () => {
    openApp('/posters/run_9');
    expect(await screen.findByRole('alert')).toHaveTextContent('There is no such run.');
  });

  it('renders only the edited row again', async () => {
    const { api, run, user } = openRun(['ada', 'bob'], (made) => made.step(2));
    await user.click(await button('Edit row 2'));
    const dialog = within(await screen.findByRole('dialog', { name: 'Row 2' }));
    await user.clear(await dialog.findByLabelText('display_name'));
    await user.type(dialog.getByLabelText('display_name'), 'Robert');
    await user.click(dialog.getByRole('button', { name: 'Keep the changes' }));
    await user.click(await button('Render what changed (1)'));

    await waitFor(() => expect(api.callsTo('POST', '/api/posters/runs/run_1/changes')).toHaveLength(1));
    expect(api.callsTo('POST', '/api/posters/runs/run_1/changes')[0]?.json).toEqual({
      revision: 0,
      rows: [{ row: 2, values: { display_name: 'Robert' } }],
      added: [],
      removed: [],
    });
    await screen.findByText('Queued');
    expect(screen.queryByRole('button', { name: 'Edit row 1' })).not.toBeInTheDocument();
    run.step(1);
    expect(await screen.findByText('Done')).toBeVisible();
    expect(await within(await gallery()).findByRole('img', { name: 'Poster of Robert' })).toBeVisible();
    expect(screen.queryByRole('region', { name: 'Changes' })).not.toBeInTheDocument();
  });

  it('edits the template, adds and removes rows, and can discard all that', async () => {
    const { api, user } = openRun(['ada', 'bob'], (made) => made.step(2));
    await user.click(await button('Edit the template'));
    await user.type(await screen.findByLabelText('HTML'), '!');
    await user.click(await button('Keep the changes'));
    await user.click(await button('Add a row'));
    await user.type(await screen.findByLabelText('username'), 'eve');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Add the row' }));
    await user.click(await button('Edit row 1'));
    await user.click(await button('Remove the row'));
    expect(await screen.findByText('2 rows and the template.')).toBeVisible();
    await user.click(await button('Render what changed (2)'));

    await waitFor(() =>
      expect(api.callsTo('POST', '/api/posters/runs/run_1/changes')[0]?.json).toEqual({
        revision: 0,
        rows: [],
        added: [{ values: { username: 'eve', display_name: '' } }],
        removed: [1],
        template: '<h1>{display_name}</h1>!',
      }),
    );
  });

  it('says that the run was changed by somebody else', async () => {
    const { run, user } = openRun(['ada', 'bob'], (made) => made.step(2));
    await user.click(await button('Edit row 1'));
    await user.click(await button('Remove the row'));
    run.revision = 7;
    await user.click(await button('Apply the change'));
    expect(await screen.findByRole('alert')).toHaveTextContent('The run was changed meanwhile');
    await user.click(await button('Discard'));
    expect(screen.queryByRole('button', { name: 'Apply the change' })).not.toBeInTheDocument();
  });

  it('offers its results as files, and PDFs as downloads', async () => {
    const people = [{ username: 'ada', display_name: 'ADA' }];
    const run = new FakeRun('run_1', 'Autumn', people, { width: 100, height: 100, format: 'pdf' });
    run.step(1);
    openApp('/posters/run_1', (api) => api.runs.push(run));
    expect(await screen.findByRole('link', { name: 'Results as CSV' })).toHaveAttribute(
      'href',
      '/api/posters/runs/run_1/export?format=csv',
    );
    expect(await screen.findByRole('link', { name: 'Download the poster of ADA' })).toHaveAttribute(
      'href',
      '/api/fake/run_1/1.svg',
    );
  });
});
