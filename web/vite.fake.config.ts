import { mergeConfig } from 'vitest/config';
import { fakeServer } from './src/testing/fake-server';
import real from './vite.config';

/** The pages on a fake server in memory, to work on them alone: `npm run dev:fake`. */
export default mergeConfig(
  { ...real, server: {} },
  { plugins: [fakeServer()], build: { outDir: 'dist' } },
);
