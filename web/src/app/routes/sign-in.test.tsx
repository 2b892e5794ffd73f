import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/testing/render-app';

const token = 'a-long-operator-token';
const ada = { username: 'ada', email: 'ada@example.com', password: 'correct horse' };
const locked = () =>
  openApp('/posters', ({ sessions }) => {
    sessions.token = token;
    sessions.users.push(ada);
  });

describe('signing in', () => {
  it('lets in a user, and out again', async () => {
    const { user } = locked();
    await user.type(await screen.findByLabelText('Username or e-mail'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('Incorrect username or password');

    await user.clear(screen.getByLabelText('Password'));
    await user.type(screen.getByLabelText('Password'), 'correct horse{Enter}');
    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();
    expect(screen.getByText('ada@example.com')).toBeInTheDocument();

    await user.click(screen.getByText('Sign out'));
    expect(await screen.findByLabelText('Username or e-mail')).toBeVisible();
  });

  it('lets in who has the token, and says that it is the operator', async () => {
    const { user } = locked();
    await user.click(await screen.findByRole('button', { name: 'Use the operator token' }));
    await user.type(screen.getByLabelText('Operator token'), 'wrong');
    await user.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('Invalid token');

    await user.clear(screen.getByLabelText('Operator token'));
    await user.type(screen.getByLabelText('Operator token'), `${token}{Enter}`);
    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();
    expect(screen.getByText('Operator')).toBeVisible();

    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(await screen.findByLabelText('Username or e-mail')).toBeVisible();
  });

  it('is asked for again when the session has ended elsewhere', async () => {
    const { api, user } = openApp('/posters', ({ sessions }) => {
      sessions.token = token;
      sessions.operator = true;
    });
    // It stands below a list that has been read: the next call is the one that is refused.
    const link = await screen.findByRole('link', { name: 'New run' });
    api.sessions.operator = false;
    await user.click(link);
    expect(await screen.findByLabelText('Username or e-mail')).toBeVisible();
  });

  it('is offered, not asked for, on a machine of one’s own', async () => {
    const { user } = openApp('/posters');
    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();
    expect(screen.getByText('Operator')).toBeVisible();
    expect(screen.queryByText('Sign out')).not.toBeInTheDocument();

    await user.click(screen.getByRole('link', { name: 'Sign in' }));
    expect(await screen.findByLabelText('Username or e-mail')).toBeVisible();
    expect(screen.queryByText('Use the operator token')).not.toBeInTheDocument();
  });
});

describe('signing up', () => {
  it('makes an account and opens it', async () => {
    const { api, user } = openApp('/sign-up');
    await user.type(await screen.findByLabelText('Username'), 'bob');
    await user.type(screen.getByLabelText('E-mail'), 'bob@example.com');
    await user.type(screen.getByLabelText('Password'), 'battery staple{Enter}');

    expect(await screen.findByRole('heading', { name: 'Posters' })).toBeVisible();
    expect(api.sessions.users).toHaveLength(1);
    expect(screen.getByText('bob@example.com')).toBeInTheDocument();
  });

  it.each([
    ['ada', 'The username is taken already.'],
    ['admin', 'The username is reserved.'],
  ])('says at the field why %s cannot be had', async (name, why) => {
    const { user } = openApp('/sign-up', ({ sessions }) => sessions.users.push(ada));
    await user.type(await screen.findByLabelText('Username'), name);
    await user.type(screen.getByLabelText('E-mail'), 'bob@example.com');
    await user.type(screen.getByLabelText('Password'), 'battery staple{Enter}');

    expect(await screen.findByText(why)).toBeVisible();
    expect(screen.getByLabelText('Username')).toBeInvalid();
  });

  it('shows the password to who asks', async () => {
    const { user } = openApp('/sign-up');
    expect(await screen.findByLabelText('Password')).toHaveAttribute('type', 'password');
    await user.click(screen.getByLabelText('Show password'));
    expect(screen.getByLabelText('Password')).toHaveAttribute('type', 'text');
  });
});
