type Handlers = {
  /** Something happened; called at most once per `pause`. */
  onChange: () => void;
  /** The stream is open (again). */
  onOpen: () => void;
  onLost: () => void;
};

const pause = 600;
const reopenAfter = 5_000;

/**
 * Listens to a server-sent stream and reports that something changed, not what: events may be
 * replayed from the start, so the server's present state is read instead of added up from them.
 * The browser reconnects by itself with Last-Event-ID; only a refused stream is opened anew here.
 *
 * @returns a function that ends the listening
 */
export function listen(url: string, events: readonly string[], handlers: Handlers): () => void {
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const change = throttle(handlers.onChange, pause);

  const open = () => {
    source = new EventSource(url);
    source.addEventListener('open', handlers.onOpen);
    events.forEach((event) => source.addEventListener(event, change.call));
    source.addEventListener('error', () => {
      handlers.onLost();
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(open, reopenAfter);
    });
  };

  open();
  return () => {
    clearTimeout(reopening);
    change.cancel();
    source.close();
  };
}

function throttle(action: () => void, milliseconds: number) {
  let last = -Infinity;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const run = () => {
    waiting = undefined;
    last = Date.now();
    action();
  };
  return {
    call: () => {
      if (waiting !== undefined) return;
      waiting = setTimeout(run, Math.max(0, last + milliseconds - Date.now()));
    },
    cancel: () => clearTimeout(waiting),
  };
}
