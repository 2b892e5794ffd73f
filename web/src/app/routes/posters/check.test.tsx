import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/testing/render-app';

const csv = (...lines: string[]) => new File([lines.join('\n')], 'members.csv', { type: 'text/csv' });

const button = (name: RegExp | string) => screen.findByRole('button', { name });

async function openForm() {
  const app = openApp('/posters/new');
  await screen.findByRole('radio', { name: 'Spotlight' });
  return app;
}

describe('the check of rows before a start', () => {
  it('checks the rows first, shows what it finds by rule, and starts anyway when asked', async () => {
    const { api, user } = await openForm();
    api.findings = [
      { row: 2, column: 'display_name', rule: 'text_overflow', message: 'display_name is too long for its place' },
      { row: 3, column: 'display_name', rule: 'text_overflow', message: 'display_name is too long for its place' },
      { row: null, column: 'city', rule: 'missing_column', message: 'There is no column city' },
    ];
    await user.upload(screen.getByLabelText('CSV file'), csv('username', 'ada', 'bob', 'eve'));
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.click(await button('Make 3 posters'));

    const check = within(await screen.findByRole('region', { name: '3 things to know first' }));
    expect(check.getByText('Text is too long for its place').closest('summary')).toHaveTextContent('2');
    await user.click(check.getByText('Text is too long for its place'));
    expect(check.getByText('Row 3:')).toBeVisible();
    expect(api.runs).toHaveLength(0);

    await user.click(await button('Make 3 posters anyway'));
    await screen.findByRole('heading', { name: 'Members' });
    expect(api.runs).toHaveLength(1);
  });

  it('checks again after a change', async () => {
    const { api, user } = await openForm();
    api.findings = [{ row: 1, column: null, rule: 'image_unreachable', message: 'The host is unknown' }];
    await user.upload(screen.getByLabelText('CSV file'), csv('username', 'ada'));
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.click(await button('Make 1 poster'));
    await screen.findByRole('region', { name: '1 thing to know first' });

    api.findings = [];
    await user.click(screen.getByRole('radio', { name: 'Banner' }));
    expect(screen.queryByRole('region', { name: '1 thing to know first' })).not.toBeInTheDocument();
    await user.click(await button('Make 1 poster'));
    await screen.findByRole('heading', { name: 'Members' });
  });
});
