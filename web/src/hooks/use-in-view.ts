import { useEffect, useRef } from 'react';

/** Calls back whenever the element comes near the visible part of the page. */
export function useInView<E extends Element>(onInView: () => void) {
  const element = useRef<E>(null);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && onInView(),
      { rootMargin: '600px' },
    );
    observer.observe(target);
    return () => observer.disconnect();
  }, [onInView]);
  return element;
}
