import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { connection } from '@/lib/connection';

configure({ asyncUtilTimeout: 40_000 });

// Loading the pages, which the router does when they are opened, takes no time of a test.
import.meta.glob(['../app/routes/**/*.tsx', '!**/*.test.tsx'], { eager: true });

// What jsdom lacks.
class NoIntersection {
  observe() {}
  disconnect() {}
}
vi.stubGlobal('IntersectionObserver', NoIntersection);
window.scrollTo = () => {};
HTMLDialogElement.prototype.showModal = function show(this: HTMLDialogElement) {
  this.open = true;
};

afterEach(() => {
  cleanup();
  connection.report(true);
});
