/** The mark: a stack of sheets. */
export function Brand({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
      <rect x="2.500" y="7" width="11" height="14" rx="2.500" opacity=".3" />
      <rect x="6.500" y="5" width="11" height="14" rx="2.500" opacity=".55" />
      <rect x="10.500" y="3" width="11" height="14" rx="2.500" />
    </svg>
  );
}
