/** What people call a source of media. */
export function sourceName(source: string): string {
  switch (source) {
    case 'demo':
      return 'the demo source';
    case 'firebase':
      return 'Firebase';
    default:
      return source;
  }
}
