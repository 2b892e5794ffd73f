import type { StoredTemplate } from '@/features/posters/api/get-library';
import type { LibraryFont, LibraryImage } from '@/features/posters/api/get-library-assets';
import type { Answer, Call } from './fake-answer';
import { drawPoster } from './fake-data';

const ok = (body: unknown): Answer => ({ status: 200, body });

const refused = (status: number, error: string, detail: string): Answer => ({
  status,
  type: 'application/problem+json',
  body: { status, detail, error, errors: [{ field: 'file', message: detail }], requestId: 'r-2' },
});

type Sent = Partial<StoredTemplate> & { set_as_active?: boolean };

/** The template library as the pages see it, in memory. */
export class FakeLibrary {
  templates: StoredTemplate[] = [];
  images: LibraryImage[] = [];
  fonts: LibraryFont[] = [];
  private ids = 0;

  handle({ method, path, json, form }: Call): Answer | null {
    const [, kind = '', id = '', rest = ''] =
      /^\/api\/(templates|template-images|custom-fonts)(?:\/([^/]+))?(?:\/(.+))?$/.exec(path) ?? [];
    if (kind === 'template-images') return this.picture(method, id, form);
    if (kind === 'custom-fonts') return this.font(method, id, form);
    if (kind !== 'templates') return null;
    if (id === 'sections') return this.sections();
    if (id === 'upload') return this.add(json as Sent, null);
    if (id === 'preview') return this.preview(json as Sent);
    const template = this.templates.find((one) => one.id === id);
    if (!template) return refused(404, 'not_found', 'Template not found');
    if (method === 'PUT') return this.add(json as Sent, template);
    if (method === 'DELETE') this.templates = this.templates.filter((one) => one !== template);
    if (rest === 'activate') this.activate(template);
    if (rest !== 'versions') return ok(template);
    const templates = this.templates.filter(({ section }) => section === template.section);
    return ok({ templates: templates.toSorted((a, b) => b.version - a.version), next: null });
  }

  add(sent: Sent, earlier: StoredTemplate | null): Answer {
    const section = earlier?.section ?? sent.section ?? '';
    const versions = this.templates.filter((one) => one.section === section).map(({ version }) => version);
    const id = `t-${++this.ids}`;
    const html = sent.html_content ?? earlier?.html_content ?? '';
    const template: StoredTemplate = {
      id,
      section,
      name: sent.name ?? '',
      version: Math.max(0, ...versions) + 1,
      is_active: false,
      html_content: html,
      css_content: sent.css_content ?? '',
      placeholders: placeholders(html),
      preview_data: sent.preview_data ?? {},
      width: sent.width ?? 1080,
      height: sent.height ?? 1080,
      preview_url: `data:image/svg+xml,${encodeURIComponent(drawPoster({ display_name: section }, 540, 540))}`,
      created_at: '2026-11-02T10:00:00Z',
    };
    this.templates.push(template);
    if (sent.set_as_active) this.activate(template);
    return ok(template);
  }

  private activate(chosen: StoredTemplate) {
    for (const one of this.templates) {
      if (one.section === chosen.section) one.is_active = one === chosen;
    }
  }

  private sections(): Answer {
    const names = [...new Set(this.templates.map(({ section }) => section))].toSorted();
    const sections = names.map((name) => {
      const all = this.templates.filter(({ section }) => section === name);
      return { name, versions: all.length, template: all.find((one) => one.is_active) ?? all.at(-1) };
    });
    return ok({ sections, next: null });
  }

  private preview(sent: Sent): Answer {
    const html = sent.html_content ?? '';
    const line = html.split('\n').findIndex((text) => text.includes('<script')) + 1;
    const picture = drawPoster({ display_name: 'Sample' }, sent.width ?? 1, sent.height ?? 1);
    return ok({
      preview_image_base64: btoa(picture),
      content_type: 'image/svg+xml',
      placeholders: placeholders(html),
      warnings: line > 0 ? [{ message: 'Removed <script>', part: 'html', line }] : [],
    });
  }

  private picture(method: string, id: string, form: FormData | null): Answer {
    if (method === 'DELETE') this.images = this.images.filter((image) => image.id !== id);
    const file = form?.get('file');
    if (!(file instanceof File)) return ok({ templates: this.images, next: null });
    if (!file.type.startsWith('image/')) return refused(422, 'not_an_image', 'The file is not an image');
    const path = `data:image/svg+xml,${encodeURIComponent(drawPoster({}, 400, 300))}`;
    this.images.unshift({ id: `i-${++this.ids}`, path, name: file.name, width: 400, height: 300 });
    return ok(this.images[0]);
  }

  private font(method: string, id: string, form: FormData | null): Answer {
    if (method === 'DELETE') this.fonts = this.fonts.filter((font) => font.id !== id);
    const file = form?.get('file');
    if (!(file instanceof File)) return ok({ fonts: this.fonts, next: null });
    const [family = '', file_format = ''] = file.name.split('.');
    if (family === 'broken') return refused(422, 'broken_font', 'The file is cut short');
    const font = { font_name: `${family} Regular`, font_family: family, file_format, weight: '400', italic: false };
    this.fonts.unshift({ id: `f-${++this.ids}`, ...font });
    return ok(this.fonts[0]);
  }
}

function placeholders(html: string) {
  const names = new Set(Array.from(html.matchAll(/\{([\w.]+)\}/g), ([, name = '']) => name));
  return [...names].map((name) => ({ name, sample_value: `Sample ${name}` }));
}
