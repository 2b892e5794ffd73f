import { useEffect } from 'react';
import { listen } from '@/lib/live-events';

type Options = {
  /** The stream. */
  url: string;
  /** Names of the events that tell of a change. */
  events: readonly string[];
  /** Whether there is anything to hear yet. */
  active: boolean;
  /** Reads the server's state anew: after changes, and when the stream is lost. */
  refresh: () => void;
  /** Reads it when the listening ends; `refresh` unless given. */
  settle?: () => void;
};

/**
 * Keeps what is shown fresh by a live stream for as long as it is active. Whatever is given must be
 * stable: the stream is opened anew when any of it changes.
 */
export function useRefreshOnEvents({ url, events, active, refresh, settle = refresh }: Options) {
  useEffect(() => {
    if (!active) return;
    const stop = listen(url, events, { onChange: refresh, onOpen: () => {}, onLost: refresh });
    return () => {
      stop();
      settle();
    };
  }, [url, events, active, refresh, settle]);
}
