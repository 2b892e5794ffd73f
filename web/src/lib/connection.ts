type Listener = () => void;

/** Whether the last call reached the server; the banner of the layout listens. */
class Connection {
  private reachable = true;
  private readonly listeners = new Set<Listener>();

  readonly isLost = (): boolean => !this.reachable;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  report(reachable: boolean): void {
    if (this.reachable === reachable) return;
    this.reachable = reachable;
    this.listeners.forEach((listener) => listener());
  }
}

export const connection = new Connection();
