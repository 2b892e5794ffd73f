import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/testing/render-app';

const locked = () => openApp('/posters', (api) => (api.token = 'a-long-operator-token'));

describe('signing in', () => {
  it('lets in who has the token, and out again', async () => {
    const { user } = locked();
    await user.type(await screen.findByLabelText('Operator token'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This is not the operator token.');

    await user.clear(screen.getByLabelText('Operator token'));
    await user.type(screen.getByLabelText('Operator token'), 'a-long-operator-token{Enter}');
    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByLabelText('Operator token')).toBeVisible();
  });

  it('is asked for again when the session has ended elsewhere', async () => {
    const { api, user } = openApp('/posters', (fake) => {
      fake.token = 'a-long-operator-token';
      fake.signedIn = true;
    });
    await screen.findByRole('heading', { name: 'Posters' });
    api.signedIn = false;
    await user.click(await screen.findByRole('link', { name: 'New run' }));
    expect(await screen.findByLabelText('Operator token')).toBeVisible();
  });

  it('is not asked for on a machine of one’s own', async () => {
    openApp('/posters');
    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Sign out' })).not.toBeInTheDocument();
  });
});
