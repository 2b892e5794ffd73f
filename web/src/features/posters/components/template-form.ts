import type { TemplateDraft } from '../api/change-library';
import type { StoredTemplate } from '../api/get-library';

/** What the editor holds. */
export type TemplateForm = {
  section: string;
  name: string;
  html: string;
  css: string;
  width: string;
  height: string;
  /** Nested as the author sent them, with what was typed here by dotted name. */
  data: Record<string, unknown>;
  values: Record<string, string>;
  revision: number;
};

const starter = `<div class="poster">
  <p>Speaker</p>
  <h1>{display_name}</h1>
  <p>{bio}</p>
</div>
`;

const starterCss = `.poster {
  height: 100%;
  padding: 90px;
  background: #2b46c8;
  color: #fff;
  font: 40px/1.4 Inter;
}
h1 {
  font-size: 110px;
  line-height: 1.05;
}
`;

export function formOfTemplate(template: StoredTemplate | null): TemplateForm {
  return {
    section: template?.section ?? '',
    name: template?.name ?? '',
    html: template?.html_content ?? starter,
    css: template ? (template.css_content ?? '') : starterCss,
    width: String(template?.width ?? 1080),
    height: String(template?.height ?? 1080),
    data: template?.preview_data ?? {},
    values: {},
    revision: 0,
  };
}

/** What would be sent, or null while it cannot be drawn. */
export function draftOf(form: TemplateForm): TemplateDraft | null {
  const width = pixels(form.width);
  const height = pixels(form.height);
  if (width === null || height === null || form.html.trim() === '') return null;
  return {
    section: form.section.trim(),
    name: form.name.trim(),
    html_content: form.html,
    css_content: form.css,
    preview_data: nested(form),
    width,
    height,
  };
}

/** Values by dotted name as the nested data that the server takes. */
function nested({ data, values }: TemplateForm): Record<string, unknown> {
  const merged = structuredClone(data);
  for (const [name, value] of Object.entries(values)) {
    const steps = name.split('.');
    const last = steps.pop() ?? name;
    let at = merged;
    for (const step of steps) {
      const inner = at[step];
      const next = typeof inner === 'object' && inner !== null ? inner : {};
      at[step] = next;
      at = next as Record<string, unknown>;
    }
    at[last] = value;
  }
  return merged;
}

export function missingField(form: TemplateForm): string | null {
  if (form.html.trim() === '') return 'Write some HTML.';
  if (pixels(form.width) === null || pixels(form.height) === null) return 'Give a width and height.';
  if (form.section.trim() === '') return 'Say which section it is for, such as speakers.';
  if (form.name.trim() === '') return 'Give it a name.';
  return null;
}

function pixels(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null;
}
