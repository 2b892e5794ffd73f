import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeEventSource } from '@/testing/fake-event-source';
import { openApp } from '@/testing/render-app';

describe('campaigns', () => {
  it('are made from the form and then shown', async () => {
    const { user, api, router } = openApp('/campaigns');
    await user.click(await screen.findByRole('link', { name: 'New campaign' }));
    await user.type(await screen.findByLabelText('Name of the campaign'), 'Summer');
    await user.type(screen.getByLabelText('Brand'), 'FashionBrand');
    await user.click(screen.getByRole('button', { name: 'Make the campaign' }));

    expect(await screen.findByRole('heading', { name: 'Summer' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/campaigns/c1');
    expect(api.callsTo('POST', '/api/campaigns/')[0]?.json).toMatchObject({
      name: 'Summer',
      brand_name: 'FashionBrand',
      tone_id: 'friendly',
    });
  });

  it('say which field the server refuses', async () => {
    const { user } = openApp('/campaigns/new');
    await user.type(await screen.findByLabelText('Name of the campaign'), 'refused');
    await user.type(screen.getByLabelText('Brand'), 'b');
    await user.click(screen.getByRole('button', { name: 'Make the campaign' }));

    expect(await screen.findByText('is not allowed')).toBeVisible();
    expect(screen.getByLabelText('Name of the campaign')).toBeInvalid();
  });

  it('show the way to an account to those without one', async () => {
    openApp('/campaigns', (api) => {
      api.campaigns.known = false;
    });
    expect(await screen.findByRole('heading', { name: 'Campaigns belong to accounts' })).toBeVisible();
    const main = within(screen.getByRole('main'));
    expect(main.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in');
  });

  it('are deleted after a question', async () => {
    const { user, api } = openApp('/campaigns/c1', ({ campaigns }) => campaigns.add('Summer'));
    await user.click(await screen.findByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete the campaign' }));

    expect(await screen.findByText('Start your first campaign')).toBeVisible();
    expect(api.campaigns.campaigns).toHaveLength(0);
  });
});

describe('a batch', () => {
  it('goes from a table to posts, with its price before', async () => {
    const { user, api, router } = openApp('/campaigns/c1', ({ campaigns }) => campaigns.add('Summer'));
    await user.click(await screen.findByRole('link', { name: 'New batch' }));
    await user.type(await screen.findByLabelText('Topic of post 1'), 'Hats');
    await user.click(screen.getByRole('button', { name: 'Add a post' }));
    await user.type(screen.getByLabelText('Topic of post 2'), 'broken heel');
    expect(await screen.findByText('about $0.1066')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Make 2 posts' }));

    expect(await screen.findByText('Making')).toBeVisible();
    expect(router.state.location.pathname).toBe('/campaigns/c1/batches/b1');
    await screen.findByRole('list', { name: 'Posts' });
    api.campaigns.step(2);
    act(() => void FakeEventSource.latest.dispatchEvent(new Event('progress')));

    expect(await screen.findByText('Done with errors')).toBeVisible();
    expect(screen.getByText('$0.0246')).toBeVisible();
    expect(await screen.findByText('A caption about Hats')).toBeVisible();
    const [good, bad] = within(screen.getByRole('list', { name: 'Posts' })).getAllByRole('listitem');
    expect(good).toHaveTextContent('A caption about Hats');
    expect(bad).toHaveTextContent('Image generation failed: refused');

    await user.click(within(good as HTMLElement).getByRole('button', { name: 'New caption' }));
    expect(await screen.findByText('Another caption about Hats')).toBeVisible();
    expect(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute(
      'href',
      '/api/batch-jobs/b1/export?format=csv',
    );
  });

  it('takes posts from a file and tells of rows that are none', async () => {
    const { user } = openApp('/campaigns/c1/new-batch', ({ campaigns }) => campaigns.add('Summer'));
    const file = new File(['topic\nHats\nScarves\n'], 'posts.csv', { type: 'text/csv' });
    await user.upload(await screen.findByLabelText('File of posts'), file);

    expect(await screen.findByText('2 posts of 3 rows added to the table.')).toBeVisible();
    expect(screen.getByText('Line 4: tone is required')).toBeVisible();
    expect(screen.getByLabelText('Topic of post 2')).toHaveValue('Scarves');
    expect(screen.getByRole('button', { name: 'Make 2 posts' })).toBeEnabled();
  });
});

describe('the versions of a post', () => {
  it('tell who made them, when and for how much, and come back with one click', async () => {
    const { user, api } = openApp('/campaigns/c1/new-batch', ({ campaigns }) => campaigns.add('Summer'));
    await user.type(await screen.findByLabelText('Topic of post 1'), 'Hats');
    await user.click(screen.getByRole('button', { name: 'Make 1 post' }));
    await screen.findByRole('list', { name: 'Posts' });
    api.campaigns.step(1);
    act(() => void FakeEventSource.latest.dispatchEvent(new Event('progress')));
    await user.click(await screen.findByRole('button', { name: 'New caption' }));
    expect(await screen.findByText('Another caption about Hats')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Versions' }));
    const window = within(await screen.findByRole('dialog', { name: 'Versions of “Hats”' }));
    const captions = within(await window.findByRole('list', { name: 'Captions' }));
    const [second, first] = captions.getAllByRole('listitem');
    expect(second).toHaveTextContent('Version 2Current$0.0003Another caption about Hats');
    expect(first).toHaveTextContent('A caption about HatsBy gpt-6-luna for ada');
    expect(window.getByRole('list', { name: 'Pictures' })).toHaveTextContent('$0.053');

    await user.click(captions.getByRole('button', { name: 'Restore caption 1' }));
    expect(await captions.findByText(/^Restored by ada/)).toBeVisible();
    expect(captions.getAllByRole('listitem')[1]).toHaveTextContent('Version 1Current');
    expect(api.callsTo('POST', '/api/campaign-posts/b1-1/restore')[0]?.json).toEqual({
      part: 'caption',
      version: 1,
    });
    await user.click(window.getByRole('button', { name: 'Close' }));
    const posts = within(screen.getByRole('list', { name: 'Posts' }));
    expect(await posts.findByText('A caption about Hats')).toBeVisible();
  });
});
