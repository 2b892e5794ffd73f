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

    // Others have liked it meanwhile, which the answer tells.
    Object.assign(api.videos.videos[0] ?? {}, { likes: 7 });
    await user.click(within(card).getByRole('button', { name: 'Like, 2' }));
    const liked = await within(card).findByRole('button', { name: 'Like, 8', pressed: true });
    expect(api.callsTo('POST', '/api/backend/videos/v1/like')).toHaveLength(1);

    await waitFor(() => expect(liked).toBeEnabled());
    await user.click(liked);
    expect(await within(card).findByRole('button', { name: 'Like, 7', pressed: false })).toBeVisible();
    await waitFor(() => expect(api.callsTo('DELETE', '/api/backend/videos/v1/like')).toHaveLength(1));
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

describe('what others made', () => {
  it('is reported to the operator with a reason', async () => {
    const { user, api } = openApp('/watch/v1', ({ videos }) => videos.add('A calm sea'));
    await user.click(await screen.findByRole('button', { name: 'Report' }));
    await user.type(screen.getByLabelText('What is wrong with it?'), 'It is mine ');
    await user.click(screen.getByRole('button', { name: 'Send report' }));
    expect(await screen.findByText('Thank you. The operator will look at it.')).toBeVisible();
    expect(api.videos.reports).toEqual([{ id: 'v1', reason: 'It is mine' }]);
  });

  it('is not reported by who made it', async () => {
    openApp('/watch/v1', ({ videos }) => videos.add('Mine', 'completed', 'u1'));
    expect(await screen.findByRole('button', { name: 'Film it anew' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Report' })).toBeNull();
  });
});

describe('accounts elsewhere', () => {
  it('are told of where this page cannot sign in', async () => {
    openApp('/create', ({ sessions, videos }) => {
      sessions.members = 'tokens';
      videos.me = null;
    });
    expect(await screen.findByText(/Sign in with the app of that project/)).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Make an account' })).toBeNull();
  });

  it('are told apart from those of the other studios', async () => {
    openApp('/create', ({ sessions }) => {
      sessions.members = 'project';
      sessions.user = { username: 'ada', email: 'ada@example.com', password: 'x' };
    });
    expect(await screen.findByText(/your account at the Supabase project/)).toBeVisible();
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

  it('are shown with the picture that they name', async () => {
    const { user } = openApp('/profile');
    await user.click(await screen.findByRole('button', { name: 'Edit' }));
    await user.type(screen.getByLabelText('Address of a picture of you'), 'https://example.com/me.png');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(document.querySelector('img')?.getAttribute('src')).toMatch(/^\/users\/u1\/avatar/));
  });

  it('see all that they have made, a page at a time', async () => {
    const { user } = openApp('/profile', ({ videos }) => {
      for (let i = 1; i <= 30; i++) videos.add(`Video ${i}`, 'completed', 'u1');
    });
    const list = await screen.findByRole('list', { name: 'Videos' });
    expect(within(list).getAllByRole('listitem')).toHaveLength(24);
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(30));
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('stand on the leaderboard in order', async () => {
    openApp('/leaderboard', ({ videos }) => videos.add('A calm sea'));
    const board = await screen.findByRole('list', { name: 'Creators' });
    const [first] = within(board).getAllByRole('listitem');
    expect(first).toHaveTextContent('1Bbob1 video · 4 likes51.0');
    expect(within(first as HTMLElement).getByRole('link')).toHaveAttribute('href', '/creators/u2');
  });
});
