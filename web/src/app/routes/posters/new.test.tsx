import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { openApp } from '@/testing/render-app';

const csv = (...lines: string[]) => new File([lines.join('\n')], 'members.csv', { type: 'text/csv' });

const button = (name: RegExp | string) => screen.findByRole('button', { name });

async function openForm() {
  const app = openApp('/posters/new');
  await screen.findByRole('radio', { name: 'Spotlight' });
  return app;
}

describe('a new run', () => {
  it('goes from the sample people to a running run', async () => {
    const { api, user, router } = await openForm();
    expect(screen.getByText('Choose a CSV of people to begin.')).toBeVisible();
    expect(await button('Make posters')).toBeDisabled();

    await user.click(await button('Try with sample people'));
    expect(await screen.findByText('sample-people.csv')).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Spotlight' }));

    await user.click(await button('Make 12 posters'));
    expect(await screen.findByRole('heading', { name: 'Sample people' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/posters/run_1');
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      templateId: 'spotlight',
      size: 'instagram-portrait',
      width: '1080',
      height: '1350',
      format: 'png',
      name: 'Sample people',
    });
  });

  it('previews the first three rows and how the columns meet the design', async () => {
    const { user } = await openForm();
    const people = csv('username,display_name,city', 'ada,Ada,Paris', ',Nobody,Rome', 'bob,Bob,Oslo', 'eve,Eve,Bonn');
    await user.upload(screen.getByLabelText('CSV file'), people);
    await user.click(screen.getByRole('radio', { name: 'Quote' }));

    const preview = within(screen.getByRole('region', { name: 'Preview' }));
    expect(await preview.findByText('4 rows')).toBeVisible();
    expect(preview.getAllByRole('img')).toHaveLength(3);
    expect(preview.getByRole('img', { name: 'Poster of ada' })).toBeVisible();
    const columns = preview.getByLabelText('Columns and design');
    expect(columns).toHaveTextContent('Usedusernamedisplay_name');
    expect(columns).toHaveTextContent('Not usedcity');
    expect(columns).toHaveTextContent('Nothing fillsheadline');
    expect(preview.getByText('has no username and will fail')).toHaveTextContent('Row 2:');
  });

  it('makes posters of people who are named by username or id', async () => {
    const { api, user } = await openForm();
    await user.click(screen.getByRole('radio', { name: 'Usernames or ids' }));
    expect(screen.getByText('Name at least one person to begin.')).toBeVisible();
    await user.click(screen.getByLabelText(/^Usernames or ids, one a line/));
    await user.paste('ada.lovelace, 1058727');
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.click(await button('Make 2 posters'));

    await screen.findByRole('heading', { name: 'Posters', level: 1 });
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(Object.fromEntries(form ?? [])).toMatchObject({ identifiers: 'ada.lovelace, 1058727' });
    expect(form?.has('csv')).toBe(false);
  });

  it('sends pasted HTML, a custom size and the chosen format', async () => {
    const { api, user } = await openForm();
    await user.upload(screen.getByLabelText('CSV file'), csv('username', 'ada'));
    await user.click(screen.getByRole('radio', { name: 'Your own HTML' }));
    await user.click(screen.getByLabelText('Or paste the HTML'));
    await user.paste('<p>{username}</p>');
    await user.click(screen.getByRole('radio', { name: 'Custom size' }));
    await user.clear(screen.getByLabelText('Width in pixels'));
    expect(screen.getByText('Give a width and height.')).toBeVisible();
    await user.type(screen.getByLabelText('Width in pixels'), '640');
    await user.click(screen.getByRole('radio', { name: 'JPEG' }));
    await user.clear(screen.getByLabelText('Name of the run'));
    await user.type(screen.getByLabelText('Name of the run'), 'Autumn');
    await user.click(await button('Make 1 poster'));

    await screen.findByRole('heading', { name: 'Autumn' });
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      template: '<p>{username}</p>',
      size: 'custom',
      width: '640',
      height: '1350',
      format: 'jpeg',
    });
  });

  it('takes the HTML of a file and of a built-in design', async () => {
    const { user } = await openForm();
    await user.click(screen.getByRole('radio', { name: 'Your own HTML' }));
    const page = new File(['<b>{username}</b>'], 'card.html', { type: 'text/html' });
    await user.upload(screen.getByLabelText('HTML file'), page);
    expect(await screen.findByLabelText('HTML')).toHaveValue('<b>{username}</b>');

    await user.click(screen.getByRole('radio', { name: 'Banner' }));
    await user.click(await button('Edit a copy of its HTML'));
    expect(await screen.findByLabelText<HTMLTextAreaElement>('HTML')).toHaveDisplayValue(/banner/);
  });

  it('shows the line of a broken CSV beside the file, and recovers with a corrected one', async () => {
    const { user } = await openForm();
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.upload(screen.getByLabelText('CSV file'), csv('username,city', 'ada,"Paris'));

    const people = within(screen.getByRole('region', { name: 'People' }));
    const alert = await people.findByRole('alert');
    expect(alert).toHaveTextContent('The CSV cannot be read.');
    expect(alert).toHaveTextContent('Line 2: the quote opened at column 5 is never closed');
    expect(await button('Make posters')).toBeDisabled();

    await user.click(await button('Remove members.csv'));
    expect(people.queryByRole('alert')).not.toBeInTheDocument();
    await user.upload(screen.getByLabelText('CSV file'), csv('username,city', 'ada,Paris'));
    expect(await button('Make 1 poster')).toBeEnabled();
  });

  it('shows a refused size beside the size', async () => {
    const { user } = await openForm();
    await user.upload(screen.getByLabelText('CSV file'), csv('username', 'ada'));
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.click(screen.getByRole('radio', { name: 'Custom size' }));
    await user.clear(screen.getByLabelText('Width in pixels'));
    await user.type(screen.getByLabelText('Width in pixels'), '20000');

    const size = within(screen.getByRole('region', { name: 'Size and name' }));
    expect(await size.findByRole('alert')).toHaveTextContent('width: must be from 16 to 8,000');
  });

  it('starts one run, however often it is asked, when the answer gets lost', async () => {
    const { api, network, user } = await openForm();
    await user.click(await button('Try with sample people'));
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await button('Make 12 posters');
    network.losesAnswers = true;
    await user.click(await button('Make 12 posters'));
    expect(await screen.findByRole('alert')).toHaveTextContent('Atelier cannot be reached');

    network.losesAnswers = false;
    await user.dblClick(await button('Make 12 posters'));
    await screen.findByRole('heading', { name: 'Sample people' });
    await waitFor(() => expect(api.runs).toHaveLength(1));
    const keys = api.callsTo('POST', '/api/posters/runs').map((call) => call.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('guesses which column is which, lets it be changed, and fills placeholders from columns', async () => {
    const { api, user } = await openForm();
    const people = csv('Handle,Full name,Role', 'ada,Ada L.,Engineer');
    await user.upload(screen.getByLabelText('CSV file'), people);
    const mapping = within(await screen.findByRole('group', { name: 'Which column is which' }));
    expect(mapping.getByLabelText('Username')).toHaveValue('Handle');
    await user.selectOptions(mapping.getByLabelText('Display name'), 'Full name');
    await user.click(screen.getByRole('radio', { name: 'Quote' }));

    const fills = within(await screen.findByRole('group', { name: 'Fill from a column' }));
    await user.selectOptions(fills.getByLabelText('{headline}'), 'Role');
    await user.click(await button('Make 1 poster'));

    await screen.findByRole('heading', { name: 'Members' });
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(JSON.parse((form?.get('mapping') ?? '') as string)).toEqual({
      username: 'Handle',
      display_name: 'Full name',
      headline: 'Role',
    });
  });

  it('sends format, scale and quality, and says how large the pictures will be', async () => {
    const { api, user } = await openForm();
    await user.upload(screen.getByLabelText('CSV file'), csv('username', 'ada'));
    await user.click(screen.getByRole('radio', { name: 'Quote' }));
    await user.click(screen.getByRole('radio', { name: 'PDF' }));
    expect(screen.queryByRole('radio', { name: '2×' })).not.toBeInTheDocument();
    await user.click(screen.getByRole('radio', { name: 'WebP' }));
    await user.click(screen.getByRole('radio', { name: '2×' }));
    expect(screen.getByText('2160 × 2160 pixels')).toBeVisible();
    await user.clear(screen.getByLabelText('Quality, 1 to 100'));
    await user.type(screen.getByLabelText('Quality, 1 to 100'), '70');
    await user.click(await button('Make 1 poster'));

    await screen.findByRole('heading', { name: 'Members' });
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(Object.fromEntries(form ?? [])).toMatchObject({ format: 'webp', scale: '2', quality: '70' });
  });
});
