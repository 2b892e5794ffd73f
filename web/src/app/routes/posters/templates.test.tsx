import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FakeApi } from '@/testing/fake-api';
import { openApp } from '@/testing/render-app';

function keep(api: FakeApi, section: string, name: string, active: boolean) {
  api.library.add({ section, name, html_content: '<h1>{display_name}</h1>', set_as_active: active }, null);
}

function filled(api: FakeApi) {
  keep(api, 'speakers', 'Autumn', true);
  keep(api, 'speakers', 'Winter', false);
  keep(api, 'sponsors', 'Plain', true);
}

// The editor measures text, which jsdom cannot.
beforeEach(() => {
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

describe('the template library', () => {
  it('leads from the runs to the first template', async () => {
    const { user, router } = openApp('/posters');
    await user.click(await screen.findByRole('link', { name: 'Templates' }));
    expect(await screen.findByRole('heading', { name: 'Keep your own designs' })).toBeVisible();
    await user.click(screen.getAllByRole('link', { name: 'New template' })[0] as HTMLElement);
    expect(await screen.findByRole('heading', { name: 'New template' })).toBeVisible();
    expect(router.state.location.pathname).toBe('/posters/templates/new');
  });

  it('shows each section with its active version, and makes another one active', async () => {
    const { user } = openApp('/posters/templates', filled);
    const list = await screen.findByRole('list', { name: 'Sections' });
    expect(list).toHaveTextContent('Autumn · version 1');
    await user.click(within(list).getByRole('button', { name: '2 versions' }));
    const versions = await screen.findByRole('list', { name: 'Versions of speakers' });
    await user.click(within(versions).getByRole('button', { name: 'Make active' }));
    expect(await screen.findByText(/Winter · version 2/)).toBeVisible();
  });

  it('asks before a version is deleted', async () => {
    const { api, user } = openApp('/posters/templates', filled);
    await user.click(await screen.findByRole('button', { name: '1 version' }));
    const versions = await screen.findByRole('list', { name: 'Versions of sponsors' });
    await user.click(within(versions).getByRole('button', { name: 'Delete' }));
    await user.click(await screen.findByRole('button', { name: 'Delete version' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: '1 version' })).not.toBeInTheDocument());
    expect(await screen.findByRole('button', { name: '2 versions' })).toBeVisible();
    expect(api.library.templates.map(({ name }) => name)).toEqual(['Autumn', 'Winter']);
  });

  it('takes pictures and fonts, and says why it refuses one', async () => {
    const { user } = openApp('/posters/templates', filled);
    await user.click(await screen.findByRole('radio', { name: 'Pictures' }));
    await user.upload(await screen.findByLabelText('Upload a picture'), new File(['x'], 'logo.png', { type: 'image/png' }));
    expect(await screen.findByRole('img', { name: 'logo.png' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Delete logo.png' }));
    await waitFor(() => expect(screen.getByRole('list', { name: 'Pictures' })).toBeEmptyDOMElement());

    await user.click(screen.getByRole('radio', { name: 'Fonts' }));
    await user.upload(await screen.findByLabelText('Upload a font'), new File(['x'], 'Lora.woff2', { type: 'font/woff2' }));
    expect(await screen.findByText('font-family: "Lora"')).toBeVisible();
    await user.upload(screen.getByLabelText('Upload a font'), new File(['x'], 'broken.woff2', { type: 'font/woff2' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('The file is cut short');
  });
});

describe('the template editor', () => {
  it('draws what is written, with its warnings by line, and saves it as the next version', async () => {
    const { api, user, router } = openApp('/posters/templates/t-1', filled);
    const editor = await screen.findByRole('textbox', { name: 'HTML' });
    expect(await screen.findByRole('img', { name: 'The template with sample values' })).toBeVisible();
    expect(screen.getByLabelText('Section')).toBeDisabled();

    await user.click(editor);
    await user.keyboard('<script>{Enter}');
    expect(await screen.findByText('Removed <script>')).toBeVisible();
    expect(screen.getByRole('list', { name: 'Warnings' })).toHaveTextContent('Line 1: Removed <script>');

    await user.click(screen.getByRole('button', { name: 'Save and make active' }));
    await screen.findByRole('list', { name: 'Sections' });
    expect(router.state.location.pathname).toBe('/posters/templates');
    expect(api.library.templates.at(-1)).toMatchObject({ section: 'speakers', version: 3, is_active: true });
    expect(api.library.templates.at(-1)?.html_content).toContain('<script>');
  });

  it('draws with the values that are typed, nested by dotted name', async () => {
    const { api, user } = openApp('/posters/templates/t-1', (fake) => {
      fake.library.add({ section: 's', name: 'N', html_content: '<p>{talk.title}</p>' }, null);
    });
    const field = await screen.findByLabelText('{talk.title}');
    await user.clear(field);
    await user.type(field, 'Hi');
    await user.click(screen.getByRole('button', { name: 'Save as a version' }));
    await screen.findByRole('list', { name: 'Sections' });
    expect(api.library.templates.at(-1)?.preview_data).toEqual({ talk: { title: 'Hi' } });
    expect(api.library.templates.at(-1)?.is_active).toBe(false);
  });

  it('is offered where a run starts', async () => {
    const { api, user } = openApp('/posters/new', filled);
    await user.click(await screen.findByRole('radio', { name: 'speakers' }));
    await user.click(await screen.findByRole('button', { name: 'Try with sample people' }));
    await user.click(await screen.findByRole('button', { name: 'Make 12 posters' }));
    await waitFor(() => expect(api.callsTo('POST', '/api/posters/runs')).toHaveLength(1));
    const form = api.callsTo('POST', '/api/posters/runs')[0]?.form;
    expect(form?.get('templateId')).toBe('t-1');
  });
});
