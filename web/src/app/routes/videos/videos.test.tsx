import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FakeEventSource } from '@/testing/fake-event-source';
import { refusal } from '@/testing/fake-answer';
import { openApp } from '@/testing/render-app';

describe('the feed', () => {
  it('shows what everybody may see, and takes a like and its undoing', async () => {
    const { user, api } = openApp('/feed', ({ videos }) => {
      videos.add('A calm sea');
      videos.add('A secret', 'pending');
    });
    const card = await screen.findByRole('article', { name: 'A calm sea' });
    expect(screen.queryByRole('article', { name: 'A secret' })).toBeNull();

    await user.click(within(card).getByRole('button', { name: 'Like, 2' }));
    const liked = await within(card).findByRole('button', { name: 'Like, 3', pressed: true });
    expect(api.callsTo('POST', '/api/backend/videos/v1/like')).toHaveLength(1);

    await user.click(liked);
    expect(await within(card).findByRole('button', { name: 'Like, 2', pressed: false })).toBeVisible();
    expect(api.callsTo('DELETE', '/api/backend/videos/v1/like')).toHaveLength(1);
  });

  it('is read in another order when asked', async () => {
    const { user, api } = openApp('/feed', ({ videos }) => videos.add('A calm sea'));
    await user.click(await screen.findByLabelText('Top'));
    await screen.findByRole('article', { name: 'A calm sea' });
    expect(api.callsTo('GET', '/videos/feed').at(-1)?.query.get('sort')).toBe('top');
  });

  it('plays without sound until asked', async () => {
    const { user } = openApp('/feed', ({ videos }) => videos.add('A calm sea'));
    const sound = await screen.findByRole('button', { name: 'Sound' });
    expect(sound).not.toBePressed();
    await user.click(sound);
    expect(sound).toBePressed();
  });

  it('shows who is not signed in the way to like', async () => {
    const { user, router } = openApp('/feed', ({ videos }) => {
      videos.me = null;
      videos.add('A calm sea');
    });
    await user.click(await screen.findByRole('button', { name: 'Like, 2' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
  });

  it('invites to make the first video', async () => {
    openApp('/feed');
    expect(await screen.findByText('No videos yet')).toBeVisible();
  });
});

describe('a new video', () => {
  it('goes from words over the queue to a film', async () => {
    const { user, api, router } = openApp('/create');
    await user.type(await screen.findByLabelText('What is to be seen?'), ' A paper boat ');
    await user.click(screen.getByRole('button', { name: 'Make the video' }));

    expect(await screen.findByText('Number 3 in the queue')).toBeVisible();
    expect(screen.getByText('about 1 min 30 s to go')).toBeVisible();
    expect(router.state.location.pathname).toBe('/watch/v1');
    expect(api.callsTo('POST', '/api/backend/videos/create')[0]?.json).toEqual({ prompt: 'A paper boat' });

    api.videos.finish('v1');
    act(() => void FakeEventSource.latest.dispatchEvent(new Event('completed')));
    expect(await screen.findByRole('article', { name: 'A paper boat' })).toBeVisible();
  });

  it('can be given up', async () => {
    const { user } = openApp('/watch/v1', ({ videos }) => videos.add('A boat', 'pending', 'u1'));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('This video could not be made: Cancelled')).toBeVisible();
  });

  it('says why it cannot be started', async () => {
    const { user } = openApp('/create', ({ videos }) => {
      videos.refusal = refusal(429, 'cooldown', 'Please wait 90 seconds before creating another video');
    });
    await user.type(await screen.findByLabelText('What is to be seen?'), 'A boat');
    await user.click(screen.getByRole('button', { name: 'Make the video' }));
    expect(await screen.findByText('Please wait 90 seconds before creating another video')).toBeVisible();
  });
});

describe('people', () => {
  it('see and change what is told of them', async () => {
    const { user } = openApp('/profile', ({ videos }) => videos.add('Mine', 'failed', 'u1'));
    expect(await screen.findByText('ada@example.com')).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Mine' })).toHaveAttribute('href', '/watch/v1');
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    const name = screen.getByLabelText('Name');
    await user.clear(name);
    await user.type(name, 'bob');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Username already taken')).toBeVisible();
    await user.clear(name);
    await user.type(name, 'lovelace');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('heading', { name: 'lovelace' })).toBeVisible();
  });

  it('stand on the leaderboard in order', async () => {
    openApp('/leaderboard', ({ videos }) => videos.add('A calm sea'));
    const board = await screen.findByRole('list', { name: 'Creators' });
    const [first] = within(board).getAllByRole('listitem');
    expect(first).toHaveTextContent('1bob1 video · 4 likes51.0');
    expect(within(first as HTMLElement).getByRole('link')).toHaveAttribute('href', '/creators/u2');
  });
});
