// Puts the browser and the fonts of renderer/package.json where the application finds them, and
// skips that when nothing has changed since the last time it succeeded.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const renderer = 'renderer';
const modules = join(renderer, 'node_modules');
const classes = join('target', 'classes');

// The first file of a family is the one that text asks for by its name; the others lend letters.
const fonts = [
  ['inter', ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'], ['400', '500', '600', '700', '800', '900']],
  ['poppins', ['latin', 'latin-ext'], ['400', '500', '600', '700']],
  ['playfair-display', ['latin', 'latin-ext', 'cyrillic', 'vietnamese'], ['400', '700', '900']],
  ['lora', ['latin', 'latin-ext', 'cyrillic', 'vietnamese'], ['400', '700']],
  ['jetbrains-mono', ['latin', 'latin-ext', 'cyrillic', 'greek'], ['400', '700']],
  [
    'noto-sans',
    ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese', 'devanagari'],
    ['400', '700'],
  ],
  ['noto-sans-arabic', ['arabic'], ['400', '700']],
  ...[
    'armenian', 'bengali', 'ethiopic', 'georgian', 'gujarati', 'gurmukhi', 'hebrew', 'kannada', 'khmer', 'lao',
    'malayalam', 'myanmar', 'sinhala', 'tamil', 'telugu', 'thai',
  ].map((script) => [`noto-sans-${script}`, [script], ['400', '700']]),
  ['noto-color-emoji', ['emoji'], ['400']],
  ['noto-sans-math', ['latin'], ['400']],
  ['noto-sans-symbols', ['symbols'], ['400', '700']],
  ['noto-sans-symbols-2', ['symbols'], ['400']],
];

// Chinese first: it has nearly all ideographs, so that a name is drawn in one font. These come whole; the packages
// above have such fonts only in a hundred pieces each.
const wholeFonts = ['SC', 'JP', 'KR'].flatMap((region) =>
  ['400Regular', '700Bold'].map((style) => ({
    folder: join(modules, '@expo-google-fonts', `noto-sans-${region.toLowerCase()}`),
    path: join(style, `NotoSans${region}_${style}.ttf`),
    name: `noto-sans-${region.toLowerCase()}-${style}`,
  })),
);

function digest(...paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Runs the work unless the stamp of its last success still matches. */
function once(stamp, value, result, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === value && existsSync(result)) return;
  work();
  writeFileSync(stamp, value);
}

function install() {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: renderer,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function copyFonts() {
  const folder = emptied(join(classes, 'fonts'));
  const names = fonts.flatMap(([family, subsets, weights]) =>
    subsets.flatMap((subset) =>
      weights.map((weight) => {
        const name = `${family}-${subset}-${weight}-normal.woff`;
        copyFileSync(join(modules, '@fontsource', family, 'files', name), join(folder, name));
        return name;
      }),
    ),
  );
  for (const [family] of fonts) {
    copyFileSync(join(modules, '@fontsource', family, 'LICENSE'), join(folder, `${family}.license.txt`));
  }
  for (const { folder: source, path, name } of wholeFonts) {
    copyFileSync(join(source, path), join(folder, `${name}.ttf`));
    copyFileSync(join(source, 'LICENSE_FONT'), join(folder, `${name}.license.txt`));
    names.push(`${name}.ttf`);
  }
  writeFileSync(join(folder, 'fonts.txt'), names.join('\n') + '\n');
  writeFileSync(join(folder, 'version.txt'), wanted.slice(0, 16));
}

function copyBrowser() {
  const folder = emptied(join(classes, 'browser'));
  const source = join(modules, '@sparticuz', 'chromium');
  for (const name of ['chromium.br', 'al2023.tar.br']) copyFileSync(join(source, 'bin', name), join(folder, name));
  writeFileSync(join(folder, 'version.txt'), JSON.parse(readFileSync(join(source, 'package.json'))).version);
}

const wanted = digest(join(renderer, 'package.json'), join(renderer, 'package-lock.json'), join('build', 'renderer.mjs'));
once(join(classes, 'browser', 'stamp.txt'), wanted, join(classes, 'fonts', 'fonts.txt'), () => {
  once(join(modules, '.atelier-stamp'), digest(join(renderer, 'package-lock.json')), modules, install);
  copyFonts();
  copyBrowser();
});
