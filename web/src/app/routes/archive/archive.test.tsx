import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/testing/render-app';

const button = (name: string) => screen.findByRole('button', { name });
const bar = () => screen.findByRole('progressbar', { name: 'Progress of the run' });
const results = async () => within(await screen.findByRole('list', { name: 'Results' }));

describe('the archive', () => {
  it('says which setting is missing and how to try it with sample users', async () => {
    const { user } = openApp('/archive', ({ archive }) => {
      Object.assign(archive.setup, { configured: false, missing: 'Set FIREBASE_STORAGE_BUCKET', source: 'none' });
    });
    expect(await screen.findByText('Set FIREBASE_STORAGE_BUCKET')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Start' })).not.toBeInTheDocument();

    await user.click(await button('Try it with sample users'));
    expect(await screen.findByText('ATELIER_ARCHIVE_SOURCE=demo')).toBeInTheDocument();
  });

  it('runs over everybody, with bytes, rate, time left and errors per user', async () => {
    const { api, user } = openApp('/archive', ({ archive }) => {
      archive.addUser('ada@example.com', 3);
      archive.addUser('bob@example.com', 2, ['Image metadata not found: b7']);
      archive.findings.push({ id: 1, kind: 'dangling_id', subject: 'images/b7', folder: null, detail: 'No document', bytes: null });
    });
    await user.click(await button('Start'));
    expect(await screen.findByText('1.2 MB/s')).toBeVisible();
    expect(screen.getByText('42 s')).toBeVisible();
    expect(screen.getByText('ada@example.com', { selector: 'span' })).toBeVisible();

    api.archive.step(2);
    expect(await screen.findByText('Done, 1 failed')).toBeVisible();
    expect(await bar()).toHaveAttribute('aria-valuenow', '5');
    const rows = await results();
    expect(await rows.findByText('bob@example.com')).toBeVisible();
    await user.click(await rows.findByText('1 error'));
    expect(rows.getByText('Image metadata not found: b7')).toBeVisible();
    expect(await rows.findByRole('link', { name: 'Package of ada@example.com' })).toHaveAttribute(
      'href',
      '/api/archive/folders/ada_example_com/package.zip',
    );
    expect(screen.getByRole('link', { name: 'Manifest' })).toHaveAttribute(
      'href',
      '/api/archive/runs/r1/manifest.jsonl',
    );
    expect(await screen.findByText('1 dangling id')).toBeVisible();

    await user.click(await button('Retry failed'));
    expect(await button('Stop')).toBeVisible();
  });

  it('stops and resumes', async () => {
    const { user } = openApp('/archive', ({ archive }) => archive.addUser('ada@example.com', 3));
    await user.click(await button('Start'));
    await user.click(await button('Stop'));
    expect(await screen.findByText('Stopped')).toBeVisible();
    await user.click(await button('Resume'));
    expect(await button('Stop')).toBeVisible();
  });

  it('starts for one user, only to count, and tells what is wrong with the order', async () => {
    const { api, user } = openApp('/archive', ({ archive }) => archive.addUser('ada@example.com', 3));
    await user.type(await screen.findByLabelText('Only one user'), 'nobody');
    await user.click(await button('Only count'));
    expect(await screen.findByText('There is no such user in the source')).toBeVisible();

    await user.clear(screen.getByLabelText('Only one user'));
    await user.type(screen.getByLabelText('Only one user'), 'ada@example.com');
    await user.click(await button('Only count'));
    // The list may show the run for a moment before its own page does.
    await waitFor(() => expect(screen.getByText(/User ada@example.com, only counted/)).toBeVisible());
    expect(api.archive.runs[0]).toMatchObject({ onlyUser: 'ada@example.com', dryRun: true });
  });

  it('changes the speed of a run that is under way', async () => {
    const { api, user } = openApp('/archive', ({ archive }) => archive.addUser('ada@example.com', 3));
    await user.click(await button('Start'));
    await user.selectOptions(await screen.findByLabelText('Speed'), '5 MB/s');
    await waitFor(() => expect(api.archive.setup.bytesPerSecond).toBe(5_000_000));
  });

  it('has the files checked', async () => {
    const { user } = openApp('/archive', ({ archive }) => {
      archive.verification =
        '{"path":"ada/images/a.jpg","problem":"changed","detail":"Its SHA-256 is another one"}\n' +
        '{"files":4,"bytes":2000000,"ok":3,"missing":0,"changed":1,"unknown":0}\n';
    });
    await user.click(await button('Check'));
    expect(await screen.findByText('ada/images/a.jpg')).toBeVisible();
    expect(screen.getByText(/3 as they were, 0 missing, 1 changed/)).toBeVisible();
  });
});
