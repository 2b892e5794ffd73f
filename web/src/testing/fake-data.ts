import type { Size } from '@/features/posters/api/get-sizes';
import type { Template } from '@/features/posters/api/get-templates';

export type Person = Record<string, string>;

export const sizes: Size[] = [
  { id: 'instagram-square', width: 1080, height: 1080 },
  { id: 'instagram-portrait', width: 1080, height: 1350 },
  { id: 'instagram-story', width: 1080, height: 1920 },
  { id: 'linkedin-post', width: 1200, height: 1200 },
  { id: 'twitter-post', width: 1200, height: 675 },
  { id: 'facebook-post', width: 1200, height: 630 },
  { id: 'a4-portrait', width: 2480, height: 3508 },
];

function template(id: string, name: string, description: string, width: number, height: number): Template {
  return {
    id,
    name,
    description,
    width,
    height,
    html: `<h1>{display_name}</h1><p>{headline}</p><p>@{username}</p><!-- ${id} -->`,
    placeholders: ['display_name', 'headline', 'profile_pic', 'username'],
    previewUrl: `/api/posters/templates/${id}/preview`,
  };
}

export const templates: Template[] = [
  template('spotlight', 'Spotlight', 'A portrait that puts one person forward.', 1080, 1350),
  template('quote', 'Quote', 'Big words, small name.', 1080, 1080),
  template('banner', 'Banner', 'Wide, for a link preview.', 1200, 630),
];

const people = [
  'Amara Okafor', 'Lukas Weber', 'Mei Tanaka', 'Sofía Herrera', 'Noah Lindqvist', 'Priya Raman',
  'Élodie Marchand', 'Omar Haddad', 'Zofia Kowalska', 'Ravi Menon', 'Grace Mbeki', 'Jonas Eriksen',
];

export const sampleCsv = [
  'username,display_name,headline,city',
  ...people.map((name, index) => {
    const username = name.toLowerCase().normalize('NFD').replaceAll(/[^a-z ]/g, '').replace(' ', '.');
    const headlines = ['Product designer', 'Staff engineer', 'Career coach', '"Writer, speaker"'];
    return `${username},${name},${headlines[index % 4]},Berlin`;
  }),
].join('\n');

const palettes = [
  ['#f3e7d3', '#2f2a24', '#c4552d'],
  ['#dfe7e2', '#1e2b28', '#2e7d62'],
  ['#e4e4f2', '#23233a', '#4a4fb5'],
  ['#f4dfe0', '#34202a', '#b23a5c'],
];

/** A drawing that stands for a rendered poster. */
export function drawPoster(person: Person, width: number, height: number): string {
  const name = person.display_name ?? person.username ?? '';
  const [paper, ink, mark] = palettes[name.length % palettes.length] ?? [];
  const unit = Math.min(width, height) / 20;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Liberation Sans, sans-serif">
  <rect width="100%" height="100%" fill="${paper}"/>
  <circle cx="${width * 0.72}" cy="${height * 0.34}" r="${unit * 6}" fill="${mark}"/>
  <circle cx="${width * 0.4}" cy="${height * 0.42}" r="${unit * 3.2}" fill="${ink}" opacity=".85"/>
  <text x="${unit * 1.5}" y="${height - unit * 4}" font-size="${unit * 2}" font-weight="700" fill="${ink}">${name}</text>
  <text x="${unit * 1.5}" y="${height - unit * 2}" font-size="${unit}" fill="${ink}">${person.headline ?? ''}</text>
</svg>`;
}
